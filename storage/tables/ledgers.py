"""The tables of the two ledgers, and the indexes that find a lane's head quickly."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Discriminator, TypeAdapter
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from storage.records.actions import Action, Unreadable
from storage.records.letters import LetterState, WhenInDoubt
from storage.records.message_refs import MessageRef
from storage.tables.base import metadata, partial_index, state_is
from storage.types import BigId, Json, RawJson, UtcDateTime, Words, one_of


class ActionJson(Json):
    """An action as JSON; an unreadable one is read as `Unreadable`, and written back as it was."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return value.raw if isinstance(value, Unreadable) else super().process_bind_param(value, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        try:
            return super().process_result_value(value, dialect)
        except ValueError:
            return None if value is None else Unreadable(value)


class ShownJson(Json):
    """The messages that a letter shows, as JSON; none if that cannot be read."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        try:
            return super().process_result_value(value, dialect)
        except ValueError:
            return ()


ACTION = ActionJson(TypeAdapter(Annotated[Action, Discriminator("kind")]))
REFS = ShownJson(TypeAdapter(tuple[MessageRef, ...]))


class InboxState(StrEnum):
    """The state of an update."""

    WAITING = "waiting"
    HANDLED = "handled"
    SET_ASIDE = "set aside"


class ClaimColumns(TypedColumns):
    """A lane of a ledger claimed by one holder."""

    ledger: Named[str] = Column(Text, primary_key=True)
    lane: Named[str] = Column(Words, primary_key=True)
    holder: Named[int] = Column(Integer, index=True)


claims = Table("claims", metadata, ClaimColumns)


class InboxColumns(TypedColumns):
    """`raw` is emptied once the update is handled; the row stays, so that a repeated update is recognised."""

    id: Named[int] = Column(BigId, primary_key=True)
    source: Named[str] = Column(Text)
    update_id: Named[int] = Column(BigInteger)
    lane: Named[str] = Column(Words)
    patience: Named[str] = Column(Text)
    album: Named[str | None] = Column(Words)
    raw: Named[dict[str, Any] | None] = Column(RawJson, nullable=True)
    state: Named[InboxState] = Column(one_of(InboxState), nullable=False)
    received_at: Named[datetime] = Column(UtcDateTime)
    due_at: Named[datetime] = Column(UtcDateTime)
    attempts: Named[int] = Column(SmallInteger)
    error: Named[str | None] = Column(Words)


inbox = Table(
    "inbox", metadata, InboxColumns, UniqueConstraint("source", "update_id"), sqlite_autoincrement=True
)


class LetterColumns(TypedColumns):
    """`rank` orders a lane before `id`: 0, or -1 for letters that go ahead, or less for what replaced a head.

    `to_ticket` and `to_thread` are the destination's, `ticket` is the ticket that the letter is about.
    """

    id: Named[int] = Column(BigId, primary_key=True)
    lane: Named[str] = Column(Text)
    rank: Named[int]
    chat: Named[str] = Column(Text)
    to_ticket: Named[int | None] = Column(Integer)
    to_thread: Named[str | None] = Column(Text)
    action: Named[Action] = Column(ACTION, nullable=False)
    language: Named[str] = Column(Text)
    in_doubt: Named[WhenInDoubt] = Column(one_of(WhenInDoubt), nullable=False)
    urgency: Named[int] = Column(SmallInteger)
    shows: Named[tuple[MessageRef, ...]] = Column(REFS, nullable=False)
    part: Named[int] = Column(SmallInteger)
    ticket: Named[int | None] = Column(Integer)
    replaces: Named[str | None] = Column(Text)
    state: Named[LetterState] = Column(one_of(LetterState), nullable=False)
    attempts: Named[int]
    due_at: Named[datetime] = Column(UtcDateTime)
    posted_at: Named[datetime] = Column(UtcDateTime)
    may_be_repeat: Named[bool] = Column(Boolean)
    reason: Named[str | None] = Column(Words)
    ended_at: Named[datetime | None] = Column(UtcDateTime)


letters = Table("letters", metadata, LetterColumns, sqlite_autoincrement=True)

UNSENT = (LetterState.WAITING, LetterState.IN_DOUBT)
"""Letters that still have to be sent and are not claimed."""
GIVEN_UP = (LetterState.PARKED, LetterState.REFUSED)
"""Letters that only a person can set going again."""
UNSETTLED = (*UNSENT, LetterState.SENDING, *GIVEN_UP)
"""Letters that still concern somebody: the delivery worker, or an agent."""


IS_WAITING = state_is(inbox.c.state, [InboxState.WAITING])
"""True for updates that nobody has handled yet."""
partial_index(
    "ix_inbox_waiting",
    inbox.c.id,
    inbox.c.due_at,  # from here on only to skip rows that cannot be read yet without reading them
    inbox.c.lane,
    where=IS_WAITING,
)
partial_index("ix_inbox_waiting_lane", inbox.c.lane, inbox.c.id, where=IS_WAITING)
partial_index("ix_inbox_waiting_due", inbox.c.due_at, where=IS_WAITING)
partial_index("ix_inbox_set_aside", inbox.c.id, where=state_is(inbox.c.state, [InboxState.SET_ASIDE]))
Index("ix_inbox_received_at", inbox.c.received_at)

IS_UNSENT = state_is(letters.c.state, UNSENT)
"""True for letters that still have to be sent and are not claimed."""
partial_index(
    "ix_letters_unsent",
    letters.c.urgency,
    letters.c.id,
    letters.c.due_at,  # from here on only to skip rows that cannot go yet without reading them
    letters.c.chat,
    letters.c.lane,
    where=IS_UNSENT,
)
partial_index("ix_letters_unsent_lane", letters.c.lane, letters.c.rank, letters.c.id, where=IS_UNSENT)
partial_index("ix_letters_unsent_due", letters.c.due_at, where=IS_UNSENT)
partial_index(
    "ix_letters_unsettled", letters.c.posted_at, letters.c.state, where=state_is(letters.c.state, UNSETTLED)
)
Index("ix_letters_ended_at", letters.c.ended_at)
