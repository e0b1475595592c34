"""A person who was seen in several channels: customers joined into one, and taken apart again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from storage.bans import Ban, Bans
from storage.conversations import Conversations
from storage.records.customers import Customer
from storage.tables.conversations import conversations, customers
from storage.tables.lines import customer_profiles
from storage.tables.people import joined_conversations
from storage.tables.tickets import tickets
from storage.transaction import Transaction


class People:
    """Joining makes a new customer; those of before stay as they were, so that it can be taken back."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def join(self, first: Customer, second: Customer, known: Customer) -> int:
        """The two are one person, whom the desk knows by the tier and the profile of `known`; its number.

        A ban of either is the person's. Raises `StaleRecord` when one of them was joined or described anew
        meanwhile.
        """
        await Conversations(self._transaction).lock_customers(first, second)
        moved = await self._conversations_of(first.id, second.id)
        created = await self._transaction.execute(
            insert(customers)
            .values(created_at=known.created_at, tier=known.tier, is_joined=True)
            .returning(customers.c.id)
        )
        person = created.scalar_one()
        rows = [{"conversation": row.id, "person": person, "before": row.customer} for row in moved]
        await self._transaction.execute(insert(joined_conversations), rows)
        theirs = update(conversations).where(conversations.c.id.in_([row.id for row in moved]))
        await self._transaction.execute(theirs.values(customer=person))
        await Conversations(self._transaction).describe(replace(known, id=person))
        await self._hand_over_bans((first.id, second.id), person)
        return person

    async def separate(self, person: int) -> None:
        """Take the latest join of this person back: each conversation is whose it was before.

        What was written down of the person meanwhile goes; a ban stays with whose ticket it was said in.
        """
        query = select(joined_conversations).where(joined_conversations.c.person == person)
        rows = (await self._transaction.execute(query.with_for_update())).all()
        ban = await Bans(self._transaction).of(person)
        if ban is not None:
            await self._hand_over_bans((person,), await self._banned_in(ban, rows))
        for row in rows:
            one = update(conversations).where(conversations.c.id == row.conversation)
            await self._transaction.execute(one.values(customer=row.before))
        for table, column in (
            (joined_conversations, joined_conversations.c.person),
            (customer_profiles, customer_profiles.c.customer),
            (customers, customers.c.id),
        ):
            await self._transaction.execute(delete(table).where(column == person))

    async def _conversations_of(self, *who: int) -> Sequence[Row[*tuple[Any, ...]]]:
        query = select(conversations.c.id, conversations.c.customer).where(conversations.c.customer.in_(who))
        return (await self._transaction.execute(query.order_by(conversations.c.id))).all()

    async def _banned_in(self, ban: Ban, rows: Sequence[Row[*tuple[Any, ...]]]) -> int:
        query = select(tickets.c.conversation).where(tickets.c.number == ban.ticket)
        conversation = (await self._transaction.execute(query)).scalar_one_or_none()
        before = {row.conversation: row.before for row in rows}
        return int(before.get(conversation, rows[0].before))

    async def _hand_over_bans(self, who: Sequence[int], to: int) -> None:
        """One ban stands per customer: the oldest of these."""
        kept = Bans(self._transaction)
        found = [ban for customer in who if (ban := await kept.of(customer)) is not None]
        for ban in found:
            await kept.end(ban.customer)
        if found:
            oldest = min(found, key=lambda ban: ban.at)
            await kept.add(replace(oldest, customer=to))
            if oldest.told_at is not None:
                await kept.told(to, oldest.told_at)
