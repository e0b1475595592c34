"""Floods: messages that came faster than anybody can read, and were not shown yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select, update

from storage.records.message_refs import MessageRef
from storage.records.messages import Author
from storage.tables.care import floods
from storage.tables.messages import messages
from storage.transaction import Transaction

TELL_AGAIN_AFTER = timedelta(minutes=10)
"""The shortest time between two notices to the customer."""


class _Standing(NamedTuple):
    held: tuple[MessageRef, ...]
    told_at: datetime


_STANDING = (
    select(floods.c.held, floods.c.told_at)
    .where(floods.c.conversation == bindparam("conversation"))
    .with_for_update()
)
# Queried for each message, so built once.
_HELD = select(floods.c.held).where(floods.c.conversation == bindparam("conversation"))
_ONE_OF_THE_LATEST = (
    select(messages.c.at)
    .where(messages.c.conversation == bindparam("conversation"), messages.c.author == Author.CUSTOMER)
    .order_by(messages.c.id.desc())
    .offset(bindparam("skipped", type_=Integer))
    .limit(1)
)


class Floods:
    """Floods by conversation, at most one each.

    Holding back and ending may meet: each locks the flood first, or one would undo the other.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def has_written(self, conversation: int, count: int, *, since: datetime) -> bool:
        """Return True if the customer wrote so many messages (1 and up) since the moment."""
        oldest = {"conversation": conversation, "skipped": count - 1}
        at = (await self._transaction.execute(_ONE_OF_THE_LATEST, oldest)).scalar_one_or_none()
        return at is not None and at >= since

    async def hold(self, conversation: int, refs: Sequence[MessageRef], now: datetime) -> bool:
        """Hold these messages back; return True if the customer must be told."""
        standing = await self._locked(conversation)
        tell = standing is None or now - standing.told_at > TELL_AGAIN_AFTER
        row = {
            "conversation": conversation,
            "told_at": now if tell or standing is None else standing.told_at,
            "held": (*(standing.held if standing else ()), *refs),
        }
        await self._transaction.save(floods, [row])
        return tell

    async def stands(self, conversation: int) -> bool:
        """Return True if messages are being held back."""
        held = await self._transaction.execute(_HELD, {"conversation": conversation})
        return bool(held.scalar_one_or_none())

    async def end(self, conversation: int) -> tuple[MessageRef, ...]:
        """End the flood; return the messages held back, in their order."""
        standing = await self._locked(conversation)
        if standing is None:
            return ()
        over = update(floods).where(floods.c.conversation == conversation).values(held=())
        await self._transaction.execute(over)
        return standing.held

    async def _locked(self, conversation: int) -> _Standing | None:
        """The flood, locked against changes by others."""
        named = {"conversation": conversation}
        row = (await self._transaction.execute(_STANDING, named)).one_or_none()
        return None if row is None else _Standing(*row)
