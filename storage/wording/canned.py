"""Canned replies: texts with fields that agents send by number."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from storage.errors import StaleRecord
from storage.tables.words import canned_replies
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedReply:
    """`text` holds fields in double braces; a deleted reply is kept on record."""

    id: int
    title: str
    text: str
    version: int = 1
    deleted_at: datetime | None = None


class CannedReplyRecords:
    """Replies by their number."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def live(self) -> tuple[CannedReply, ...]:
        """The replies that are not deleted, by number."""
        query = select(canned_replies).where(canned_replies.c.deleted_at.is_(None))
        rows = await self._transaction.execute(query.order_by(canned_replies.c.id))
        return tuple(map(_record, rows))

    async def get(self, number: int) -> CannedReply | None:
        """The reply, unless it is deleted."""
        query = select(canned_replies).where(
            canned_replies.c.id == number, canned_replies.c.deleted_at.is_(None)
        )
        row = (await self._transaction.execute(query)).one_or_none()
        return None if row is None else _record(row)

    async def add(self, title: str, text: str, *, by: str, now: datetime) -> CannedReply:
        values = {"title": title, "text": text, "version": 1, "at": now, "by": by}
        created = await self._transaction.execute(
            insert(canned_replies).values(values).returning(canned_replies.c.id)
        )
        return CannedReply(id=created.scalar_one(), title=title, text=text)

    async def change(self, reply: CannedReply, *, by: str, now: datetime) -> CannedReply:
        """Save the reply's new wording, or its deletion. Raises `StaleRecord` if it changed meanwhile."""
        written = await self._transaction.execute(
            update(canned_replies)
            .where(canned_replies.c.id == reply.id, canned_replies.c.version == reply.version)
            .values(
                title=reply.title,
                text=reply.text,
                deleted_at=reply.deleted_at,
                version=reply.version + 1,
                at=now,
                by=by,
            )
        )
        if written.rowcount == 0:
            raise StaleRecord("canned reply", reply.id)
        return replace(reply, version=reply.version + 1)


def _record(row: Row[*tuple[Any, ...]]) -> CannedReply:
    return CannedReply(
        id=row.id, title=row.title, text=row.text, version=row.version, deleted_at=row.deleted_at
    )
