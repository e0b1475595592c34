"""Hints about the words of agents' replies, until somebody decides about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from storage.records.message_refs import MessageRef
from storage.tables.words import wording_hints
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingHint:
    """A hint about messages that `agent` (an address) wrote.

    `held`: they wait for a decision; else the customer has them already.
    """

    id: int
    ticket: int
    messages: tuple[MessageRef, ...]
    agent: str
    held: bool


class WordingHints:
    """Hints; each is settled once, by the first decision."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, ticket: int, messages: Sequence[MessageRef], agent: str, *, held: bool, now: datetime
    ) -> int:
        """Add a hint and return its number."""
        values = {"ticket": ticket, "messages": tuple(messages), "agent": agent, "held": held, "at": now}
        created = await self._transaction.execute(
            insert(wording_hints).values(values).returning(wording_hints.c.id)
        )
        return created.scalar_one()

    async def get(self, number: int) -> WordingHint | None:
        """The hint, while it is not settled."""
        query = select(wording_hints).where(
            wording_hints.c.id == number, wording_hints.c.settled_at.is_(None)
        )
        row = (await self._transaction.execute(query)).one_or_none()
        return None if row is None else _record(row)

    async def open_of(self, ticket: int) -> tuple[WordingHint, ...]:
        """The ticket's unsettled hints, the oldest first."""
        query = (
            select(wording_hints)
            .where(wording_hints.c.ticket == ticket, wording_hints.c.settled_at.is_(None))
            .order_by(wording_hints.c.id)
        )
        return tuple(map(_record, await self._transaction.execute(query)))

    async def settle(self, number: int, now: datetime) -> bool:
        """Settle the hint; return True if this call was the one that did."""
        settled = await self._transaction.execute(
            update(wording_hints)
            .where(wording_hints.c.id == number, wording_hints.c.settled_at.is_(None))
            .values(settled_at=now)
        )
        return settled.rowcount == 1


def _record(row: Row[*tuple[Any, ...]]) -> WordingHint:
    return WordingHint(id=row.id, ticket=row.ticket, messages=row.messages, agent=row.agent, held=row.held)
