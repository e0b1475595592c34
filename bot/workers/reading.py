"""Reading a batch of updates: their channel translates, the desk decides; what fails is set aside.

The effects of a batch and the end of its rows are one transaction: a kill at any instant leaves both or
neither. A bug is tried again a few times, then its rows are set aside.
"""

import traceback
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.workers.alarm import Alarm
from bot.workers.faults import report_bug
from bot.workers.workplace import Workplace
from handlers.channel import Inbound, NothingToDo
from handlers.errors import UpdateUnreadable
from storage.books import Books
from storage.errors import ClaimLost, StaleRecord, StorageUnavailable
from storage.records.updates import Batch, InboxRow

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

RETRY_PAUSES = (timedelta(seconds=0.5), timedelta(seconds=2))
"""The pauses after a bug, before the second and the third try. The third is the last."""

DECIDE_AGAIN = 3
"""Tries of a decision whose records another process changed meanwhile."""

Commit = Callable[[Books], Awaitable[None]]
"""Commits a decision. Raises `StorageUnavailable`."""


@dataclass(frozen=True, slots=True)
class BatchReader:
    """Handles a claimed batch of the intake. `alarm` rings when a failed one is due again."""

    place: Workplace
    commit: Commit
    alarm: Alarm

    async def read(self, batch: Batch) -> None:
        """Translate the rows and have them decided. If one cannot be read, the others follow without it.

        Raises `StorageUnavailable` and `ClaimLost`; a bug is handled here.
        """
        inbounds: list[Inbound] = []
        for row in batch.rows:
            try:
                inbounds.append(self.place.channel_of(row.update.source).read(row.update))
            except UpdateUnreadable as error:
                await self._set_aside(batch.lane, [row], error)
                return
            except Exception as error:  # noqa: BLE001 - a bug: reported and retried
                await self._failed(batch.lane, [row], error)
                return
        worth_a_decision = [inbound for inbound in inbounds if not isinstance(inbound, NothingToDo)]
        try:
            await self._decide(batch, await self.place.desk.prepare(worth_a_decision))
        except (StorageUnavailable, ClaimLost):
            raise
        except Exception as error:  # noqa: BLE001 - a bug: reported and retried
            await self._failed(batch.lane, batch.rows, error)

    async def _decide(self, batch: Batch, inbounds: Sequence[Inbound]) -> None:
        for _ in range(DECIDE_AGAIN - 1):
            try:
                return await self._decide_once(batch, inbounds)
            except StaleRecord as stale:
                log.info("deciding again", lane=batch.lane, record=stale.record)
        return await self._decide_once(batch, inbounds)

    async def _decide_once(self, batch: Batch, inbounds: Sequence[Inbound]) -> None:
        async with self.place.database.books() as books:
            if inbounds:
                await self.place.desk.receive(books, inbounds)
            rows = [row.id for row in batch.rows]
            await books.inbox.done(rows, release=batch.lane, holder=self.place.holder)
            await self.commit(books)
        self.place.meters.decided(batch.rows, self.place.clock())

    async def _failed(self, lane: str, rows: Sequence[InboxRow], error: Exception) -> None:
        ids = [row.id for row in rows]
        report_bug("an update could not be handled", error, rows=ids)
        self.place.meters.handler_error("intake")
        tried_before = rows[0].attempts
        if tried_before >= len(RETRY_PAUSES):
            await self._set_aside(lane, rows, error)
            return
        due_at = self.place.clock() + RETRY_PAUSES[tried_before]
        async with self.place.database.books() as books:
            await books.inbox.retry(
                ids, due_at=due_at, error=_traceback(error), release=lane, holder=self.place.holder
            )
            await books.commit()
        self.alarm.set_for(due_at)

    async def _set_aside(self, lane: str, rows: Sequence[InboxRow], error: Exception) -> None:
        """Keep the rows whole and tell people; if even telling fails, at least keep them."""
        log.error("updates are set aside", rows=[row.id for row in rows], fault=type(error).__name__)
        try:
            await self._take_out(lane, rows, error, tell=True)
        except (StorageUnavailable, ClaimLost):
            raise
        except Exception as second:  # noqa: BLE001 - reported; the rows must leave the lane all the same
            report_bug("the staff could not be told of updates set aside", second)
            await self._take_out(lane, rows, error, tell=False)

    async def _take_out(self, lane: str, rows: Sequence[InboxRow], error: Exception, *, tell: bool) -> None:
        async with self.place.database.books() as books:
            if tell:
                await self.place.desk.set_aside(books, rows, self._readable(rows))
            await books.inbox.set_aside(
                [row.id for row in rows], error=_traceback(error), release=lane, holder=self.place.holder
            )
            await books.commit()

    def _readable(self, rows: Sequence[InboxRow]) -> list[Inbound]:
        """The translation of the rows, without those that cannot be read: the bug may lie in the reading."""
        inbounds: list[Inbound] = []
        for row in rows:
            with suppress(Exception):  # already reported when it was first met
                inbounds.append(self.place.channel_of(row.update.source).read(row.update))
        return inbounds


def _traceback(error: Exception) -> str:
    return "".join(traceback.format_exception(error))
