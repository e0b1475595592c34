"""All changes of the FAQ by people, by command, at the desk or in a shell, each with an audit note.

A note has the entry's number and its question, never its answer or the phrasings.
"""

from collections.abc import Sequence
from datetime import datetime

from handlers.desk.text.characters import shorten
from storage.books import Books
from storage.faq.importing import FaqImportReport, FaqImportRow
from storage.records.faq import FaqRecord, UndoneChange

_LONGEST_TITLE = 100
_MOST_NUMBERS = 20


async def add(books: Books, entry: FaqRecord, by: str, now: datetime) -> FaqRecord:
    """Add an entry with the content of `entry`; it gets a new number."""
    added = await books.faq.add(
        question=entry.question,
        answer=entry.answer,
        alternatives=entry.alternatives,
        category=entry.category,
        language=entry.language,
        by=by,
        now=now,
    )
    await books.audit.note(by, "faq entry added", _title(added), now)
    return added


async def edit(books: Books, edited: FaqRecord, by: str, now: datetime) -> FaqRecord:
    """Change the entry. Raises `StaleRecord` if somebody else changed it meanwhile."""
    saved = await books.faq.edit(edited, by=by, now=now)
    await books.audit.note(by, "faq entry changed", _title(saved), now)
    return saved


async def delete(books: Books, record: FaqRecord, by: str, now: datetime) -> FaqRecord:
    """Delete the entry from the answers; deleting it twice changes nothing."""
    gone = await books.faq.delete(record.id, by=by, now=now)
    if record.deleted_at is None:
        await books.audit.note(by, "faq entry deleted", _title(gone), now)
    return gone


async def restore(books: Books, record: FaqRecord, by: str, now: datetime) -> FaqRecord:
    """Restore the entry to the answers; restoring a live one changes nothing."""
    back = await books.faq.restore(record.id, by=by, now=now)
    if record.deleted_at is not None:
        await books.audit.note(by, "faq entry restored", _title(back), now)
    return back


async def undo(books: Books, by: str, now: datetime) -> UndoneChange | None:
    """Undo the caller's own last change; None if there is none. Raises `StaleRecord`."""
    undone = await books.faq.undo(by=by, now=now)
    if undone is not None:
        details = {"change": str(undone.changes[0].kind), "entries": _numbers(undone.entries)}
        await books.audit.note(by, "faq change undone", details, now)
    return undone


async def take_in(
    books: Books, rows: Sequence[FaqImportRow], by: str, now: datetime, *, replace: bool = False
) -> FaqImportReport:
    """Import a whole file. Raises `UnknownFaqIds`."""
    report = await books.faq.import_(rows, replace=replace, by=by, now=now)
    changes = {"added": report.added, "changed": report.changed, "deleted": report.deleted}
    if any(changes.values()):
        details = {how: _numbers(entries) for how, entries in changes.items() if entries}
        await books.audit.note(by, "faq imported", details, now)
    return report


def _title(entry: FaqRecord) -> dict[str, str]:
    return {"entry": str(entry.id), "question": shorten(entry.question, _LONGEST_TITLE)}


def _numbers(entries: Sequence[FaqRecord]) -> str:
    """`3, 4, 5`; of many, the first and the number of the others: `3, 4 (+36)`."""
    shown = ", ".join(str(entry.id) for entry in entries[:_MOST_NUMBERS])
    left_out = len(entries) - _MOST_NUMBERS
    return f"{shown} (+{left_out})" if left_out > 0 else shown
