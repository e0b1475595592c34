"""Reads the file of settings, `.env`."""

import io
from pathlib import Path

from dotenv.parser import parse_stream

from bot.setting_faults import SettingFault


def read_env_file(path: Path) -> tuple[dict[str, str], list[SettingFault]]:
    """The values by name, and the lines that cannot be read; both empty if there is no file."""
    if not path.exists():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [SettingFault(str(path), f"cannot be read as UTF-8 text ({type(error).__name__}).")]
    lines = list(parse_stream(io.StringIO(text)))
    found = {line.key: line.value for line in lines if line.key and line.value is not None}
    unreadable = [
        # The line itself is not shown: it may hold a secret.
        SettingFault(
            f"{path}, line {line.original.line}", "cannot be read. Write NAME=value, or # before a comment."
        )
        for line in lines
        if line.error
    ]
    return found, unreadable
