"""The tables of the web desk: its people, their browsers, and the bot's words to them."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from storage.records.actions import Keyboard
from storage.records.content import Content
from storage.records.desk_roles import DeskRole
from storage.records.letters import WhenInDoubt
from storage.tables.base import CONTENT, metadata, partial_index, state_is
from storage.tables.ledgers import letters
from storage.tables.web_chat import KEYBOARD
from storage.types import BigId, UtcDateTime, Words, one_of


class DeskUserColumns(TypedColumns):
    """A person of the web desk. Without a password they can use only the one-time link.

    With `left_at` they cannot sign in at all.
    """

    id: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Words)
    name_key: Named[str] = Column(Words, unique=True)
    role: Named[DeskRole] = Column(one_of(DeskRole), nullable=False)
    password: Named[str | None] = Column(Text)
    created_at: Named[datetime] = Column(UtcDateTime)
    left_at: Named[datetime | None] = Column(UtcDateTime)


desk_users = Table("desk_users", metadata, DeskUserColumns)


class DeskSessionColumns(TypedColumns):
    """A browser with access. Its key is not stored, only a proof of it."""

    proof: Named[str] = Column(Text, primary_key=True)
    user: Named[str] = Column(Text, ForeignKey("desk_users.id"), index=True)
    expires_at: Named[datetime] = Column(UtcDateTime, index=True)


desk_sessions = Table("desk_sessions", metadata, DeskSessionColumns)


class DeskPostColumns(TypedColumns):
    """The bot's own words to the desk, by the number of their letter; without a ticket: to everybody."""

    id: Named[int] = Column(BigId, primary_key=True, autoincrement=False)
    ticket: Named[int | None] = Column(Integer)
    content: Named[Content] = Column(CONTENT, nullable=False)
    buttons: Named[Keyboard] = Column(KEYBOARD, nullable=False)
    at: Named[datetime] = Column(UtcDateTime)


desk_posts = Table("desk_posts", metadata, DeskPostColumns)


Index("ix_desk_posts_of_ticket", desk_posts.c.ticket, desk_posts.c.id)

BY_AGENT = state_is(letters.c.in_doubt, [WhenInDoubt.PARK])
"""Agents' replies to customers: no other letters are left to a person when in doubt."""
partial_index("ix_letters_of_agents", letters.c.ticket, where=BY_AGENT)
