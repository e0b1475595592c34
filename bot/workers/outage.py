"""The database is away: a worker waits, with growing pauses, and says so once."""

from datetime import datetime

import structlog

from bot.workers.alarm import Alarm
from bot.workers.backoff import pause_after
from storage.errors import StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Outage:
    """What one worker knows of it. `alarm` wakes the worker for its next try."""

    def __init__(self, worker: str, alarm: Alarm) -> None:
        self._worker = worker
        self._alarm = alarm
        self._failures = 0
        self._next_try: datetime | None = None

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
