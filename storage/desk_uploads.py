"""Files that the desk's people attach to their words: what is known of them; their bytes lie elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.content import MediaKind
from storage.desk_upload_tables import desk_uploads
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskUpload:
    """A file that `user` brought. Only those that are `attached` to a message are kept for long."""

    id: str
    user: str
    kind: MediaKind
    name: str
    mime_type: str
    size: int
    attached: bool = False
    created_at: datetime


class DeskUploads:
    """The files of the desk's people."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, upload: DeskUpload) -> None:
        row = {field.name: getattr(upload, field.name) for field in fields(upload)}
        await self._transaction.execute(self._transaction.insert(desk_uploads), [row])

    async def get(self, upload_id: str) -> DeskUpload | None:
        found = await self._transaction.execute(select(desk_uploads).where(desk_uploads.c.id == upload_id))
        row = found.mappings().one_or_none()
        return None if row is None else DeskUpload(**row)

    async def attach(self, upload_id: str) -> None:
        """It stands in a message now."""
        attached = update(desk_uploads).where(desk_uploads.c.id == upload_id).values(attached=True)
        await self._transaction.execute(attached)

    async def unused(self, before: datetime) -> tuple[str, ...]:
        """Files that were brought before then and never sent."""
        query = select(desk_uploads.c.id).where(
            desk_uploads.c.attached.is_(False), desk_uploads.c.created_at < before
        )
        return tuple((await self._transaction.execute(query)).scalars())

    async def forget(self, upload_ids: Collection[str]) -> None:
        """Nothing is known of them any more; one that was sent meanwhile stays."""
        gone = delete(desk_uploads).where(
            desk_uploads.c.id.in_(sorted(upload_ids)), desk_uploads.c.attached.is_(False)
        )
        await self._transaction.execute(gone)
