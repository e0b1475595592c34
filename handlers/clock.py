"""The clock passed to use cases and workers, so that tests decide what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real time, aware and in UTC."""
    return datetime.now(UTC)
