"""The lists of the web desk: tickets, the outcomes of replies, and a sign of any change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from storage.records.letters import LetterState
from storage.records.message_refs import MessageRef
from storage.records.tickets import OPEN_STATES, TicketState
from storage.tables.base import state_is
from storage.tables.conversations import conversations
from storage.tables.events import events
from storage.tables.faq import faq_changes
from storage.tables.ledgers import letters
from storage.tables.messages import messages
from storage.tables.tickets import tickets
from storage.tables.web_desk import BY_AGENT
from storage.transaction import Transaction

MOST_LISTED = 100


class TicketList(StrEnum):
    """The lists of the inbox."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    OVERDUE = "overdue"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ListedTicket:
    """A line of a list. `customer` is the name as given, `last_words_at` when somebody spoke last."""

    number: int
    state: TicketState
    question: str
    title: str
    customer: str
    address: str
    opened_at: datetime
    respond_by: datetime
    resolve_by: datetime
    first_response_at: datetime | None
    assignee: str | None
    assignee_name: str | None
    last_words_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fate:
    """The outcome of a reply, and the number of the letter that has it."""

    state: LetterState
    letter: int


_OPEN = state_is(tickets.c.state, sorted(OPEN_STATES))


def _is_in(which: TicketList, person: str, now: datetime) -> ColumnElement[bool]:
    """True for tickets in the list of `person`. One that waits for the customer is never overdue."""
    match which:
        case TicketList.MINE:
            return and_(_OPEN, tickets.c.assignee == person)
        case TicketList.UNASSIGNED:
            waits_for_its_line = tickets.c.handed_over_at.is_not(None)
            return and_(_OPEN, or_(tickets.c.assignee.is_(None), waits_for_its_line))
        case TicketList.WAITING:
            return tickets.c.state == TicketState.WAITING
        case TicketList.OVERDUE:
            unanswered = and_(tickets.c.first_response_at.is_(None), tickets.c.respond_by < now)
            held = tickets.c.state == TicketState.WAITING
            return and_(_OPEN, not_(held), or_(unanswered, tickets.c.resolve_by < now))
        case TicketList.OPEN:
            return _OPEN
        case TicketList.CLOSED:
            return not_(_OPEN)


class DeskInbox:
    """Queries of the desk's pages besides the records themselves."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def counts(self, person: str, now: datetime) -> dict[TicketList, int]:
        """The number of tickets in each list of open ones."""
        open_lists = [which for which in TicketList if which is not TicketList.CLOSED]
        counted = (func.count().filter(_is_in(which, person, now)) for which in open_lists)
        row = (await self._transaction.execute(select(*counted).where(_OPEN))).one()
        return dict(zip(open_lists, row, strict=True))

    async def list(self, which: TicketList, person: str, now: datetime) -> tuple[ListedTicket, ...]:
        """The list: open tickets by earliest deadline, closed ones the latest first."""
        order = tickets.c.number.desc() if which is TicketList.CLOSED else tickets.c.resolve_by
        return await self._listed(_is_in(which, person, now), order)

    async def lines_of(self, numbers: Sequence[int]) -> tuple[ListedTicket, ...]:
        """The lines of these tickets, the latest first."""
        return await self._listed(tickets.c.number.in_(numbers), tickets.c.number.desc())

    async def _listed(
        self, where: ColumnElement[bool], order: ColumnElement[Any]
    ) -> tuple[ListedTicket, ...]:
        spoke = select(func.max(messages.c.at)).where(messages.c.ticket == tickets.c.number)
        listed = (
            select(
                tickets.c.number,
                tickets.c.state,
                tickets.c.question,
                tickets.c.title,
                conversations.c.given_name.label("customer"),
                conversations.c.address,
                tickets.c.opened_at,
                tickets.c.respond_by,
                tickets.c.resolve_by,
                tickets.c.first_response_at,
                tickets.c.assignee,
                tickets.c.assignee_name,
                spoke.scalar_subquery().label("last_words_at"),
            )
            .join(conversations, conversations.c.id == tickets.c.conversation)
            .where(where)
            .order_by(order)
            .limit(MOST_LISTED)
        )
        rows = (await self._transaction.execute(listed)).mappings()
        return tuple(ListedTicket(**row) for row in rows)

    async def fates(self, ticket: int) -> dict[MessageRef, Fate]:
        """The outcomes of agents' replies, by the message that each shows; the worst of its pieces."""
        about = select(letters.c.id, letters.c.shows, letters.c.state).where(
            letters.c.ticket == ticket, BY_AGENT
        )
        fates: dict[MessageRef, Fate] = {}
        for row in await self._transaction.execute(about):
            for ref in row.shows:
                fate = Fate(row.state, row.id)
                fates[ref] = max(fate, fates.get(ref, fate), key=lambda each: _GRAVITY.index(each.state))
        return fates

    async def pulse(self, now: datetime) -> str:
        """A word that changes whenever anything on the desk changes, or a deadline passes."""
        latest: Iterable[ColumnElement[object]] = (
            select(func.max(column)).scalar_subquery()
            for column in (messages.c.id, events.c.id, letters.c.id, letters.c.ended_at, faq_changes.c.id)
        )
        overdue = select(func.count()).where(_is_in(TicketList.OVERDUE, "", now)).scalar_subquery()
        row = (await self._transaction.execute(select(*latest, overdue))).one()
        return "/".join(map(str, row))


_GRAVITY = (
    LetterState.DROPPED,  # others went in its place, or somebody dropped it
    LetterState.SENT,
    LetterState.WAITING,
    LetterState.SENDING,
    LetterState.IN_DOUBT,
    LetterState.PARKED,
    LetterState.REFUSED,
)
