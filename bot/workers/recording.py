"""Recording: writes the outcomes of sends into the ledger, whatever bug is met on the way.

A lost outcome would make us send the letter again after every restart.
"""

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot.workers.delivery_memory import DeliveryMemory
from bot.workers.faults import report_bug
from bot.workers.outcomes import Outcome, reason_of_a_bug
from bot.workers.settling import Settling
from bot.workers.tried import Tried, write_down
from bot.workers.workplace import Workplace
from handlers.channel import Delivered
from storage.books import Books
from storage.errors import ClaimLost, StorageUnavailable
from storage.records.letters import ClaimedLetter, LetterState

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Recording:
    """`unwritten` are outcomes that may not be on disk yet. `wake_at` sets an alarm."""

    place: Workplace
    memory: DeliveryMemory
    wake_at: Callable[[datetime], None]
    unwritten: list[Tried] = field(default_factory=list)

    def add(self, claimed: ClaimedLetter, outcome: Outcome, now: datetime) -> None:
        """Keep the outcome of a send that ended."""
        self.memory.tried(claimed.posted, outcome, now)
        self.unwritten.append(Tried(claimed, outcome, now, crashes=self.memory.crashes_of(claimed.posted)))

    def take(self) -> Sequence[Tried]:
        """Hand over everything unwritten to the caller, who writes it now."""
        taken, self.unwritten = self.unwritten, []
        return taken

    def keep_for_later(self, tried: Iterable[Tried]) -> None:
        """Keep outcomes whose transaction was cut off: it is unknown whether it was committed."""
        self.unwritten[:0] = [replace(one, maybe_written=True) for one in tried]

    def begin(self, books: Books, now: datetime) -> Settling:
        """Settlements within this transaction."""
        return Settling(self.place, books, now, self.memory.losses)

    async def write_one_by_one(self, tried: Iterable[Tried]) -> None:
        """Write each alone, since one met a bug: the others must not suffer, nor the ledger stop.

        If a bug is met however one of them is written, raises it; that one is kept for later, behind the
        others.
        """
        left = deque(tried)
        while left:
            one = left.popleft()
            try:
                await self._write_whatever_is_met(one)
            except Exception:
                self.keep_for_later((*left, one))
                raise

    def written(self, settling: Settling) -> None:
        """Note that the transaction of these settlements is committed."""
        self.memory.written(settling)
        for moment in settling.wake_at:
            self.wake_at(moment)

    async def _write_whatever_is_met(self, one: Tried) -> None:
        try:
            await self._write_alone(one, tell=True)
        except Exception as error:  # noqa: BLE001 - reported, and tried again without the desk
            self._report("the desk could not be told of an outcome", error, one)
            await self._write_without_telling(one)

    async def _write_without_telling(self, one: Tried) -> None:
        try:
            await self._write_alone(one, tell=False)
        except Exception as error:  # noqa: BLE001 - reported; a third one is raised
            self._report("an outcome could not be written", error, one)
            await self._end_alone(one, error)

    async def _write_alone(self, one: Tried, *, tell: bool) -> None:
        async with self._transaction_of(one) as settling:
            await write_down(settling, [one], tell=tell)

    async def _end_alone(self, one: Tried, bug: Exception) -> None:
        """End the letter as sent if it arrived, else leave it to people. Its lane goes on."""
        posted = one.claimed.posted
        state = LetterState.SENT if isinstance(one.outcome, Delivered) else LetterState.PARKED
        reason = reason_of_a_bug(bug)
        async with self._transaction_of(one) as settling:
            now, holder = settling.now, self.place.holder
            await settling.books.outbox.ended(posted, state, reason=reason, now=now, holder=holder)
            settling.ended.append(posted)
            settling.wake_at.append(now)

    @asynccontextmanager
    async def _transaction_of(self, one: Tried) -> AsyncIterator[Settling]:
        """A transaction for one outcome, committed at its end; an outage keeps the outcome for later."""
        try:
            async with self.place.database.books() as books:
                settling = self.begin(books, self.place.clock())
                yield settling
                await books.commit()
        except StorageUnavailable:
            self.keep_for_later([one])
        except ClaimLost as error:
            log.warning("another process took over", lane=error.lane, letter=one.claimed.posted.id)
        else:
            self.written(settling)

    def _report(self, event: str, error: Exception, one: Tried) -> None:
        report_bug(event, error, letter=one.claimed.posted.id)
        self.place.meters.handler_error("delivery")
