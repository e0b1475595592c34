"""The tables of what the desk knows. Those of the two ledgers stand in `ledger_tables`."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    literal_column,
    or_,
)

from storage.records.content import Content
from storage.records.conversations import OpenQuestion
from storage.records.events import EventKind
from storage.records.faq import FaqRecord
from storage.records.messages import Author
from storage.records.prelude import PreludeStep
from storage.records.sla import SlaClock
from storage.records.tickets import OPEN_STATES, JournalLine, TicketKind, TicketState
from storage.records.timers import TimerKind
from storage.types import BigId, Json, UtcDateTime, Words, one_of

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

CONTENT = Json(TypeAdapter(Content))
QUESTION = Json(TypeAdapter(OpenQuestion))
NUMBERS = Json(TypeAdapter(tuple[int, ...]))
STRINGS = Json(TypeAdapter(tuple[str, ...]))
FAQ_RECORD = Json(TypeAdapter(FaqRecord))
CLOCK = Json(TypeAdapter(SlaClock))
DETAILS = Json(TypeAdapter(dict[str, str]))
PRELUDE = Json(TypeAdapter(tuple[PreludeStep, ...]))
JOURNAL = Json(TypeAdapter(tuple[JournalLine, ...]))


def state_is(column: Column[Any], states: Collection[StrEnum]) -> ColumnElement[bool]:
    """`column` holds one of the states, written out: bound values never choose a partial index."""
    return or_(*(column == literal_column(f"'{state}'") for state in states))


def partial_index(name: str, *columns: Column[Any], where: ColumnElement[bool]) -> None:
    """An index over the rows for which `where` holds, on both databases."""
    Index(name, *columns, sqlite_where=where, postgresql_where=where)


class CustomerColumns(TypedColumns):
    """A person whom the desk serves. `is_joined`: several customers were found to be this one."""

    id: Named[int] = Column(Integer, primary_key=True)
    created_at: Named[datetime] = Column(UtcDateTime)
    tier: Named[str] = Column(Words)
    is_joined: Named[bool] = Column(Boolean)


customers = Table("customers", metadata, CustomerColumns)


class ConversationColumns(TypedColumns):
    """One customer in one channel, by the names that they have there."""

    id: Named[int] = Column(Integer, primary_key=True)
    customer: Named[int] = Column(ForeignKey("customers.id"), index=True)
    address: Named[str] = Column(Text, unique=True)
    given_name: Named[str] = Column(Words)
    family_name: Named[str | None] = Column(Words)
    username: Named[str | None] = Column(Words)
    language: Named[str | None] = Column(Text)
    client_language: Named[str | None] = Column(Words)
    question: Named[OpenQuestion | None] = Column(QUESTION, nullable=True)
    unreachable_since: Named[datetime | None] = Column(UtcDateTime)
    greeted_at: Named[datetime | None] = Column(UtcDateTime)
    version: Named[int] = Column(Integer, server_default="1")


conversations = Table("conversations", metadata, ConversationColumns)


class TicketColumns(TypedColumns):
    """One issue of a conversation."""

    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    conversation: Named[int] = Column(ForeignKey("conversations.id"))
    question: Named[str] = Column(Words)
    language: Named[str] = Column(Text)
    opened_at: Named[datetime] = Column(UtcDateTime)
    respond_by: Named[datetime] = Column(UtcDateTime)
    resolve_by: Named[datetime] = Column(UtcDateTime)
    state: Named[TicketState] = Column(one_of(TicketState), nullable=False)
    line: Named[int] = Column(SmallInteger)
    assignee: Named[str | None] = Column(Text)
    assignee_name: Named[str | None] = Column(Words)
    first_response_at: Named[datetime | None] = Column(UtcDateTime)
    resolved_at: Named[datetime | None] = Column(UtcDateTime)
    closed_at: Named[datetime | None] = Column(UtcDateTime)
    previous: Named[int | None] = Column(ForeignKey("tickets.number"))
    suggestions: Named[tuple[int, ...]] = Column(NUMBERS, nullable=False)
    handed_over_at: Named[datetime | None] = Column(UtcDateTime)
    kind: Named[TicketKind | None] = Column(one_of(TicketKind), nullable=True)
    category: Named[str | None] = Column(Words)
    service: Named[str | None] = Column(Words)
    fields: Named[dict[str, str]] = Column(DETAILS, nullable=False, server_default="{}")
    asked: Named[tuple[int, ...]] = Column(NUMBERS, nullable=False, server_default="[]")
    version: Named[int]
    priority: Named[int] = Column(SmallInteger)
    clock: Named[SlaClock] = Column(CLOCK, nullable=False)
    title: Named[str] = Column(Words, server_default="")
    prelude: Named[tuple[PreludeStep, ...]] = Column(PRELUDE, nullable=False, server_default="[]")
    promised_by: Named[datetime | None] = Column(UtcDateTime)
    stands_in_for: Named[str | None] = Column(Words)
    journal: Named[tuple[JournalLine, ...]] = Column(JOURNAL, nullable=False, server_default="[]")


tickets = Table("tickets", metadata, TicketColumns)


class StaffThreadColumns(TypedColumns):
    """Where a ticket is handled."""

    ticket: Named[int] = Column(ForeignKey("tickets.number"), primary_key=True, autoincrement=False)
    chat: Named[str] = Column(Text)
    thread: Named[str | None] = Column(Text)


staff_threads = Table("staff_threads", metadata, StaffThreadColumns)


class MessageColumns(TypedColumns):
    """What was said, under its own name: `chat` and `message`."""

    id: Named[int] = Column(BigId, primary_key=True)
    chat: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    conversation: Named[int] = Column(ForeignKey("conversations.id"), index=True)
    author: Named[Author] = Column(one_of(Author), nullable=False)
    author_name: Named[str] = Column(Words)
    author_address: Named[str | None] = Column(Text)
    content: Named[Content] = Column(CONTENT, nullable=False)
    at: Named[datetime] = Column(UtcDateTime)
    ticket: Named[int | None] = Column(ForeignKey("tickets.number"))
    album: Named[str | None] = Column(Text)
    reply_chat: Named[str | None] = Column(Text)
    reply_message: Named[str | None] = Column(Text)
    edited_at: Named[datetime | None] = Column(UtcDateTime)
    written_at: Named[datetime | None] = Column(UtcDateTime)


messages = Table("messages", metadata, MessageColumns, UniqueConstraint("chat", "message"))


class CopyColumns(TypedColumns):
    """`chat` and `message` are our copy of piece `part` of the original.

    `marked`: it says of itself that it may be a repeat, and has to go on saying so when it is edited.
    """

    id: Named[int] = Column(BigId, primary_key=True)
    chat: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    original_chat: Named[str] = Column(Text)
    original_message: Named[str] = Column(Text)
    part: Named[int] = Column(SmallInteger)
    marked: Named[bool] = Column(Boolean)


copies = Table(
    "copies",
    metadata,
    CopyColumns,
    UniqueConstraint("chat", "message", "original_chat", "original_message"),
)


class StaffColumns(TypedColumns):
    """`username_key` is the username as it is looked for: without @, in lower case."""

    address: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Words)
    username: Named[str | None] = Column(Words)
    username_key: Named[str | None] = Column(Words, index=True)
    seen_at: Named[datetime | None] = Column(UtcDateTime)


staff = Table("staff", metadata, StaffColumns)


class EventColumns(TypedColumns):
    """`entry` repeats details["entry"], for looking up what happened to a FAQ entry."""

    id: Named[int] = Column(BigId, primary_key=True)
    kind: Named[EventKind] = Column(one_of(EventKind), nullable=False)
    at: Named[datetime] = Column(UtcDateTime, index=True)
    by: Named[str] = Column(Text)
    ticket: Named[int | None] = Column(Integer, index=True)
    conversation: Named[int | None] = Column(Integer, index=True)
    entry: Named[int | None] = Column(Integer, index=True)
    details: Named[dict[str, str]] = Column(DETAILS, nullable=False)


events = Table("events", metadata, EventColumns)


class FaqChangeKind(StrEnum):
    """What a manager did to an entry. `undone` is what taking a change back did."""

    ADDED = "added"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"
    UNDONE = "undone"


class FaqEntryColumns(TypedColumns):
    """An entry as it stands now."""

    id: Named[int] = Column(Integer, primary_key=True)
    question: Named[str] = Column(Words)
    answer: Named[str] = Column(Words)
    alternatives: Named[tuple[str, ...]] = Column(STRINGS, nullable=False)
    category: Named[str | None] = Column(Words)
    language: Named[str | None] = Column(Text)
    deleted_at: Named[datetime | None] = Column(UtcDateTime)
    version: Named[int]


faq_entries = Table("faq_entries", metadata, FaqEntryColumns, sqlite_autoincrement=True)


class FaqChangeColumns(TypedColumns):
    """One entry's change; `act` joins what one command did. `before` is empty for a new entry."""

    id: Named[int] = Column(Integer, primary_key=True)
    act: Named[int]
    entry: Named[int] = Column(ForeignKey("faq_entries.id"), index=True)
    kind: Named[FaqChangeKind] = Column(one_of(FaqChangeKind), nullable=False)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    before: Named[FaqRecord | None] = Column(FAQ_RECORD, nullable=True)
    after: Named[FaqRecord] = Column(FAQ_RECORD, nullable=False)
    undone_at: Named[datetime | None] = Column(UtcDateTime)


