"""The FAQ as managers keep it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqRecord:
    """One FAQ entry as managers keep it; `version` grows with every edit."""

    id: int
    question: str
    answer: str
    alternatives: tuple[str, ...] = ()
    category: str | None = None
    language: str | None = None
    deleted_at: datetime | None = None
    version: int = 1


class FaqChangeKind(StrEnum):
    """A manager's change to an entry. `undone` is the undoing of another change."""

    ADDED = "added"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqChange:
    """One entry's change. Changes of one command share their `act`; `before` is None for a new entry."""

    act: int
    entry: int
    kind: FaqChangeKind
    at: datetime
    by: str
    before: FaqRecord | None
    after: FaqRecord
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UndoneChange:
    """An undone command: the changes it had made, and those entries as they are now."""

    changes: tuple[FaqChange, ...]
    entries: tuple[FaqRecord, ...]
