"""The tables of the FAQ: its entries, and their changes."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from storage.records.faq import FaqChangeKind, FaqRecord
from storage.tables.base import STRINGS, metadata
from storage.types import Json, UtcDateTime, Words, one_of

FAQ_RECORD = Json(TypeAdapter(FaqRecord))


class FaqEntryColumns(TypedColumns):
    """An entry as it is now."""

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
    """One entry's change; `act` joins the changes of one command. `before` is empty for a new entry."""

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
