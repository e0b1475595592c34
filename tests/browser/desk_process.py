"""The bot as a newcomer starts it: a process of its own, no token, chat and desk in the browser."""

from __future__ import annotations

import asyncio
import io
import multiprocessing
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit

from bot.cli import main
from tests.fork_server import start_forked

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class DeskProcess:
    """May be killed at any moment, and started again at the same address."""

    url: str
    folder: Path
    link: str = ""
    # Any free port; after a restart the same again, since browsers come back to it.
    _listen: str = "127.0.0.1:0"
    _process: BaseProcess | None = None
    _told: Connection | None = None

    @property
    def address(self) -> str:
        return f"http://{self._listen}"

    async def starts(self) -> None:
        """Start, and wait until it says where to click."""
        self._told, telling = multiprocessing.Pipe(duplex=False)
        with telling:
            self._process = start_forked(_otboinik, ("run",), self._environment(), "", telling)
        with open(self._told.fileno(), encoding="utf-8", closefd=False) as told:
            async with asyncio.timeout(60):
                while line := await asyncio.to_thread(told.readline):
                    if found := re.search(r"Desk  (\S+)", line):
                        self.link = found[1]
                        self._listen = urlsplit(self.link).netloc
                        return
        raise AssertionError("the bot ended before it was up")

    async def is_killed(self) -> None:
        """As by `kill -9`."""
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.join)

    async def adds(self, name: str, role: str, password: str) -> None:
        """`otboinik desk user add`, while the bot runs."""
        adding = ("desk", "user", "add", name, "--role", role)
        command = start_forked(_otboinik, adding, self._environment(), f"{password}\n")
        await asyncio.to_thread(command.join)
        assert command.exitcode == 0

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


def _otboinik(
    arguments: tuple[str, ...], environment: Mapping[str, str], typed: str, telling: Connection | None = None
) -> None:
    """The command line, in a process that was forked for it; what is told in vain is not shown."""
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence if telling is None else telling.fileno(), 1)
    os.dup2(silence, 2)
    sys.stdin = io.StringIO(typed)
    sys.argv = ["otboinik", *arguments]
    main()
