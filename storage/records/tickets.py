"""Tickets: one issue inside a conversation, with an owner and two clocks."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.events import EventKind
from storage.records.prelude import PreludeStep
from storage.records.sla import NORMAL_CLOCK, SlaClock


class TicketState(StrEnum):
    """new → in progress → waiting → resolved → closed; a resolved one may be reopened."""

    NEW = "new"
    IN_PROGRESS = "in progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"


OPEN_STATES = frozenset({TicketState.NEW, TicketState.IN_PROGRESS, TicketState.WAITING, TicketState.REOPENED})

PRIORITIES = range(1, 5)
"""From 1, critical, to 4, low."""
DEFAULT_PRIORITY = 3


class TicketKind(StrEnum):
    """The sort of case."""

    QUESTION = "question"
    INCIDENT = "incident"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One action on a ticket as its card shows it: the event's kind and moment, and the person's name."""

    kind: EventKind
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One issue inside a conversation, with an owner and two clocks.

    `version` grows with every change: a button pressed on an older card is outdated. `assignee` is a staff
    member's address. `previous` is the ticket that this one continues. `handed_over_at` is when the ticket
    moved to another line, until somebody there takes it; until then its earlier assignee answers for it to
    the customer. `fields` are details by name, `asked` the clarifying questions put to the customer. `title`
    is the piece of the question that its acknowledgement repeated, `prelude` the conversation before it,
    `promised_by` the moment of a solution that the customer was told. A temporary assignee `stands_in_for`
    somebody, by name. `journal` are the latest actions.
    """

    number: int
    conversation: int
    question: str
    language: str
    opened_at: datetime
    respond_by: datetime
    resolve_by: datetime
    state: TicketState = TicketState.NEW
    line: int = 1
    assignee: str | None = None
    assignee_name: str | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    previous: int | None = None
    suggestions: tuple[int, ...] = ()
    handed_over_at: datetime | None = None
    kind: TicketKind | None = None
    category: str | None = None
    service: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    asked: tuple[int, ...] = ()
    version: int = 1
    priority: int = DEFAULT_PRIORITY
    clock: SlaClock = NORMAL_CLOCK
    title: str = ""
    prelude: tuple[PreludeStep, ...] = ()
    promised_by: datetime | None = None
    stands_in_for: str | None = None
    journal: tuple[JournalLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """True while people still have to act."""
        return self.state in OPEN_STATES