faq_changes = Table("faq_changes", metadata, FaqChangeColumns, Index(None, "by", "act"))


class TimerColumns(TypedColumns):
    """What is due at a moment."""

    kind: Named[TimerKind] = Column(one_of(TimerKind), primary_key=True)
    subject: Named[str] = Column(Text, primary_key=True)
    due_at: Named[datetime] = Column(UtcDateTime, index=True)
    token: Named[str] = Column(Text)


timers = Table("timers", metadata, TimerColumns)


class DialogueColumns(TypedColumns):
    """Where a manager's dialogue stands."""

    chat: Named[str] = Column(Text, primary_key=True)
    person: Named[str] = Column(Text, primary_key=True)
    command: Named[str] = Column(Text)
    step: Named[str] = Column(Text)
    said: Named[dict[str, str]] = Column(DETAILS, nullable=False)
    started_at: Named[datetime | None] = Column(UtcDateTime)


dialogues = Table("dialogues", metadata, DialogueColumns)


class ChatMoveColumns(TypedColumns):
    """A group that became another one."""

    old: Named[str] = Column(Text, primary_key=True)
    new: Named[str] = Column(Text)


chat_moves = Table("chat_moves", metadata, ChatMoveColumns)


class ChatPauseColumns(TypedColumns):
    """Until when a chat takes no more letters; `*` is the whole bot."""

    chat: Named[str] = Column(Text, primary_key=True)
    until: Named[datetime] = Column(UtcDateTime)


chat_pauses = Table("chat_pauses", metadata, ChatPauseColumns)


class FactColumns(TypedColumns):
    """A small value with a name."""

    name: Named[str] = Column(Text, primary_key=True)
    value: Named[str] = Column(Words)


facts = Table("facts", metadata, FactColumns)


class CounterColumns(TypedColumns):
    """The last number given out under a name."""

    name: Named[str] = Column(Text, primary_key=True)
    value: Named[int] = Column(BigInteger)


counters = Table("counters", metadata, CounterColumns)


Index("ix_tickets_of_conversation", tickets.c.conversation, tickets.c.number)
Index("ix_tickets_of_assignee", tickets.c.assignee)
partial_index("ix_tickets_open", tickets.c.resolve_by, where=state_is(tickets.c.state, sorted(OPEN_STATES)))
Index("ix_staff_threads_place", staff_threads.c.chat, staff_threads.c.thread)
Index("ix_messages_of_ticket", messages.c.ticket, messages.c.id)
Index("ix_copies_of_original", copies.c.original_chat, copies.c.original_message, copies.c.chat)
