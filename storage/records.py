"""The frozen records that storage hands out and takes in.

Addresses are strings with the channel in front: `telegram:42` is a private chat (and so a person),
`telegram:-1001` a group, `web:7f3a` a visitor. All moments are aware and in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from storage.content import Content
from storage.prelude import PreludeStep
from storage.sla_records import NORMAL_CLOCK, SlaClock


@dataclass(frozen=True, slots=True, order=True)
class MessageRef:
    """A message by its messenger's own name: the chat's address and the message's id inside of it.

    What we post and want to find again without having read an id yet has a name of our own,
    for instance `card_of(12)`.
    """

    chat: str
    message: str


def card_of(ticket: int) -> MessageRef:
    """Our own name for a ticket's card."""
    return MessageRef(f"ticket:{ticket}", "card")


def notices_of(ticket: int) -> MessageRef:
    """Our own name for all that the bot itself says to the staff of a ticket."""
    return MessageRef(f"ticket:{ticket}", "notice")


_HINT = "hint:"


def hint_of(ticket: int, hint: int) -> MessageRef:
    """Our own name for a hint to the staff about the words of a reply."""
    return MessageRef(f"ticket:{ticket}", f"{_HINT}{hint}")


def names_a_hint(ref: MessageRef) -> bool:
    """Whether it is the name of a hint."""
    return ref.message.startswith(_HINT)


def acknowledgement_of(ticket: int) -> MessageRef:
    """Our own name for the first words that the customer read about a ticket."""
    return MessageRef(f"ticket:{ticket}", "acknowledgement")


def clarification_of(ticket: int) -> MessageRef:
    """Our own name for the questions that the bot asked about a ticket."""
    return MessageRef(f"ticket:{ticket}", "clarification")


STANDARD_TIER = "standard"
ERASED = "erased"
"""Stands for a person who is known no more; `erased:7` was the address of conversation 7."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A person whom the desk serves. Names are as the person gave them: clean them before use.

    A person may be there in several channels: the names are those of the conversation at hand. `tier` is what
    the SLA makes a difference by: `standard`, `vip`, or a word of the managers' own. Company, contract and
    notes are what the staff knows beside. `is_joined`: several customers were found to be this one;
    `is_banned`: nobody answers them for now.
    """

    id: int
    given_name: str
    family_name: str | None = None
    username: str | None = None
    created_at: datetime | None = None
    tier: str = STANDARD_TIER
    company: str | None = None
    contract: str | None = None
    notes: str | None = None
    is_joined: bool = False
    is_banned: bool = False


class Stage(StrEnum):
    """Where a question stands before it is a ticket."""

    ANSWERED = "answered"
    OFFERED = "offered"
    PERSON_WANTED = "person wanted"
    GREETED = "greeted"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a customer asked and has not settled yet.

    A way to people takes it along, so that nobody has to repeat it.
    `token` names this very question in buttons and timers: those of an older one are stale.
    `latest` are those of the `texts` that the FAQ was searched for last; others were asked earlier.
    `phrasings` name, for each of the `entries`, its phrasing that was found to be nearest.
    """

    stage: Stage
    token: str
    texts: tuple[str, ...] = ()
    messages: tuple[MessageRef, ...] = ()
    entries: tuple[int, ...] = ()
    since: datetime | None = None
    latest: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()

    def phrasing_of(self, entry: int) -> str:
        """The phrasing through which an entry was found; empty where none is remembered."""
        return dict(zip(self.entries, self.phrasings, strict=False)).get(entry, "")


@dataclass(frozen=True, slots=True)
class Conversation:
    """The lasting thread with one customer in one channel; it outlives its tickets.

    `language` was chosen by the customer, `client_language` is what the messenger reports (`ru`, `en-US` …).
    `greeted_at` is when the bot last said hello. `version` grows with every change of what the desk decided.
    """

    id: int
    customer: Customer
    address: str
    language: str | None = None
    client_language: str | None = None
    question: OpenQuestion | None = None
    unreachable_since: datetime | None = None
    greeted_at: datetime | None = None
    version: int = field(default=1, compare=False)

    @property
    def is_erased(self) -> bool:
        """Whether the customer's data were erased: nobody can be reached here any more."""
        return self.address.startswith(f"{ERASED}:")


