"""Tickets whose staff chat was replaced by another one in the settings."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update

from storage.records.letters import Destination
from storage.records.staff import StaffThread
from storage.records.tickets import TicketState
from storage.staff import StaffThreads
from storage.tables.base import state_is
from storage.tables.ledgers import UNSENT, letters
from storage.tables.tickets import staff_threads, tickets
from storage.transaction import Transaction
from storage.wakeups import Work


@dataclass(frozen=True, slots=True)
class Stranded:
    """A ticket of `line` that is handled in a chat without staff."""

    ticket: int
    line: int
    chat: str


class StaffMoves:
    """Finds such tickets and moves them."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def stranded(self, staff_chats: Collection[str]) -> tuple[Stranded, ...]:
        """The tickets, except closed ones, that are handled in none of these chats."""
        query = (
            select(tickets.c.number, tickets.c.line, staff_threads.c.chat)
            .join(staff_threads, staff_threads.c.ticket == tickets.c.number)
            .where(tickets.c.state != TicketState.CLOSED, staff_threads.c.chat.not_in(sorted(staff_chats)))
            .order_by(tickets.c.number)
        )
        return tuple(Stranded(*row) for row in await self._transaction.execute(query))

    async def take_along(self, stranded: Stranded, chat: str) -> None:
        """Move the ticket to `chat`, and its letters too.

        To the topic that it had there before, else without a topic so far.
        """
        threads, ticket = StaffThreads(self._transaction), stranded.ticket
        _, before = await threads.now_and_before(ticket)
        known = next((place for place in before if place.chat == chat), StaffThread(ticket, chat))
        await threads.save([known])
        await self._readdress(Destination(stranded.chat, ticket), Destination(chat, ticket))

    async def take_general_along(self, old: str, new: str) -> None:
        """Move letters that wait for the chat itself, outside any topic."""
        await self._readdress(Destination(old), Destination(new))

    async def _readdress(self, old: Destination, new: Destination) -> None:
        waiting = state_is(letters.c.state, UNSENT) & (letters.c.lane == old.lane)
        await self._transaction.execute(update(letters).where(waiting).values(chat=new.chat, lane=new.lane))
        self._transaction.announce(Work.OUTBOX)
