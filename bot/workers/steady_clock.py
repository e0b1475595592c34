"""A clock that never goes back, for waiting and pacing."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.clock import Clock


class SteadyClock:
    """Follows another clock forward; when that one is set back, it simply goes on.

    A machine's clock may be corrected by an hour. What was due in a second would then be due in an hour and a
    second, and budgets would look spent for as long. Deadlines that people read go by the other clock.
    """

    def __init__(self, clock: Clock, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._stopwatch = clock, stopwatch
        self._told, self._told_at = clock(), stopwatch()

    def __call__(self) -> datetime:
        at = self._stopwatch()
        self._told = max(self._clock(), self._told + timedelta(seconds=at - self._told_at))
        self._told_at = at
        return self._told
