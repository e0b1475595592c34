"""Records of uploaded files; their bytes are stored elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Table, delete, select, update

from storage.parts import in_parts
from storage.records.content import Media, MediaKind
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file. Only one that is `attached` to a message is kept for long."""

    id: str
    kind: MediaKind
    name: str
    mime_type: str
    size: int
    attached: bool = False
    created_at: datetime

    def as_media(self, prefix: str) -> Media:
        """The file as messages carry it; `prefix` names the channel that holds it."""
        return Media(
            kind=self.kind,
            file_id=prefix + self.id,
            file_name=self.name,
            mime_type=self.mime_type,
            size=self.size,
        )


UploadT = TypeVar("UploadT", bound=Upload)


class Uploads(Generic[UploadT]):
    """The files of one kind of people: a table, and its record."""

    table: ClassVar[Table[Any]]
    record: type[UploadT]

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, upload: UploadT) -> None:
        row = {field.name: getattr(upload, field.name) for field in fields(upload)}
        await self._transaction.execute(self._transaction.insert(self.table), [row])

    async def get(self, upload_id: str) -> UploadT | None:
        found = await self._transaction.execute(select(self.table).where(self.table.c.id == upload_id))
        row = found.mappings().one_or_none()
        return None if row is None else self.record(**row)

    async def attach(self, upload_id: str) -> None:
        """Mark the file as part of a message."""
        attached = update(self.table).where(self.table.c.id == upload_id).values(attached=True)
        await self._transaction.execute(attached)

    async def unused(self, before: datetime) -> tuple[str, ...]:
        """The ids of files from before the moment that are in no message: their bytes may be deleted."""
        unused = select(self.table.c.id).where(
            self.table.c.attached.is_(False), self.table.c.created_at < before
        )
        return tuple((await self._transaction.execute(unused)).scalars())

    async def forget(self, upload_ids: Collection[str]) -> None:
        """Delete the records, except those attached meanwhile."""
        for some in in_parts(sorted(upload_ids)):
            gone = delete(self.table).where(self.table.c.id.in_(some), self.table.c.attached.is_(False))
            await self._transaction.execute(gone)
