"""The promises as people read them: the table of the SLA, and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.moments import say_opening
from handlers.desk.sla import SlaTable
from handlers.desk.sla_orders import write_terms
from handlers.desk.working_calendar import WorkingCalendar
from handlers.desk.working_hours import write_hours
from handlers.phrases import Phrases
from storage.sla_records import OwnCalendar, OwnDay

_LOOKS_AHEAD = timedelta(days=180)
_MOST_HOLIDAYS = 8
_MOST_DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class PromisesView:
    """In the staff's language."""

    phrases: Phrases
    language: str

    def table(self, table: SlaTable) -> str:
        """A line for each policy, written as a manager may write it."""
        rows = (f"{row.tier} {row.priority}: {write_terms(row.terms)}" for row in table.rows())
        return self._say("sla-table", rows="\n".join(rows))

    def calendar(self, own: OwnCalendar, calendar: WorkingCalendar, now: datetime) -> str:
        """Hours, zone, holidays that are near, days that were set apart, and whether people work now."""
        today = now.astimezone(calendar.zone).date()
        lines = [
            self._say("hours-week", hours=write_hours(calendar.hours), zone=str(calendar.zone)),
            self._holidays(calendar, today),
            *self._days([day for day in own.days if day.day >= today]),
            self._now(calendar, now),
        ]
        return "\n".join(lines)

    def calendar_for_chat(self, own: OwnCalendar, calendar: WorkingCalendar, now: datetime) -> str:
        """The same, and the command that changes it."""
        return f"{self.calendar(own, calendar, now)}\n{self._say('hours-more')}"

    def day(self, own: OwnDay) -> str:
        """One day that was set apart."""
        hours = own.hours or self._say("hours-as-the-week" if own.hours is None else "hours-day-off")
        return f"{own.day}: {hours}" + (f" ({own.reason})" if own.reason else "")

    def _now(self, calendar: WorkingCalendar, now: datetime) -> str:
        if calendar.is_open(now):
            return self._say("hours-open-now")
        opening = calendar.next_opening(now)
        moment = say_opening(self.phrases, self.language, opening, now=now, zone=calendar.zone)
        return self._say("hours-closed-now", moment=moment)

    def _holidays(self, calendar: WorkingCalendar, today: date) -> str:
        holidays = calendar.holidays
        if holidays is None:
            return self._say("hours-no-holidays")
        days = (today + timedelta(days=ahead) for ahead in range(_LOOKS_AHEAD.days))
        near = [f"{day}" for day in days if day in holidays][:_MOST_HOLIDAYS]
        worked = [f"{day}" for day in sorted(holidays.weekend_workdays) if day >= today]
        return self._say(
            "hours-holidays",
            country=str(holidays.country),
            days=", ".join(near) or "—",
            worked=", ".join(worked) or "—",
        )

    def _days(self, days: Sequence[OwnDay]) -> list[str]:
        if not days:
            return []
        return [self._say("hours-own-days"), *map(self.day, days[:_MOST_DAYS_SHOWN])]

    def _say(self, phrase: str, **arguments: str | int) -> str:
        return self.phrases.say(self.language, phrase, **arguments)
