"""Customers who write more at once than anybody can read: what they wrote, and was not shown yet."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from storage.care_tables import floods
from storage.records import Author, MessageRef
from storage.tables import messages
from storage.transaction import Transaction


class Floods:
    """One flood stands per conversation."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def written_since(self, conversation: int, moment: datetime, *, limit: int) -> int:
        """How many messages the customer wrote since; counting ends at `limit`."""
        latest = (
            select(messages.c.at)
            .where(messages.c.conversation == conversation, messages.c.author == Author.CUSTOMER)
            .order_by(messages.c.id.desc())
            .limit(limit)
        )
        moments = (await self._transaction.execute(latest)).scalars()
        return sum(at >= moment for at in moments)

    async def hold(self, conversation: int, refs: Sequence[MessageRef], now: datetime) -> bool:
        """Keep these messages back; whether this is where the flood begins."""
        query = select(floods.c.held, floods.c.told_at).where(floods.c.conversation == conversation)
        standing = (await self._transaction.execute(query)).one_or_none()
        held = (*(standing.held if standing else ()), *refs)
        told_at = standing.told_at if standing else now
        row = {"conversation": conversation, "told_at": told_at, "held": held}
        await self._transaction.save(floods, [row])
        return standing is None

    async def stands(self, conversation: int) -> bool:
        """Whether messages are being held back."""
        query = select(floods.c.conversation).where(floods.c.conversation == conversation)
        return (await self._transaction.execute(query)).one_or_none() is not None

    async def end(self, conversation: int) -> Collection[MessageRef]:
        """The flood is over: what was held back, in its order."""
        over = delete(floods).where(floods.c.conversation == conversation).returning(floods.c.held)
        return (await self._transaction.execute(over)).scalar_one_or_none() or ()
