"""The bot in a process of its own that dies by SIGKILL at a named step of a message's way.

The steps are watched from outside: transactions, by what is written in them, and the call to the messenger.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from multiprocessing.process import BaseProcess
from typing import Any

from bot.app import running
from bot.channels.telegram_channel import TelegramChannel
from bot.settings import load_settings
from storage.books import Books
from tests.fork_server import start_forked
from tests.journeys.clock import SteerableClock


class Step(StrEnum):
    """Between each two of these a process may die."""

    RECEIVED_NOT_KEPT = "received, not yet kept"
    KEPT = "kept, before the messenger is told"
    CLAIMED = "claimed from the inbox"
    DECIDED_NOT_KEPT = "decided, not yet kept"
    DECIDED = "decided and kept"
    SENDING = "marked as sending, before the call"
    CALLED = "called, before the outcome is kept"
    OUTCOME_NOT_KEPT = "outcome known, not yet kept"
    OUTCOME_KEPT = "outcome kept"


class Ring(StrEnum):
    """The same for a timer that is due."""

    NOT_KEPT = "timer rung, not yet kept"
    KEPT = "timer rung and kept"


_BEFORE_COMMIT: dict[str, Step | Ring] = {
    "keep": Step.RECEIVED_NOT_KEPT,
    "done": Step.DECIDED_NOT_KEPT,
    "sent": Step.OUTCOME_NOT_KEPT,
    "ring": Ring.NOT_KEPT,
}
_AFTER_COMMIT: dict[str, Step | Ring] = {
    "keep": Step.KEPT,
    "claim": Step.CLAIMED,
    "done": Step.DECIDED,
    "sent": Step.OUTCOME_KEPT,
    "ring": Ring.KEPT,
}


@dataclass(frozen=True)
class Death:
    """The step to die at, and its how many-th occurrence."""

    step: Step | Ring
    occurrence: int = 1


def start(settings: dict[str, str], now: datetime, death: Death | None = None) -> BaseProcess:
    """Start the bot. Its clock shows `now`."""
    return start_forked(_live, settings, now, death)


async def ended(process: BaseProcess) -> int:
    """Wait for the process; its exit status, minus the number of the signal that ended it."""
    await asyncio.to_thread(process.join, 60)
    assert process.exitcode is not None, "it should have died by now"
    return process.exitcode


def _live(settings: dict[str, str], now: datetime, death: Death | None) -> None:
    if death is not None:
        _watch(_Reaper(death))
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_work(settings, SteerableClock(now)))


async def _work(settings: dict[str, str], clock: SteerableClock) -> None:
    async with running(load_settings(env_file=None, environ=settings), clock=clock):
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        await stopped.wait()


class _Reaper:
    def __init__(self, death: Death) -> None:
        self._death = death
        self._passed: Counter[Step | Ring] = Counter()

    def passes(self, step: Step | Ring | None, times: int = 1) -> None:
        """Die here, if this is the place and time. One transaction may keep several outcomes."""
        if step is None:
            return
        for _ in range(times):
            self._passed[step] += 1
            if self._death == Death(step, self._passed[step]):
                os.kill(os.getpid(), signal.SIGKILL)


def _watch(reaper: _Reaper) -> None:
    enter, commit, deliver = Books.__aenter__, Books.commit, TelegramChannel.deliver

    @functools.wraps(enter)
    async def enter_watched(books: Books) -> Books:
        await enter(books)
        written: Counter[str] = Counter()
        setattr(books, "written", written)  # noqa: B010 - an attribute of ours on somebody else's object
        for part, method, name in (
            (books.inbox, "keep", "keep"),
            (books.inbox, "claim", "claim"),
            (books.inbox, "done", "done"),
            (books.outbox, "sent", "sent"),
            (books.timers, "done", "ring"),
        ):
            setattr(part, method, _noting(written, name, getattr(part, method)))
        return books

    @functools.wraps(commit)
    async def commit_watched(books: Books, **options: Any) -> None:
        written: Counter[str] = getattr(books, "written")  # noqa: B009
        for name, times in written.items():
            reaper.passes(_BEFORE_COMMIT.get(name), times)
        await commit(books, **options)
        for name, times in written.items():
            reaper.passes(_AFTER_COMMIT.get(name), times)

    @functools.wraps(deliver)
    async def deliver_watched(channel: TelegramChannel, *args: Any) -> Any:
        reaper.passes(Step.SENDING)
        try:
            return await deliver(channel, *args)
        finally:
            reaper.passes(Step.CALLED)

    setattr(Books, "__aenter__", enter_watched)  # noqa: B010 - watched from outside: the product has no hooks for it
    setattr(Books, "commit", commit_watched)  # noqa: B010
    setattr(TelegramChannel, "deliver", deliver_watched)  # noqa: B010


def _noting(written: Counter[str], name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    """The same method; what it really changed is noted for the commit."""

    @functools.wraps(method)
    async def noted(*args: Any, **kwargs: Any) -> Any:
        result = await method(*args, **kwargs)
        arrivals = args[0] if args else None
        effects = {
            "keep": result,
            "claim": getattr(result, "batches", None),
            "sent": arrivals,
            "ring": result,
        }
        changed = effects.get(name, True)
        if changed:
            written[name] += 1
        return result

    return noted
