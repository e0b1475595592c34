"""The tables of messages, and of our copies of them."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from storage.records.content import Content
from storage.records.messages import Author
from storage.tables.base import CONTENT, metadata
from storage.types import BigId, UtcDateTime, Words, one_of


class MessageColumns(TypedColumns):
    """A message under its own name: `chat` and `message`."""

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
Index("ix_messages_of_ticket", messages.c.ticket, messages.c.id)


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
Index("ix_copies_of_original", copies.c.original_chat, copies.c.original_message, copies.c.chat)
