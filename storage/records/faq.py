"""The FAQ as managers keep it."""

from dataclasses import dataclass
from datetime import datetime


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
