"""The people of the desk, and the places where they handle a ticket."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StaffThread:
    """The place of a ticket: a topic of a forum group. `thread` is unknown until the topic exists."""

    ticket: int
    chat: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person of the desk, known from messages in a staff chat."""

    address: str
    name: str
    username: str | None = None
    seen_at: datetime | None = None
