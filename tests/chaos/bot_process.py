"""The bot in a process of its own, as operators run it, which somebody starts again whenever it ends."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.app import serve
from bot.logs import configure_logging
from bot.settings import load_settings
from storage import engine
from tests.fork_server import start_forked

BUSY_SECONDS = 1
"""The bot's own patience with a locked SQLite file, shortened: what comes after it is what we want to see."""

_UNTIL_STARTED_AGAIN = 0.2
_LONGEST_STOP = 15.0


@dataclass
class BotProcess:
    """`kept_running()` is what a service manager does; `killed()` is what no process survives."""

    settings: dict[str, str]
    log_file: Path
    starts: int = 0
    exit_codes: list[int] = field(default_factory=list)
    _process: BaseProcess | None = None

    async def kept_running(self) -> None:
        """Start it, and start it again whenever it ended, until cancelled."""
        while True:
            if self._process is None or self._process.exitcode is not None:
                if self._process is not None:
                    self.exit_codes.append(self._process.exitcode or 0)
                self.started()
            await asyncio.sleep(_UNTIL_STARTED_AGAIN)

    def started(self) -> None:
        """Start it, once."""
        self._process = start_forked(_live, self.settings, self.log_file)
        self.starts += 1

    def killed(self) -> None:
        """SIGKILL, at whatever it is doing."""
        if self._process is not None and self._process.pid is not None:
            self._process.kill()

    async def stopped(self) -> int:
        """SIGTERM; the exit status. To be called when nobody starts it again any more."""
        assert self._process is not None
        self._process.terminate()
        await asyncio.to_thread(self._process.join, _LONGEST_STOP)
        assert self._process.exitcode is not None, "the bot did not stop in time"
        return self._process.exitcode


def _live(settings: dict[str, str], log_file: Path) -> None:
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    configure_logging(stream=sys.stderr)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    engine.BUSY_SECONDS = BUSY_SECONDS
    print(f"== process {os.getpid()}", flush=True)  # noqa: T201 - the log's own header
    asyncio.run(serve(load_settings(env_file=None, environ=settings)))
