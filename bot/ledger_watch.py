"""Counts what waits in the two ledgers, for requests over HTTP.

However many ask, the database is queried at most once a second, and by one at a time: watching must never
hold up the work.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.supervision import Supervisor
from bot.workers.faults import report_bug
from handlers.clock import Clock
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.ledgers.backlog import InboxDepth, OutboxDepth

FRESH_SECONDS = 1.0
"""How long a count is reused."""

PATIENCE_SECONDS = 2.0
"""A database that does not answer within this time counts as away for `/health`."""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Both ledgers, as they were at a moment."""

    at: datetime
    inbox: InboxDepth
    outbox: OutboxDepth


class LedgerWatch:
    """Counts when asked. `stopwatch` counts seconds and is never set back."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        supervisor: Supervisor,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._clock, self._supervisor = database, clock, supervisor
        self._patience_seconds = patience_seconds
        self._stopwatch = stopwatch
        self._looking: asyncio.Task[Ledgers | None] | None = None
        self._seen: Ledgers | None = None
        self._stale_at = 0.0

    async def look(self) -> Ledgers | None:
        """Both ledgers, at most a second old; None if the database does not answer, or nothing usable."""
        if self._looking is None:
            if self._stopwatch() < self._stale_at:
                return self._seen
            self._looking = self._supervisor.start(self._look(), name="ledger watch")
        # Only the waiting ends: a query that is cut off in the middle would spoil a connection.
        done, _ = await asyncio.wait([self._looking], timeout=self._patience_seconds)
        return self._seen if done else None

    async def _look(self) -> Ledgers | None:
        try:
            now = self._clock()
            async with self._database.reading() as books:
                self._seen = Ledgers(now, await books.backlog.of_inbox(), await books.backlog.of_outbox())
        except StorageUnavailable:
            self._seen = None
        except Exception as error:  # noqa: BLE001 - reported: watching must not end the work
            report_bug("the ledgers could not be counted", error)
            self._seen = None
        finally:
            self._stale_at = self._stopwatch() + FRESH_SECONDS
            self._looking = None
        return self._seen