class Author(StrEnum):
    """Who said it."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said, with secrets masked. `ref` is its own place, where it was written.

    `at` is when the desk heard it, and what promises, bans and floods are measured by; `written_at` is when
    its author wrote it, as the messenger tells, where that is known: a burst is read at its end, and what was
    written during an outage after it. `author_address` is whose it is: a name may be several people's. None
    where nobody knows any more.
    """

    ref: MessageRef
    conversation: int
    author: Author
    author_name: str
    content: Content
    at: datetime
    ticket: int | None = None
    album: str | None = None
    reply_to: MessageRef | None = None
    edited_at: datetime | None = None
    author_address: str | None = None
    written_at: datetime | None = None

    @property
    def said_at(self) -> datetime:
        """The moment that people are shown."""
        return self.written_at or self.at

    @property
    def place_in_time(self) -> datetime:
        """What a history is sorted by: messengers tell whole seconds, and it was written within that."""
        if self.said_at.microsecond:
            return self.said_at
        return min(self.said_at + timedelta(seconds=1), self.at)


class TicketState(StrEnum):
    """new → in progress → waiting → resolved → closed; a resolved one may be reopened."""

    NEW = "new"
    IN_PROGRESS = "in progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"


PRIORITIES = range(1, 5)
"""From 1, critical, to 4, low."""
DEFAULT_PRIORITY = 3


class TicketKind(StrEnum):
    """What sort of case it is."""

    QUESTION = "question"
    INCIDENT = "incident"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """What was done with a ticket, as its card tells it: an event's kind and moment, and who, by name."""

    kind: "EventKind"
    at: datetime
    name: str = ""


OPEN_STATES = frozenset({TicketState.NEW, TicketState.IN_PROGRESS, TicketState.WAITING, TicketState.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One issue inside of a conversation, with an owner and two clocks.

    `version` grows with every change: a button pressed on an older card is stale.
    `assignee` is a staff member's address. `previous` is the ticket that this one continues. Moved to another
    line, a ticket is `handed_over_at` a moment, until somebody there takes it; the assignee of before answers
    for it to the customer until then. `fields` are details by name, `asked` the clarifying questions that the
    customer was asked. `title` is the piece of the question that its acknowledgement repeated, `prelude` what
    was said before it, `promised_by` the moment of a solution that the customer was told. An assignee for the
    time being `stands_in_for` somebody, by name. `journal` are the last things that were done with it.
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
        """People still have to do something about it."""
        return self.state in OPEN_STATES


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


class EventKind(StrEnum):
    """What can happen to a ticket. Reports are computed from events, never from counters."""

    OPENED = "opened"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    RELEASED = "released"
    ESCALATED = "escalated"
    CLASSIFIED = "classified"
    DETAILS_ASKED = "details asked"
    DETAIL_GIVEN = "detail given"
    FIRST_RESPONSE = "first response"
    FIRST_RESPONSE_LOST = "first response lost"
    HELD = "held"
    RESUMED = "resumed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    PRIORITY_CHANGED = "priority changed"
    TIER_CHANGED = "tier changed"
    SLA_REMINDED = "sla reminded"
    SLA_BREACHED = "sla breached"
    FAQ_ANSWERED = "faq answered"
    FAQ_OFFERED = "faq offered"
    FAQ_HELPED = "faq helped"
    FAQ_FAILED = "faq failed"
    UNDELIVERED = "undelivered"
    ERASED = "erased"
    MARKED = "marked"
    TAKEN_BACK = "taken back"
    BANNED = "banned"
    UNBANNED = "unbanned"
    CUSTOMERS_JOINED = "customers joined"
    CUSTOMERS_SEPARATED = "customers separated"


@dataclass(frozen=True, slots=True)
class Event:
    """A change with its time and its author (an address, or `bot`)."""

    kind: EventKind
    at: datetime
    by: str
    ticket: int | None = None
    conversation: int | None = None
    details: dict[str, str] = field(default_factory=dict)


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


class TimerKind(StrEnum):
    """What is due at a moment."""

    SUGGESTION = "suggestion"
    CLOSE_TICKET = "close ticket"
    ERASE = "erase"
    SWEEP = "sweep"
    SLA_WATCH = "sla watch"
    SLA_BREACH = "sla breach"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Timer:
    """A row that wakes a use case at `due_at`. One stands per kind and subject: a newer one replaces it."""

    kind: TimerKind
    subject: str
    due_at: datetime
    token: str = ""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A manager's step-by-step dialogue: the command, the step it waits at, what was said so far."""

    chat: str
    person: str
    command: str
    step: str
    said: dict[str, str] = field(default_factory=dict)
    started_at: datetime | None = None
