"""The health of one part of the bot, reported by the part itself."""

import time
from collections.abc import Callable

GRACE_SECONDS = 5.0
"""A part that fails for less than this is healthy: a lost connection is simply made again."""


class Pulse:
    """Written by the part, read by `/health`. `stopwatch` counts seconds and is never set back."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self._stopwatch = stopwatch
        self._has_worked = False
        self._failing_since: float | None = None
        self._reason = "has not begun yet"

    @property
    def is_steady(self) -> bool:
        """True if the last try succeeded."""
        return self._has_worked and self._failing_since is None

    @property
    def trouble(self) -> str | None:
        """The reason why the part does not work; None if it works. No grace for one that never worked."""
        if self.is_steady or (self._has_worked and self._failing_for() < GRACE_SECONDS):
            return None
        return self._reason

    def beat(self) -> None:
        """Note that it worked."""
        self._has_worked, self._failing_since = True, None

    def failed(self, reason: str) -> None:
        """Note that it did not; `reason` is public: no address, nobody's words."""
        if self._failing_since is None:
            self._failing_since = self._stopwatch()
        self._reason = reason

    def _failing_for(self) -> float:
        return 0.0 if self._failing_since is None else self._stopwatch() - self._failing_since
