"""Records of what the FAQ may learn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """The person who said that the entry answers the question."""

    CUSTOMER = "customer"
    AGENT = "agent"


class LessonState(StrEnum):
    """The managers' decision about a phrasing."""

    WAITING = "waiting"
    TAUGHT = "taught"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One confirmation that `entry` answers `text`, which a customer asked (secrets covered).

    Texts with the same `key` are one phrasing.
    """

    entry: int
    key: str
    text: str
    origin: Origin
    conversation: int
    at: datetime
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A phrasing that an entry may take in, and how often each side confirmed it.

    `version` grows with every decision: a button pressed on an older one is outdated. `act` is the change of
    the FAQ that took it in.
    """

    id: int
    entry: int
    text: str
    state: LessonState = LessonState.WAITING
    by_customers: int = 0
    by_agents: int = 0
    decided_by: str | None = None
    decided_at: datetime | None = None
    act: int | None = None
    version: int = 1
