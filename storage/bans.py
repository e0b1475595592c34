"""Customers whom nobody answers for now. What they write is kept all the same."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.tables.care import bans
from storage.tables.conversations import conversations
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Ban:
    """`ticket` is where it was said, `by` an address; `told_at`: the customer knows since then."""

    customer: int
    ticket: int
    at: datetime
    by: str
    told_at: datetime | None = None


# Asked of each message, so built once.
_AT = (
    select(bans)
    .join(conversations, conversations.c.customer == bans.c.customer)
    .where(conversations.c.address == bindparam("at"))
)


class Bans:
    """One ban stands per customer."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, customer: int) -> Ban | None:
        found = await self._transaction.execute(select(bans).where(bans.c.customer == customer))
        row = found.one_or_none()
        return None if row is None else Ban(*row)

    async def at(self, address: str) -> Ban | None:
        """The ban of the customer who writes from there."""
        row = (await self._transaction.execute(_AT, {"at": address})).one_or_none()
        return None if row is None else Ban(*row)

    async def add(self, ban: Ban) -> bool:
        """False when one stands already."""
        row = {"customer": ban.customer, "ticket": ban.ticket, "at": ban.at, "by": ban.by}
        added = self._transaction.insert(bans).values(row).on_conflict_do_nothing()
        return (await self._transaction.execute(added.returning(bans.c.customer))).one_or_none() is not None

    async def told(self, customer: int, now: datetime) -> None:
        """The customer, and the staff, were told once."""
        await self._transaction.execute(update(bans).where(bans.c.customer == customer).values(told_at=now))

    async def end(self, customer: int) -> None:
        await self._transaction.execute(delete(bans).where(bans.c.customer == customer))
