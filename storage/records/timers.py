"""Timers: what is due at a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TimerKind(StrEnum):
    """Kinds of things that are due at a moment."""

    SUGGESTION = "suggestion"
    CLOSE_TICKET = "close ticket"
    ERASE = "erase"
    SWEEP = "sweep"
    SLA_WATCH = "sla watch"
    SLA_BREACH = "sla breach"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Timer:
    """A row that wakes a use case at `due_at`. At most one per kind and subject: a newer one replaces it."""

    kind: TimerKind
    subject: str
    due_at: datetime
    token: str = ""
