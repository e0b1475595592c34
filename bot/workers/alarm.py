"""How a worker sleeps: until it is rung, or a moment comes."""

import asyncio
import heapq
import time
from contextlib import suppress
from datetime import datetime, timedelta

from handlers.clock import Clock


class Alarm:
    """Rung by whoever has work for the sleeper; set to moments that the sleeper itself knows of."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()
        self._slept_at: float | None = None
        self._moments: list[datetime] = []

    def ring(self) -> None:
        """Wake the sleeper. Who is awake takes one more look before falling asleep."""
        self._rung.set()

    def set_for(self, moment: datetime) -> None:
        """Ring at `moment` too."""
        heapq.heappush(self._moments, moment)

    @property
    def last_slept_at(self) -> float | None:
        """When the sleeper last fell asleep, by `time.monotonic`: who is stuck in its work never does."""
        return self._slept_at

    async def sleep(self, at_most: timedelta) -> None:
        """Until the next ring."""
        self._slept_at = time.monotonic()
        seconds = min(self._until_next_moment(), at_most).total_seconds()
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self._rung.wait()
        self._rung.clear()
        self._forget_what_passed()

    def _until_next_moment(self) -> timedelta:
        return self._moments[0] - self._clock() if self._moments else timedelta.max

    def _forget_what_passed(self) -> None:
        now = self._clock()
        while self._moments and self._moments[0] <= now:
            heapq.heappop(self._moments)
