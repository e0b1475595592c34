"""A preview of an import."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from handlers.desk.knowledge.import_warnings import FileWarning, warnings_of
from handlers.knowledge.undoing import parts_that_differ
from storage.books import Books
from storage.errors import StaleRecord
from storage.faq.importing import FaqImportRow, plan_import
from storage.records.faq import FaqRecord


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry as it would become, and which of its `PARTS` would change; deleted ones come back."""

    record: FaqRecord
    parts: tuple[str, ...]
    comes_back: bool


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The FAQ after the import; nothing was done yet."""

    added: tuple[FaqRecord, ...]
    changed: tuple[EntryChange, ...]
    unchanged: int
    warnings: tuple[FileWarning, ...]


async def preview_import(books: Books, rows: Sequence[FaqImportRow], now: datetime) -> ImportPreview:
    """Plan the import, and change nothing. Raises `UnknownFaqIds`."""
    stored = await books.faq.everything()
    plan = plan_import(stored, rows, replace_all=False, now=now)
    by_id = {record.id: record for record in stored}
    live = [record for record in stored if record.deleted_at is None]
    warnings = await asyncio.to_thread(warnings_of, (*plan.added, *plan.changed), live)
    return ImportPreview(
        added=plan.added,
        changed=tuple(_change(by_id[record.id], record) for record in plan.changed),
        unchanged=len(plan.unchanged),
        warnings=tuple(warnings),
    )


async def seal_of(books: Books, data: bytes) -> str:
    """A hash of file and FAQ: a manager who confirms a preview gets exactly what it showed."""
    revision = await books.faq.revision()
    return blake2b(data, digest_size=16, key=revision.to_bytes(8)).hexdigest()


async def must_be_sealed(books: Books, data: bytes, seal: str | None) -> None:
    """Hold the FAQ for an import that was previewed.

    Raises `StaleRecord` if the preview was of another file, or if the FAQ has changed since.
    """
    await books.faq.hold()
    if seal != await seal_of(books, data):
        raise StaleRecord("preview of the FAQ", seal)


def _change(before: FaqRecord, after: FaqRecord) -> EntryChange:
    return EntryChange(after, tuple(parts_that_differ(before, after)), before.deleted_at is not None)
