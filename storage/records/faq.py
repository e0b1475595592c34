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
    """What a manager did to an entry. `undone` is what taking a change back did."""

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
    """A command that was taken back: what it had changed, and those entries as they stand now."""

    changes: tuple[FaqChange, ...]
    entries: tuple[FaqRecord, ...]
