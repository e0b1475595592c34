"""A worker that cannot work waits, with growing pauses, and says so.

Either the database is away, or a bug is met that no single row causes and only a fix of the program ends. The
process goes on even then: incoming updates are still stored, and a restart would meet the same bug.
"""

import time
from datetime import datetime

import structlog

from bot.workers.alarm import Alarm
from bot.workers.backoff import pause_after
from bot.workers.faults import report_bug
from storage.errors import StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

BUGS_TOLD_AT_FIRST, THEN_EVERY = 3, 60
"""Failed tries in a row that are logged: the first three, then one in sixty (about every five minutes)."""

STUCK_AFTER_SECONDS = 60.0
"""Twice the longest wait for a database connection: a worker that has not slept since then is stuck."""


class Outage:
    """The outage of one worker. `alarm` wakes the worker for its next try."""

    def __init__(self, worker: str, alarm: Alarm) -> None:
        self._worker = worker
        self._alarm = alarm
        self._failures = 0
        self._reason = ""
        self._next_try: datetime | None = None

    @property
    def trouble(self) -> str | None:
        """What keeps the worker from working, for the health report; None if it works."""
        slept_at = self._alarm.last_slept_at
        if self._failures:
            return self._reason
        if slept_at is None:
            return "has not begun yet"
        return "is stuck" if time.monotonic() - slept_at > STUCK_AFTER_SECONDS else None

    def lasts(self, now: datetime) -> bool:
        """Return True while it is too early for the next try."""
        return self._next_try is not None and now < self._next_try

    def met(self, error: Exception, now: datetime) -> None:
        """Record a failed transaction: no database, or a bug. Several together count as one."""
        if self.lasts(now):
            return
        self._failures += 1
        if isinstance(error, StorageUnavailable):
            self._reason = "waits for the database"
            if self._failures == 1:
                log.warning("waiting for the database", worker=self._worker, reason=str(error))
        else:
            self._reason = "meets a bug at each try"
            if self._failures <= BUGS_TOLD_AT_FIRST or self._failures % THEN_EVERY == 0:
                report_bug("a worker cannot work for a bug", error, worker=self._worker)
        self._next_try = now + pause_after(self._failures)
        self._alarm.set_for(self._next_try)

    def over(self) -> None:
        """Record a transaction that succeeded."""
        if self._failures:
            log.info("it works again", worker=self._worker, failures=self._failures)
        self._failures, self._next_try = 0, None
