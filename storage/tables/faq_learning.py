"""The tables of what the FAQ may learn: customers' phrasings, and how often they were confirmed."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns, UniqueConstraint

from storage.records.faq_lessons import LessonState, Origin
from storage.tables.base import metadata
from storage.types import BigId, UtcDateTime, Words, one_of


class FaqLessonColumns(TypedColumns):
    """A phrasing that an entry may take in. `key` is equal for texts that differ in nothing that matters.

    `text` is empty if its customers were erased. `act` is the change of the FAQ that took it in.
    """

    id: Named[int] = Column(Integer, primary_key=True)
    entry: Named[int] = Column(ForeignKey("faq_entries.id"))
    key: Named[str] = Column(Text)
    text: Named[str] = Column(Words)
    state: Named[LessonState] = Column(one_of(LessonState), nullable=False)
    decided_by: Named[str | None] = Column(Text)
    decided_at: Named[datetime | None] = Column(UtcDateTime)
    act: Named[int | None] = Column(Integer, index=True)
    version: Named[int]


faq_lessons = Table(
    "faq_lessons", metadata, FaqLessonColumns, UniqueConstraint("entry", "key"), sqlite_autoincrement=True
)


class FaqConfirmationColumns(TypedColumns):
    """One time that a customer asked this and the entry was the answer."""

    id: Named[int] = Column(BigId, primary_key=True)
    lesson: Named[int] = Column(ForeignKey("faq_lessons.id"), index=True)
    origin: Named[Origin] = Column(one_of(Origin), nullable=False)
    conversation: Named[int] = Column(Integer, index=True)
    ticket: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcDateTime)


faq_confirmations = Table("faq_confirmations", metadata, FaqConfirmationColumns)

Index("ix_faq_lessons_state", faq_lessons.c.state)
