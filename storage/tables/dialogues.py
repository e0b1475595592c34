"""The table of step-by-step dialogues with managers."""

from datetime import datetime

from sqlalchemy import Column, Named, Table, Text, TypedColumns

from storage.tables.base import DETAILS, metadata
from storage.types import UtcDateTime


class DialogueColumns(TypedColumns):
    """The state of a manager's dialogue."""

    chat: Named[str] = Column(Text, primary_key=True)
    person: Named[str] = Column(Text, primary_key=True)
    command: Named[str] = Column(Text)
    step: Named[str] = Column(Text)
    said: Named[dict[str, str]] = Column(DETAILS, nullable=False)
    started_at: Named[datetime | None] = Column(UtcDateTime)


dialogues = Table("dialogues", metadata, DialogueColumns)
