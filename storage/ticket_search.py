"""Finds tickets by words of the question, the conversation or the customer's name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, or_, select
from sqlalchemy.types import JSON

from storage.records.messages import Author
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket
from storage.sqlite.connection import SLOW_READ
from storage.tables.conversations import conversations
from storage.tables.messages import messages
from storage.tables.tickets import staff_threads, tickets
from storage.tickets import ticket_of
from storage.transaction import Transaction

LOOKED_THROUGH = 5000
"""The number of tickets searched, the latest first: somebody waits for the answer."""

MOST_TERMS = 6


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket, and where the staff reads it, if known."""

    ticket: Ticket
    place: StaffThread | None


class TicketSearch:
    """Searches masked text, so that no secret can be found."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def by_words(self, text: str, *, limit: int) -> tuple[FoundTicket, ...]:
        """Tickets that contain each of the words, in any case; the latest first."""
        terms = list(dict.fromkeys(text.casefold().split()))[:MOST_TERMS]
        if not terms:
            return ()
        latest = select(func.max(tickets.c.number) - LOOKED_THROUGH).scalar_subquery()
        query = _PLACED.join(conversations, conversations.c.id == tickets.c.conversation).where(
            tickets.c.number > latest, *(self._has(term) for term in terms)
        )
        return await self._found(query.prefix_with(SLOW_READ), limit)

    async def earlier_of(self, ticket: Ticket, *, limit: int) -> tuple[FoundTicket, ...]:
        """The same customer's earlier tickets, in all channels, the latest first."""
        customer = select(conversations.c.customer).where(conversations.c.id == ticket.conversation)
        theirs = select(conversations.c.id).where(conversations.c.customer == customer.scalar_subquery())
        before = and_(tickets.c.conversation.in_(theirs), tickets.c.number < ticket.number)
        return await self._found(_PLACED.where(before), limit)

    async def _found(self, query: Select[*tuple[Any, ...]], limit: int) -> tuple[FoundTicket, ...]:
        rows = await self._transaction.execute(query.order_by(tickets.c.number.desc()).limit(limit))
        return tuple(
            FoundTicket(ticket_of(row), StaffThread(row.number, row.chat, row.thread) if row.chat else None)
            for row in rows
        )

    def _has(self, term: str) -> ColumnElement[bool]:
        said = exists().where(
            messages.c.ticket == tickets.c.number,
            messages.c.author != Author.BOT,  # the bot says the same to everybody
            self._holds(self._words(), term),
        )
        names = (conversations.c.given_name, conversations.c.family_name, conversations.c.username)
        return or_(
            self._holds(tickets.c.question, term),
            *(self._holds(func.coalesce(name, ""), term) for name in names),
            said,
        )

    def _words(self) -> ColumnElement[str]:
        """A message's text within its JSON."""
        content = cast(messages.c.content, String)
        if self._transaction.dialect == "sqlite":
            return func.json_extract(content, "$.text.text", type_=String)
        return func.json_extract_path_text(cast(content, JSON), "text", "text", type_=String)

    def _holds(self, words: ColumnElement[Any], term: str) -> ColumnElement[bool]:
        """True for rows that contain the term. SQLite's own lower() knows only ASCII."""
        folded = func.casefold(words) if self._transaction.dialect == "sqlite" else func.lower(words)
        return folded.contains(term, autoescape=True)


_PLACED = select(*tickets.c, staff_threads.c.chat, staff_threads.c.thread).join_from(
    tickets, staff_threads, staff_threads.c.ticket == tickets.c.number, isouter=True
)
