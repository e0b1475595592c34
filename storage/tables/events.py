"""The table of events."""

from datetime import datetime

from sqlalchemy import Column, Integer, Named, Table, Text, TypedColumns

from storage.records.events import EventKind
from storage.tables.base import DETAILS, metadata
from storage.types import BigId, UtcDateTime, one_of


class EventColumns(TypedColumns):
    """`entry` repeats details["entry"], to find the events of a FAQ entry."""

    id: Named[int] = Column(BigId, primary_key=True)
    kind: Named[EventKind] = Column(one_of(EventKind), nullable=False)
    at: Named[datetime] = Column(UtcDateTime, index=True)
    by: Named[str] = Column(Text)
    ticket: Named[int | None] = Column(Integer, index=True)
    conversation: Named[int | None] = Column(Integer, index=True)
    entry: Named[int | None] = Column(Integer, index=True)
    details: Named[dict[str, str]] = Column(DETAILS, nullable=False)


events = Table("events", metadata, EventColumns)
