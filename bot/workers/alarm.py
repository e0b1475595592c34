"""A worker's sleep: until it is rung or a set moment comes."""

import asyncio
import heapq
import time
from datetime import datetime, timedelta

from handlers.clock import Clock


class Alarm:
    """Rung by anybody who has work for the sleeper; the sleeper sets moments that it knows of itself."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()
        self._slept_at: float | None = None
        self._sleep: asyncio.Timeout | None = None
        self._moments: list[datetime] = []

    def ring(self) -> None:
        """Wake the sleeper. If it is awake, it looks once more before it falls asleep."""
        self._rung.set()

    def set_for(self, moment: datetime) -> None:
        """Ring at `moment` too, even if the sleeper is already asleep for longer."""
        heapq.heappush(self._moments, moment)
        if self._sleep is not None and self._moments[0] is moment:
            self._shorten(self._sleep)

    @property
    def last_slept_at(self) -> float | None:
        """When the sleeper last fell asleep, by `time.monotonic`; a worker stuck in its work never does."""
        return self._slept_at

    async def sleep(self, at_most: timedelta) -> None:
        """Sleep until the next ring or set moment, or for `at_most`."""
        self._slept_at = time.monotonic()
        try:
            async with asyncio.timeout(at_most.total_seconds()) as self._sleep:
                self._shorten(self._sleep)
                await self._rung.wait()
        except TimeoutError:
            pass  # the moment came
        finally:
            self._sleep = None
        self._rung.clear()
        self._forget_what_passed()

    def _shorten(self, sleep: asyncio.Timeout) -> None:
        """End the sleep at the next moment, if that comes before its end."""
        ends_at = sleep.when()
        if self._moments and ends_at is not None and not sleep.expired():
            left = max(0.0, (self._moments[0] - self._clock()).total_seconds())
            sleep.reschedule(min(ends_at, asyncio.get_running_loop().time() + left))

    def _forget_what_passed(self) -> None:
        now = self._clock()
        while self._moments and self._moments[0] <= now:
            heapq.heappop(self._moments)
