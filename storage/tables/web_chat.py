"""The tables of the web chat: its visitors, their messages, their files."""

from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Named, Table, Text, TypedColumns

from storage.records.actions import Keyboard
from storage.records.content import Content, MediaKind
from storage.tables.base import CONTENT, metadata
from storage.types import Json, UtcDateTime, Words, one_of

KEYBOARD = Json(TypeAdapter(Keyboard))


class WebAuthor(StrEnum):
    """The author of a message of the web chat. A notice is shown once, and never again after a reload."""

    VISITOR = "visitor"
    DESK = "desk"
    NOTICE = "notice"


class WebVisitorColumns(TypedColumns):
    """A browser's person. `last_change` numbers the changes in their chat."""

    id: Named[str] = Column(Text, primary_key=True)
    name: Named[str | None] = Column(Words)
    name_asked: Named[bool] = Column(Boolean)
    language: Named[str | None] = Column(Text)
    last_change: Named[int] = Column(BigInteger)
    created_at: Named[datetime] = Column(UtcDateTime, index=True)


web_visitors = Table("web_visitors", metadata, WebVisitorColumns)


class WebSessionColumns(TypedColumns):
    """A browser with access. Its key is not stored, only a proof of it."""

    proof: Named[str] = Column(Text, primary_key=True)
    visitor: Named[str] = Column(Text, ForeignKey("web_visitors.id"), index=True)
    expires_at: Named[datetime] = Column(UtcDateTime, index=True)


web_sessions = Table("web_sessions", metadata, WebSessionColumns)


class WebMessageColumns(TypedColumns):
    """A message as it is now: `position` is the change that brought it, `changed` the latest one."""

    visitor: Named[str] = Column(Text, ForeignKey("web_visitors.id"), primary_key=True)
    id: Named[str] = Column(Text, primary_key=True)
    position: Named[int] = Column(BigInteger)
    changed: Named[int] = Column(BigInteger)
    author: Named[WebAuthor] = Column(one_of(WebAuthor), nullable=False)
    content: Named[Content] = Column(CONTENT, nullable=False)
    buttons: Named[Keyboard] = Column(KEYBOARD, nullable=False)
    pressed: Named[str | None] = Column(Words)
    reply_to: Named[str | None] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    edited_at: Named[datetime | None] = Column(UtcDateTime)
    deleted: Named[bool] = Column(Boolean)


web_messages = Table("web_messages", metadata, WebMessageColumns)


class WebUploadColumns(TypedColumns):
    """A file of a conversation; its bytes are in the uploads' folder under the same id."""

    id: Named[str] = Column(Text, primary_key=True)
    visitor: Named[str] = Column(Text, ForeignKey("web_visitors.id"), index=True)
    kind: Named[MediaKind] = Column(one_of(MediaKind), nullable=False)
    name: Named[str] = Column(Words)
    mime_type: Named[str] = Column(Text)
    size: Named[int] = Column(BigInteger)
    attached: Named[bool] = Column(Boolean)
    created_at: Named[datetime] = Column(UtcDateTime)


web_uploads = Table("web_uploads", metadata, WebUploadColumns)


Index("ix_web_messages_changed", web_messages.c.visitor, web_messages.c.changed)
Index("ix_web_messages_position", web_messages.c.visitor, web_messages.c.position)
