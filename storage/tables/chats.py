"""The tables of what messengers told about chats."""

from datetime import datetime

from sqlalchemy import Column, Named, Table, Text, TypedColumns

from storage.tables.base import metadata
from storage.types import UtcDateTime


class ChatMoveColumns(TypedColumns):
    """A group that became another one."""

    old: Named[str] = Column(Text, primary_key=True)
    new: Named[str] = Column(Text)


chat_moves = Table("chat_moves", metadata, ChatMoveColumns)


class ChatPauseColumns(TypedColumns):
    """The end of a pause for letters to a chat; `*` is the whole bot."""

    chat: Named[str] = Column(Text, primary_key=True)
    until: Named[datetime] = Column(UtcDateTime)


chat_pauses = Table("chat_pauses", metadata, ChatPauseColumns)
