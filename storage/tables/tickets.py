"""The tables of tickets, and of the places where they are handled."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Index, Integer, Named, SmallInteger, Table, Text, TypedColumns

from storage.records.prelude import PreludeStep
from storage.records.sla import SlaClock
from storage.records.tickets import OPEN_STATES, JournalLine, TicketKind, TicketState
from storage.tables.base import DETAILS, NUMBERS, metadata, partial_index, state_is
from storage.types import Json, UtcDateTime, Words, one_of

CLOCK = Json(TypeAdapter(SlaClock))
PRELUDE = Json(TypeAdapter(tuple[PreludeStep, ...]))
JOURNAL = Json(TypeAdapter(tuple[JournalLine, ...]))


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
Index("ix_tickets_of_conversation", tickets.c.conversation, tickets.c.number)
Index("ix_tickets_of_assignee", tickets.c.assignee)
partial_index("ix_tickets_open", tickets.c.resolve_by, where=state_is(tickets.c.state, sorted(OPEN_STATES)))


class StaffThreadColumns(TypedColumns):
    """The place where a ticket is handled."""

    ticket: Named[int] = Column(ForeignKey("tickets.number"), primary_key=True, autoincrement=False)
    chat: Named[str] = Column(Text)
    thread: Named[str | None] = Column(Text)


staff_threads = Table("staff_threads", metadata, StaffThreadColumns)
Index("ix_staff_threads_place", staff_threads.c.chat, staff_threads.c.thread)
