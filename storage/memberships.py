"""Membership in staff chats, as the messenger last reported it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from storage.tables.care import memberships
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Membership:
    """States whether a person is in a staff chat, and since when we know."""

    is_member: bool
    since: datetime


class Memberships:
    """Memberships by person and chat, one each."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def told(self, chat: str, person: str, *, is_member: bool, at: datetime) -> None:
        """Record a report of the messenger; a report about an earlier moment is ignored."""
        row = {"chat": chat, "person": person, "is_member": is_member, "told_at": at}
        insert = self._transaction.insert(memberships)
        newer = insert.on_conflict_do_update(
            index_elements=["chat", "person"],
            set_={"is_member": insert.excluded.is_member, "told_at": insert.excluded.told_at},
            where=memberships.c.told_at <= insert.excluded.told_at,
        )
        await self._transaction.execute(newer, [row])

    async def is_in_any(self, chats: Collection[str], person: str) -> bool:
        """Return True if they are known to be in one of the chats."""
        here = (memberships.c.chat.in_(sorted(chats)), memberships.c.person == person)
        query = select(exists().where(*here, memberships.c.is_member))
        return (await self._transaction.execute(query)).scalar_one()

    async def of(self, chat: str, person: str) -> Membership | None:
        """The last report; None if there was none."""
        query = select(memberships.c.is_member, memberships.c.told_at).where(
            memberships.c.chat == chat, memberships.c.person == person
        )
        row = (await self._transaction.execute(query)).one_or_none()
        return None if row is None else Membership(row.is_member, row.told_at)
