"""The people of the desk, and where they handle a ticket."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StaffThread:
    """Where a ticket is handled: a topic of a forum group. `thread` is unknown until the topic stands."""

    ticket: int
    chat: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person of the desk, known from what they wrote in a staff chat."""

    address: str
    name: str
    username: str | None = None
    seen_at: datetime | None = None
