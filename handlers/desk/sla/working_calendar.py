"""The minutes that count towards a promise.

Moments are aware and results are in UTC. Hours are local: on a day when clocks change, a working day keeps
its opening and closing times and so may be shorter or longer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from handlers.desk.sla.working_hours import Interval, WeeklyHours

if TYPE_CHECKING:
    from holidays import HolidayBase

# No desk closes for longer; a calendar that does is a mistake, and searching on would never end.
_LONGEST_CLOSURE = timedelta(days=366)


class NeverOpen(ValueError):
    """A calendar in which nobody works for over a year."""


class UnknownCountry(ValueError):
    """No public holidays are known for this country code."""


def public_holidays(country: str) -> "HolidayBase":
    """Public holidays by a country's ISO 3166 code (`RU`), with the weekends that are worked instead."""
    from holidays import country_holidays  # all countries of the world: not every command counts working time

    try:
        return country_holidays(country.strip().upper())
    except NotImplementedError as error:
        raise UnknownCountry(
            f"no public holidays are known for “{country}”: write an ISO code such as RU"
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Weekly hours in a time zone, except on public holidays and own days off.

    `own_days` have their own hours whatever the week and the holidays say: none on a day off, those of the
    nearest working weekday if not given (None). Round-the-clock hours continue over public holidays. Every
    method raises `NeverOpen` if nobody works for a year.
    """

    hours: WeeklyHours
    zone: ZoneInfo
    holidays: "HolidayBase | None" = field(default=None, compare=False)
    own_days: Mapping[date, tuple[Interval, ...] | None] = field(default_factory=dict)

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """The moment when `working` time has passed since `moment`: within working time, or at its end."""
        if working < timedelta():
            raise ValueError(f"working time cannot be negative: {working}")
        openings = self._openings(moment)
        begin, end = next(openings)
        left = working
        while begin + left > end:
            left -= end - begin
            begin, end = next(openings)
        return begin + left

    def between(self, first: datetime, second: datetime) -> timedelta:
        """Working time from `first` to `second`; negative if `second` is the earlier one."""
        if second < first:
            return -self.between(second, first)
        passed = timedelta()
        for start, end in self._openings(first):
            if start >= second:
                break
            passed += min(end, second) - start
        return passed

    def is_open(self, moment: datetime) -> bool:
        """Return True if people work at this moment. The closing moment is outside."""
        return self.next_opening(moment) == moment

    def next_opening(self, moment: datetime) -> datetime:
        """The first working moment from `moment` on; `moment` itself while people work."""
        return next(self._openings(moment))[0]

    def next_closing(self, moment: datetime) -> datetime | None:
        """When people stop working: `moment` itself while nobody works; None if somebody always does."""
        worked_until = moment.astimezone(UTC)
        for start, end in self._openings(moment):
            if start > worked_until:
                return worked_until
            if end - moment > _LONGEST_CLOSURE:
                break
            worked_until = end
        return None

    def is_public_holiday(self, day: date) -> bool:
        """Return True if the country has this day off, unless an own day says otherwise."""
        return self._observed is not None and day in self._observed

    def is_worked_weekend(self, day: date) -> bool:
        """Return True if the country works on this day of a weekend, unless an own day says otherwise."""
        return self._observed is not None and day in self._observed.weekend_workdays

    def _openings(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans of working time from `moment` on, in order, apart and never empty."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone is no moment")
        # A day before: where clocks change, its last minutes may reach into this one.
        day = moment.astimezone(self.zone).date() - timedelta(days=1)
        last_end = last_opening = datetime.combine(day, time(), UTC)
        while datetime.combine(day, time(), UTC) - last_opening <= _LONGEST_CLOSURE:
            for start_minute, end_minute in self._hours_on(day):
                start, end = max(self._instant(day, start_minute), last_end), self._instant(day, end_minute)
                if start < end:
                    last_end = last_opening = end
                if moment < end and start < end:
                    yield max(start, moment.astimezone(UTC)), end
            day += timedelta(days=1)
        raise NeverOpen(f"nobody works for a year after {last_opening:%Y-%m-%d}: check hours and days off")

    def _hours_on(self, day: date) -> tuple[Interval, ...]:
        if day in self.own_days:
            own = self.own_days[day]
            return self.hours.on_or_before(day.weekday()) if own is None else own
        if self.is_public_holiday(day):
            return ()
        if self.is_worked_weekend(day):
            return self.hours.on_or_before(day.weekday())
        return self.hours.days[day.weekday()]

    @property
    def _observed(self) -> "HolidayBase | None":
        return None if self.hours.is_round_the_clock else self.holidays

    def _instant(self, day: date, minute: int) -> datetime:
        """Wall-clock minutes: arithmetic within one zone counts on the clock's face."""
        return (datetime.combine(day, time(), self.zone) + timedelta(minutes=minute)).astimezone(UTC)
