"""The tables of the desk's wording: forbidden words, templates, canned replies, hints."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, Index, Integer, Named, Table, Text, TypedColumns

from storage.records.message_refs import MessageRef
from storage.tables.base import metadata, partial_index
from storage.types import BigId, Json, UtcDateTime, Words

REFS = Json(TypeAdapter(tuple[MessageRef, ...]))


class ForbiddenWordColumns(TypedColumns):
    """A manager's change to the shipped list. `instead` is NULL if the phrase is allowed after all."""

    key: Named[str] = Column(Words, primary_key=True)
    phrase: Named[str] = Column(Words)
    instead: Named[str | None] = Column(Words)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)


forbidden_words = Table("forbidden_words", metadata, ForbiddenWordColumns)


class TemplateVersionColumns(TypedColumns):
    """A text that a manager wrote. The last of its name and language counts; NULL means the shipped one."""

    id: Named[int] = Column(BigId, primary_key=True)
    name: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    source: Named[str | None] = Column(Words)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)


template_versions = Table("template_versions", metadata, TemplateVersionColumns)
Index("ix_template_versions_of_name", *(template_versions.c[each] for each in ("name", "language", "id")))


class CannedReplyColumns(TypedColumns):
    """A reply that agents send by its number."""

    id: Named[int] = Column(Integer, primary_key=True)
    title: Named[str] = Column(Words)
    text: Named[str] = Column(Words)
    version: Named[int] = Column(Integer)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    deleted_at: Named[datetime | None] = Column(UtcDateTime)


canned_replies = Table("canned_replies", metadata, CannedReplyColumns)


class WordingHintColumns(TypedColumns):
    """A hint to an agent about the words of a reply. `held`: it waits for the agent's decision."""

    id: Named[int] = Column(BigId, primary_key=True)
    ticket: Named[int] = Column(Integer)
    messages: Named[tuple[MessageRef, ...]] = Column(REFS, nullable=False)
    agent: Named[str] = Column(Text)
    held: Named[bool] = Column(Boolean)
    at: Named[datetime] = Column(UtcDateTime)
    settled_at: Named[datetime | None] = Column(UtcDateTime)


wording_hints = Table("wording_hints", metadata, WordingHintColumns)
partial_index("ix_wording_hints_open", wording_hints.c.ticket, where=wording_hints.c.settled_at.is_(None))
