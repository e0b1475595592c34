"""Tells up to which moment everything that Telegram sends to a webhook is stored.

Polling knows more: its own `Progress` is in `telegram_polling`.
"""

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

# A call to the webhook arrives within this; a call that failed before we started is repeated after 2, 4, 8 …
# seconds.
_LONGEST_WAY = timedelta(seconds=4)
_LONGEST_WAY_AFTER_A_START = timedelta(seconds=10)


class Heard(Protocol):
    """A source of updates, asked about those that it has not brought yet."""

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Return True if nothing older can still be on its way to us."""
        ...


class LongestWay:
    """Judges by time only. `stopwatch` counts seconds and is never set back."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self.stopwatch = stopwatch
        self._opened_at = stopwatch()

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Return True if nothing older can still be on its way to us."""
        running_for = timedelta(seconds=self.stopwatch() - self._opened_at)
        is_fresh = running_for - age < _LONGEST_WAY_AFTER_A_START
        return age >= (_LONGEST_WAY_AFTER_A_START if is_fresh else _LONGEST_WAY)


class WebhookProgress(LongestWay):
    """Knows sooner, once Telegram says that nothing waits; it can be asked at any time."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stopwatch)
        self._heard_up_to = -math.inf
        self._wanted = asyncio.Event()

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Return True if nothing older can still be on its way to us. If unknown, have Telegram asked."""
        moment = self.stopwatch() - age.total_seconds()
        if moment <= self._heard_up_to or super().has_heard_all_older_than(age):
            return True
        self._wanted.set()
        return False

    async def wanted(self, at_most: float) -> None:
        """Wait, at most so many seconds, until somebody needs an answer that is unknown."""
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                await self._wanted.wait()
        self._wanted.clear()

    def nothing_waited(self, asked_at: float) -> None:
        """Note that Telegram, asked at that moment, had nothing waiting: all before it is stored."""
        self._heard_up_to = asked_at
