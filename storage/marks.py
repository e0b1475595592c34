"""How customers found it: each ticket is asked about once, and marked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.tables.care import ticket_marks
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TicketMark:
    """`mark` is 1 (bad) to 5 (good), None while the customer has not answered."""

    ticket: int
    asked_at: datetime
    mark: int | None = None
    marked_at: datetime | None = None
    worded_at: datetime | None = None


class Marks:
    """Marks by ticket."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, ticket: int) -> TicketMark | None:
        """None: the customer was not asked."""
        found = await self._transaction.execute(select(ticket_marks).where(ticket_marks.c.ticket == ticket))
        row = found.one_or_none()
        return None if row is None else TicketMark(*row)

    async def ask(self, ticket: int, now: datetime) -> bool:
        """The customer is asked now; False when they were asked before."""
        asking = self._transaction.insert(ticket_marks).values(ticket=ticket, asked_at=now)
        asked = asking.on_conflict_do_nothing().returning(ticket_marks.c.ticket)
        return (await self._transaction.execute(asked)).one_or_none() is not None

    async def give(self, ticket: int, mark: int, now: datetime) -> bool:
        """False when nobody asked, or when there is a mark already."""
        unmarked = (ticket_marks.c.ticket == ticket) & ticket_marks.c.mark.is_(None)
        given = update(ticket_marks).where(unmarked).values(mark=mark, marked_at=now)
        return (await self._transaction.execute(given)).rowcount > 0

    async def word(self, ticket: int, now: datetime) -> bool:
        """The customer said a word about it; False when they did before, or gave no mark."""
        wordless = (
            (ticket_marks.c.ticket == ticket)
            & ticket_marks.c.mark.is_not(None)
            & ticket_marks.c.worded_at.is_(None)
        )
        said = update(ticket_marks).where(wordless).values(worded_at=now)
        return (await self._transaction.execute(said)).rowcount > 0

    async def between(self, first: datetime, end: datetime) -> Mapping[int, int]:
        """The marks given from `first` on and before `end`, by ticket."""
        query = select(ticket_marks.c.ticket, ticket_marks.c.mark).where(
            ticket_marks.c.marked_at >= first, ticket_marks.c.marked_at < end
        )
        return {row.ticket: row.mark for row in await self._transaction.execute(query) if row.mark}
