"""The database is away: a worker waits, with growing pauses, and says so once."""

import time
from datetime import datetime

import structlog

from bot.workers.alarm import Alarm
from bot.workers.backoff import pause_after
from storage.errors import StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

STUCK_AFTER_SECONDS = 60.0
"""Twice the longest wait for a connection of the database: who has not slept since then is stuck."""


class Outage:
    """What one worker knows of it. `alarm` wakes the worker for its next try."""

    def __init__(self, worker: str, alarm: Alarm) -> None:
        self._worker = worker
        self._alarm = alarm
        self._failures = 0
        self._next_try: datetime | None = None

    @property
    def trouble(self) -> str | None:
        """What keeps the worker from working, for everybody to read; None: it works."""
        slept_at = self._alarm.last_slept_at
        if self._failures:
            return "waits for the database"
        if slept_at is None:
            return "has not begun yet"
        return "is stuck" if time.monotonic() - slept_at > STUCK_AFTER_SECONDS else None

    def lasts(self, now: datetime) -> bool:
        """Whether it is too early for the next try."""
        return self._next_try is not None and now < self._next_try

    def met(self, error: StorageUnavailable, now: datetime) -> None:
        """A transaction failed. Several that failed together count as one."""
        if self.lasts(now):
            return
        self._failures += 1
        if self._failures == 1:
            log.warning("waiting for the database", worker=self._worker, reason=str(error))
        self._next_try = now + pause_after(self._failures)
        self._alarm.set_for(self._next_try)

    def over(self) -> None:
        """A transaction succeeded."""
        if self._failures:
            log.info("the database is back", worker=self._worker)
        self._failures, self._next_try = 0, None
