"""A person seen in several channels: customers are joined into one, and separated again."""

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
    """Joining makes a new customer; the earlier ones are kept, so that it can be undone."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def join(self, first: Customer, second: Customer, known: Customer) -> int:
        """Join two customers into a new one with the tier and profile of `known`; return its number.

        A ban of either becomes the person's. Raises `StaleRecord` if one of them was joined or changed
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
        """Undo the latest join of this person: each conversation returns to its earlier customer.

        What was stored about the person meanwhile is deleted; a ban goes to the customer of its ticket.
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
        """Move the oldest of these bans to the customer: there is at most one each."""
        kept = Bans(self._transaction)
        found = [ban for customer in who if (ban := await kept.of(customer)) is not None]
        for ban in found:
            await kept.end(ban.customer)
        if found:
            oldest = min(found, key=lambda ban: ban.at)
            await kept.add(replace(oldest, customer=to))
            if oldest.told_at is not None:
                await kept.told(to, oldest.told_at)
