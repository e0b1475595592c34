"""The plan of an import: pure, decided before anything is changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from storage.errors import UnknownFaqIds
from storage.records.faq import FaqRecord

NEW = 0
"""The id of an entry that has none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqImportRow:
    """An entry of a file. Without an id it is matched by its question.

    `absent` names fields that the file does not mention: an existing entry keeps its own.
    """

    question: str
    answer: str
    id: int | None = None
    alternatives: tuple[str, ...] = ()
    category: str | None = None
    language: str | None = None
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FaqImportReport:
    """The result of an import: the entries as they are after it."""

    added: tuple[FaqRecord, ...] = ()
    changed: tuple[FaqRecord, ...] = ()
    unchanged: tuple[FaqRecord, ...] = ()
    deleted: tuple[FaqRecord, ...] = ()


def plan_import(
    stored: Sequence[FaqRecord], rows: Sequence[FaqImportRow], *, replace_all: bool, now: datetime
) -> FaqImportReport:
    """Match the rows to the stored entries, deleted ones included. Added entries have the id `NEW`.

    A row is matched by its id (a deleted entry is restored), else by the question of a live entry that no row
    names by its id, ignoring case and white space. Of several rows for one entry the last one wins. Raises
    `UnknownFaqIds`.
    """
    by_id = {entry.id: entry for entry in stored}
    named = {row.id for row in rows}
    matchable = [entry for entry in stored if entry.deleted_at is None and entry.id not in named]
    by_question = {_folded(entry.question): entry for entry in reversed(matchable)}
    matched: dict[int, FaqRecord] = {}
    added: dict[str, FaqRecord] = {}
    unknown: set[int] = set()
    for row in rows:
        if row.id is not None and row.id not in by_id:
            unknown.add(row.id)
            continue
        known = by_question.get(_folded(row.question)) if row.id is None else by_id[row.id]
        if known is None:
            added[_folded(row.question)] = _entry(row)
        else:
            matched[known.id] = _edited(known, row)
    if unknown:
        raise UnknownFaqIds(unknown)
    gone = [entry for entry in by_id.values() if entry.deleted_at is None and entry.id not in matched]
    return FaqImportReport(
        added=tuple(added.values()),
        changed=tuple(entry for entry in matched.values() if entry != by_id[entry.id]),
        unchanged=tuple(entry for entry in matched.values() if entry == by_id[entry.id]),
        deleted=tuple(replace(entry, deleted_at=now) for entry in gone) if replace_all else (),
    )


def _edited(known: FaqRecord, row: FaqImportRow) -> FaqRecord:
    own: dict[str, Any] = {field: getattr(known, field) for field in row.absent}
    return replace(_entry(row), id=known.id, version=known.version, **own)


def _entry(row: FaqImportRow) -> FaqRecord:
    return FaqRecord(
        id=NEW,
        question=row.question,
        answer=row.answer,
        alternatives=row.alternatives,
        category=row.category,
        language=row.language,
        version=1,
    )


def _folded(question: str) -> str:
    return " ".join(question.casefold().split())
