"""Banned customers: they get no answers, but what they write is stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.tables.care import bans
from storage.tables.conversations import conversations
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Ban:
    """`ticket` is where the ban was ordered, `by` an address; `told_at` is when the customer was told."""

    customer: int
    ticket: int
    at: datetime
    by: str
    told_at: datetime | None = None


# Queried for each message, so built once.
_AT = (
    select(bans)
    .join(conversations, conversations.c.customer == bans.c.customer)
    .where(conversations.c.address == bindparam("at"))
    .with_for_update(of=bans)
)
_END = delete(bans).where(bans.c.customer == bindparam("of")).returning(bans)


class Bans:
    """Bans by customer, at most one each."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, customer: int) -> Ban | None:
        found = await self._transaction.execute(select(bans).where(bans.c.customer == customer))
        row = found.one_or_none()
        return None if row is None else Ban(*row)

    async def at(self, address: str) -> Ban | None:
        """The ban of the customer who writes from this address.

        It is locked until the end of this transaction: its end shows all that was written during the ban.
        """
        row = (await self._transaction.execute(_AT, {"at": address})).one_or_none()
        return None if row is None else Ban(*row)

    async def add(self, ban: Ban) -> bool:
        """Add a ban; False if there is one already."""
        row = {"customer": ban.customer, "ticket": ban.ticket, "at": ban.at, "by": ban.by}
        added = self._transaction.insert(bans).values(row).on_conflict_do_nothing()
        return (await self._transaction.execute(added.returning(bans.c.customer))).one_or_none() is not None

    async def told(self, customer: int, now: datetime) -> None:
        """Record that the customer and the staff were told."""
        await self._transaction.execute(update(bans).where(bans.c.customer == customer).values(told_at=now))

    async def end(self, customer: int) -> Ban | None:
        """End the ban and return it; None if there is none."""
        ended = await self._transaction.execute(_END, {"of": customer})
        row = ended.one_or_none()
        return None if row is None else Ban(*row)
