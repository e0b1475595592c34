"""The promises for readers: the table of the SLA, and the calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.sla.calendar_orders import runs_of_days, write_orders, write_span
from handlers.desk.sla.orders import write_terms
from handlers.desk.sla.rules import SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.desk.sla.working_hours import write_hours
from handlers.desk.text.moments import say_opening
from handlers.phrases import Speech
from handlers.sla.changes import CalendarChanged, PolicyChanged
from storage.records.customers import STANDARD_TIER
from storage.records.sla import OwnCalendar, OwnDay
from storage.records.tickets import PRIORITIES

_LOOKS_AHEAD = timedelta(days=180)
_MOST_HOLIDAYS = 8
_MOST_DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class PromisesView:
    """Texts in the staff's language."""

    speech: Speech

    def table(self, table: SlaTable) -> str:
        """A line for each policy, in the form in which a manager may write it."""
        rows = (f"{row.tier} {row.priority}: {write_terms(row.terms)}" for row in table.rows())
        tiers = [tier for tier in table.tiers if tier != STANDARD_TIER]
        return self.speech.say(
            "sla-table",
            rows="\n".join(rows),
            tiers=", ".join(tiers),
            example=tiers[0],
            standard=STANDARD_TIER,
        )

    def tier(self, table: SlaTable, tier: str) -> str:
        """The promises of one tier, by its own policies and by the standard ones."""
        rows = (
            self.speech.say(
                "sla-tier-row",
                row=f"{tier} {priority}: {write_terms(table.terms(tier, priority))}",
                own="yes" if tier == STANDARD_TIER or (tier, priority) in table.own else "no",
                standard=STANDARD_TIER,
            )
            for priority in PRIORITIES
        )
        return "\n".join(rows)

    def calendar(self, own: OwnCalendar, calendar: WorkingCalendar, now: datetime) -> str:
        """Hours, zone, near holidays, special days, and if people work now."""
        today = now.astimezone(calendar.zone).date()
        lines = [
            self._week(calendar),
            self._holidays(calendar, today),
            *self._days(day for day in own.days if day.day >= today),
            self._now(calendar, now),
        ]
        return "\n".join(lines)

    def calendar_for_chat(self, own: OwnCalendar, calendar: WorkingCalendar, now: datetime) -> str:
        """The same, and the command that changes it."""
        return f"{self.calendar(own, calendar, now)}\n{self.speech.say('hours-more')}"

    def policy_changed(self, changed: PolicyChanged) -> list[str]:
        """The present and the former promise; a tier that this creates is announced, with the others."""
        done = self.speech.say(
            "sla-set" if changed.is_own else "sla-removed",
            tier=changed.tier,
            priority=changed.priority,
            terms=write_terms(changed.after),
            before=write_terms(changed.before),
        )
        if not changed.makes_a_tier:
            return [done]
        return [done, self.speech.say("sla-new-tier", tiers=", ".join(changed.table_before.tiers))]

    def calendar_changed(self, changed: CalendarChanged) -> str:
        """Each thing that changed, with its former value: no change is silent."""
        lines = [*self._week_changed(changed), *self._days_changed(changed)]
        if not lines:
            return self.speech.say("hours-changed-nothing")
        return "\n".join([self.speech.say("hours-changed"), *lines])

    def way_back(self, own: OwnCalendar, today: date) -> list[str]:
        """The commands that undo a reset of what managers had set; empty if they had set nothing."""
        commands = [f"/hours {order}" for order in write_orders(own, today)]
        return ["", self.speech.say("reset-way-back"), *self._first_of(commands)] if commands else []

    def day(self, own: OwnDay) -> str:
        """One special day."""
        return f"{own.day}: {self._own_kind(own)}"

    def _kind(self, day: date, own: OwnDay | None, calendar: WorkingCalendar) -> str:
        return self._own_kind(own) if own else self._common_kind(day, calendar)

    def _common_kind(self, day: date, calendar: WorkingCalendar) -> str:
        if calendar.is_public_holiday(day):
            return self.speech.say("hours-a-public-holiday", country=_country_of(calendar))
        if calendar.is_worked_weekend(day):
            return self.speech.say("hours-a-worked-weekend", country=_country_of(calendar))
        return self.speech.say("hours-an-ordinary-day")

    def _own_kind(self, own: OwnDay) -> str:
        hours = own.hours or self.speech.say("hours-as-the-week" if own.hours is None else "hours-day-off")
        return hours + (f" ({own.reason})" if own.reason else "")

    def _week_changed(self, changed: CalendarChanged) -> Iterator[str]:
        before, after = changed.before, changed.after
        if _week_of(before) != _week_of(after):
            yield self.speech.say("hours-changed-from", now=self._week(after), was=_week_of(before))
        if _country_of(before) != _country_of(after):
            was = _country_of(before) or self.speech.say("hours-none")
            yield self.speech.say("hours-changed-from", now=self._country(after), was=was)

    def _days_changed(self, changed: CalendarChanged) -> list[str]:
        calendar_before, calendar_after = changed.before, changed.after
        said = (
            (
                day,
                self.speech.say(
                    "hours-changed-from",
                    now=self._kind(day, after, calendar_after),
                    was=self._kind(day, before, calendar_before),
                ),
            )
            for day, before, after in changed.days()
        )
        return self._first_of(_in_spans(said))

    def _first_of(self, lines: Iterable[str]) -> list[str]:
        shown = list(lines)
        left_out = len(shown) - _MOST_DAYS_SHOWN
        more = [self.speech.say("hours-more-days", count=left_out)] if left_out > 0 else []
        return shown[:_MOST_DAYS_SHOWN] + more

    def _week(self, calendar: WorkingCalendar) -> str:
        return self.speech.say("hours-week", hours=write_hours(calendar.hours), zone=str(calendar.zone))

    def _country(self, calendar: WorkingCalendar) -> str:
        if calendar.holidays is None:
            return self.speech.say("hours-no-holidays")
        return self.speech.say("hours-holidays-of", country=str(calendar.holidays.country))

    def _now(self, calendar: WorkingCalendar, now: datetime) -> str:
        if calendar.is_open(now):
            return self.speech.say("hours-open-now")
        opening = calendar.next_opening(now)
        moment = say_opening(self.speech, opening, now=now, zone=calendar.zone)
        return self.speech.say("hours-closed-now", moment=moment)

    def _holidays(self, calendar: WorkingCalendar, today: date) -> str:
        holidays = calendar.holidays
        if holidays is None:
            return self._country(calendar)
        days = (today + timedelta(days=ahead) for ahead in range(_LOOKS_AHEAD.days))
        near = [f"{day}" for day in days if day in holidays][:_MOST_HOLIDAYS]
        worked = [f"{day}" for day in sorted(holidays.weekend_workdays) if day >= today]
        return self.speech.say(
            "hours-holidays",
            country=str(holidays.country),
            days=", ".join(near) or "—",
            worked=", ".join(worked) or "—",
        )

    def _days(self, days: Iterable[OwnDay]) -> list[str]:
        lines = self._first_of(_in_spans((day.day, self._own_kind(day)) for day in days))
        return [self.speech.say("hours-own-days"), *lines] if lines else []


def _week_of(calendar: WorkingCalendar) -> str:
    return f"{write_hours(calendar.hours)} ({calendar.zone})"


def _country_of(calendar: WorkingCalendar) -> str:
    return "" if calendar.holidays is None else str(calendar.holidays.country)  # an unread year is falsy


def _in_spans(said: Iterable[tuple[date, str]]) -> Iterator[str]:
    """A line for each run of days with the same words: `2027-01-11..2027-01-15: a day off`."""
    for first, last, words in runs_of_days(said):
        yield f"{write_span(first, last)}: {words}"
