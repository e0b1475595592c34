"""The tables of the managers' promises: the policies of the SLA, and special days."""

from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import Column, Date, Named, SmallInteger, Table, Text, TypedColumns

from storage.records.sla import SlaTerms
from storage.tables.base import metadata
from storage.types import Json, Words

TERMS = Json(TypeAdapter(SlaTerms))


class SlaPolicyColumns(TypedColumns):
    """The promise to customers of a tier for tickets of a priority."""

    tier: Named[str] = Column(Words, primary_key=True)
    priority: Named[int] = Column(SmallInteger, primary_key=True, autoincrement=False)
    terms: Named[SlaTerms] = Column(TERMS, nullable=False)


sla_policies = Table("sla_policies", metadata, SlaPolicyColumns)


class CalendarDayColumns(TypedColumns):
    """A day off, or one that is worked in spite of the weekday: then by its own `hours`, if any."""

    day: Named[date] = Column(Date, primary_key=True)
    hours: Named[str | None] = Column(Text)
    reason: Named[str] = Column(Words)


calendar_days = Table("calendar_days", metadata, CalendarDayColumns)
