"""A clock that runs, and that a story may put forward."""

import time
from datetime import UTC, datetime, timedelta


class SteerableClock:
    """Starts at a moment of the story, runs as real clocks do, and jumps when told to."""

    def __init__(self, start: datetime) -> None:
        self._offset = start.timestamp() - time.time()

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self._offset, UTC)

    @property
    def ahead_by(self) -> float:
        """Seconds that this clock is ahead of the real one."""
        return self._offset

    def advance(self, by: timedelta) -> None:
        self._offset += by.total_seconds()
