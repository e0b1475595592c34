"""The bot as a newcomer starts it: a process of its own, no token, chat and desk in the browser."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class DeskProcess:
    """May be killed at any moment, and started again at the same address."""

    url: str
    folder: Path
    link: str = ""
    # Any free port; after a restart the same again, since browsers come back to it.
    _listen: str = "127.0.0.1:0"
    _process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        return f"http://{self._listen}"

    async def starts(self) -> None:
        """Start, and wait until it says where to click."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=ROOT,
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            while line := await self._process.stdout.readline():
                if found := re.search(r"Desk  (\S+)", line.decode()):
                    self.link = found[1]
                    self._listen = urlsplit(self.link).netloc
                    return
        raise AssertionError("the bot ended before it was up")

    async def is_killed(self) -> None:
        """As by `kill -9`."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def adds(self, name: str, role: str, password: str) -> None:
        """`otboinik desk user add`, while the bot runs."""
        command = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "desk", "user", "add", name, "--role", role),
            cwd=ROOT,
            env=self._environment(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )
        await command.communicate(f"{password}\n".encode())
        assert command.returncode == 0

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "TELEGRAM_BOT_TOKEN": "",
            "STAFF_CHAT_ID": "",
            "DATABASE_URL": self.url,
            "HTTP_LISTEN": self._listen,
            "UPLOADS_DIR": str(self.folder / "uploads"),
            "BURST_SECONDS": "0.3",
            "DEFAULT_LANGUAGE": "ru",
        }
