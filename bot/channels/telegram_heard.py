"""Up to which moment everything that Telegram tells a webhook is kept.

Polling knows more: its own `Progress` stands in `telegram_polling`.
"""

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

# What is told to a webhook is there within this; what could not be told before we started is tried again
# after 2, 4, 8 … seconds.
_LONGEST_WAY = timedelta(seconds=4)
_LONGEST_WAY_AFTER_A_START = timedelta(seconds=10)


class Heard(Protocol):
    """What a source of updates knows of the updates that it has not brought."""

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Whether nothing that is older can still be on its way to us."""
        ...


class LongestWay:
    """Known by time alone. `stopwatch` counts seconds and is never put back."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self.stopwatch = stopwatch
        self._opened_at = stopwatch()

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Whether nothing that is older can still be on its way to us."""
        running_for = timedelta(seconds=self.stopwatch() - self._opened_at)
        is_fresh = running_for - age < _LONGEST_WAY_AFTER_A_START
        return age >= (_LONGEST_WAY_AFTER_A_START if is_fresh else _LONGEST_WAY)


class WebhookProgress(LongestWay):
    """Known sooner where Telegram says that nothing waits to be told: it can be asked at any time."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stopwatch)
        self._heard_up_to = -math.inf
        self._wanted = asyncio.Event()

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Whether nothing that is older can still be on its way to us. If nobody knows, it is asked for."""
        moment = self.stopwatch() - age.total_seconds()
        if moment <= self._heard_up_to or super().has_heard_all_older_than(age):
            return True
        self._wanted.set()
        return False

    async def wanted(self, at_most: float) -> None:
        """Wait until somebody was told that nobody knows, so many seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                await self._wanted.wait()
        self._wanted.clear()

    def nothing_waited(self, asked_at: float) -> None:
        """Telegram answered a question of that moment: all that it had to tell is kept."""
        self._heard_up_to = asked_at
