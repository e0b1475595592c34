"""Tickets: one issue each, numbered without gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select, update

from storage.counters import next_value
from storage.errors import StaleRecord
from storage.records.tickets import OPEN_STATES, Ticket, TicketState
from storage.tables.base import state_is
from storage.tables.conversations import conversations
from storage.tables.tickets import tickets
from storage.transaction import Parameters, Transaction

_FIELDS = tuple(field.name for field in fields(Ticket))
_OPEN = state_is(tickets.c.state, sorted(OPEN_STATES))


@dataclass(frozen=True, slots=True)
class AgentLoad:
    """The number of open tickets of an agent."""

    name: str
    tickets: int


@dataclass(frozen=True, slots=True)
class Load:
    """The open tickets in figures.

    The number of all, of unassigned ones, of those waiting for their customers, and of those waiting for
    somebody of a new line; and the number per agent, the busiest first.
    """

    open: int
    unassigned: int
    waiting: int
    handed_over: int
    agents: tuple[AgentLoad, ...]


_LATEST = (
    select(tickets)
    .where(tickets.c.conversation == bindparam("conversation"))
    .order_by(tickets.c.number.desc())
    .limit(1)
)

_HELD = (
    select(tickets.c.version).where(tickets.c.number == bindparam("number")).with_for_update(key_share=True)
)


class Tickets:
    """Tickets; saving needs the latest version."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def next_number(self) -> int:
        """The next ticket's number; taken only when the transaction is committed, so there are no gaps."""
        return await next_value(self._transaction, "ticket")

    async def get(self, number: int) -> Ticket | None:
        return await self._first(select(tickets).where(tickets.c.number == number))

    async def latest_of(self, conversation_id: int) -> Ticket | None:
        return await self._first(_LATEST, {"conversation": conversation_id})

    async def open_of(self, conversation_id: int) -> Ticket | None:
        """The conversation's open ticket; the latest if there are several."""
        open_here = select(tickets).where(tickets.c.conversation == conversation_id, _OPEN)
        return await self._first(open_here.order_by(tickets.c.number.desc()).limit(1))

    async def of_conversation(self, conversation_id: int, *, limit: int = 50) -> tuple[Ticket, ...]:
        """The conversation's tickets, the latest first."""
        of_conversation = select(tickets).where(tickets.c.conversation == conversation_id)
        return await self._all(of_conversation.order_by(tickets.c.number.desc()).limit(limit))

    async def open_of_customer(self, customer: int) -> tuple[Ticket, ...]:
        """The open tickets of one person, in all channels, the oldest first."""
        theirs = select(conversations.c.id).where(conversations.c.customer == customer)
        query = select(tickets).where(tickets.c.conversation.in_(theirs), _OPEN)
        return await self._all(query.order_by(tickets.c.number))

    async def assigned_to(self, address: str) -> tuple[Ticket, ...]:
        """The open tickets of a member of staff, the earliest deadline first."""
        theirs = select(tickets).where(_OPEN, tickets.c.assignee == address)
        return await self._all(theirs.order_by(tickets.c.resolve_by))

    async def load(self) -> Load:
        """The open work, and its share per agent."""
        figures = select(
            func.count(),
            func.count().filter(tickets.c.assignee.is_(None)),
            func.count().filter(tickets.c.state == TicketState.WAITING),
            func.count(tickets.c.handed_over_at),
        ).where(_OPEN)
        every, unassigned, waiting, handed_over = (await self._transaction.execute(figures)).one()
        name, theirs = func.max(tickets.c.assignee_name), func.count()
        by_agent = select(name, theirs).where(_OPEN, tickets.c.assignee.is_not(None))
        rows = await self._transaction.execute(
            by_agent.group_by(tickets.c.assignee).order_by(theirs.desc(), name)
        )
        agents = tuple(AgentLoad(who or "", count) for who, count in rows)
        return Load(every, unassigned, waiting, handed_over, agents)

    async def hold(self, ticket: Ticket) -> None:
        """Keep others from changing the ticket until the end of this transaction: what it says stays true.

        Raises `StaleRecord` if somebody changed it since it was read.
        """
        if self._transaction.dialect == "sqlite":  # one writer: nobody else changes anything meanwhile
            return
        version = (await self._transaction.execute(_HELD, {"number": ticket.number})).scalar_one()
        if version != ticket.version:
            raise StaleRecord("ticket", ticket.number)

    async def save(self, records: Sequence[Ticket]) -> None:
        """Save the tickets. Raises `StaleRecord` for one that somebody changed since it was read."""
        for record in records:
            await self._save(record)

    async def _save(self, record: Ticket) -> None:
        values = {name: getattr(record, name) for name in _FIELDS}
        if record.version == 1:
            written = bool(await self._transaction.insert_new(tickets, [values], tickets.c.number))
        else:
            seen = (tickets.c.number == record.number) & (tickets.c.version == record.version - 1)
            change = update(tickets).where(seen).values(values).returning(tickets.c.number)
            written = (await self._transaction.execute(change)).one_or_none() is not None
        if not written:
            raise StaleRecord("ticket", record.number)

    async def _first(
        self, query: Select[*tuple[Any, ...]], parameters: Parameters | None = None
    ) -> Ticket | None:
        row = (await self._transaction.execute(query, parameters)).one_or_none()
        return None if row is None else ticket_of(row)

    async def _all(self, query: Select[*tuple[Any, ...]]) -> tuple[Ticket, ...]:
        return tuple(map(ticket_of, await self._transaction.execute(query)))


def ticket_of(row: Row[*tuple[Any, ...]]) -> Ticket:
    """The ticket in a row of the table."""
    return Ticket(**{name: getattr(row, name) for name in _FIELDS})
