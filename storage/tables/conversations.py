"""The tables of customers and of their conversations."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from storage.records.conversations import OpenQuestion
from storage.tables.base import metadata
from storage.types import Json, UtcDateTime, Words


class CustomerColumns(TypedColumns):
    """A person whom the desk serves. `is_joined`: several customers were found to be this one."""

    id: Named[int] = Column(Integer, primary_key=True)
    created_at: Named[datetime] = Column(UtcDateTime)
    tier: Named[str] = Column(Words)
    is_joined: Named[bool] = Column(Boolean)


customers = Table("customers", metadata, CustomerColumns)
QUESTION = Json(TypeAdapter(OpenQuestion))


class ConversationColumns(TypedColumns):
    """One customer in one channel, with the names that they use there."""

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
    written_language: Named[str | None] = Column(Text)


conversations = Table("conversations", metadata, ConversationColumns)
