"""Visits to the web chat: sessions and files."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from storage.tables.web_chat import web_messages, web_sessions, web_uploads, web_visitors
from storage.transaction import Transaction
from storage.web.uploads import Upload, Uploads


@dataclass(frozen=True, slots=True, kw_only=True)
class WebUpload(Upload):
    """A file of a visitor's conversation."""

    visitor: str


class WebSessions:
    """Sessions of visitors, by the proof of the key in their browser."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open(self, proof: str, visitor_id: str, expires_at: datetime) -> None:
        """Open a session until then, or move the end of an open one."""
        row = {"proof": proof, "visitor": visitor_id, "expires_at": expires_at}
        await self._transaction.save(web_sessions, [row])

    async def visitor_of(self, proof: str, now: datetime) -> str | None:
        """The visitor of the session; None if there is no session (any more)."""
        query = select(web_sessions.c.visitor).where(
            web_sessions.c.proof == proof, web_sessions.c.expires_at > now
        )
        return (await self._transaction.execute(query)).scalar_one_or_none()

    async def end(self, proof: str) -> None:
        """End the session with this key."""
        await self._transaction.execute(delete(web_sessions).where(web_sessions.c.proof == proof))

    async def purge(self, now: datetime, *, silent_since: datetime) -> int:
        """Delete expired sessions, and visitors from before `silent_since` who never wrote."""
        await self._transaction.execute(delete(web_sessions).where(web_sessions.c.expires_at <= now))
        silent = select(web_visitors.c.id).where(
            web_visitors.c.created_at < silent_since,
            web_visitors.c.id.not_in(select(web_messages.c.visitor)),
            web_visitors.c.id.not_in(select(web_uploads.c.visitor)),
        )
        gone = list((await self._transaction.execute(silent.limit(1000))).scalars())
        await self._transaction.execute(delete(web_sessions).where(web_sessions.c.visitor.in_(gone)))
        await self._transaction.execute(delete(web_visitors).where(web_visitors.c.id.in_(gone)))
        return len(gone)


class WebUploads(Uploads[WebUpload]):
    """The files of visitors."""

    table = web_uploads
    record = WebUpload

    async def total_size(self, visitor_id: str) -> int:
        """The size of all files in a visitor's conversation, in bytes."""
        of_visitor = select(func.coalesce(func.sum(web_uploads.c.size), 0)).where(
            web_uploads.c.visitor == visitor_id
        )
        return int((await self._transaction.execute(of_visitor)).scalar_one())
