"""The table of timers."""

from datetime import datetime

from sqlalchemy import Column, Named, Table, Text, TypedColumns

from storage.records.timers import TimerKind
from storage.tables.base import metadata
from storage.types import UtcDateTime, one_of


class TimerColumns(TypedColumns):
    """Something that is due at a moment."""

    kind: Named[TimerKind] = Column(one_of(TimerKind), primary_key=True)
    subject: Named[str] = Column(Text, primary_key=True)
    due_at: Named[datetime] = Column(UtcDateTime, index=True)
    token: Named[str] = Column(Text)


timers = Table("timers", metadata, TimerColumns)
