"""The managers' calendar, over the one of the settings."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from handlers.desk.sla.working_calendar import WorkingCalendar, public_holidays
from handlers.desk.sla.working_hours import Interval, parse_day_hours, parse_working_hours
from storage.records.sla import OwnCalendar, OwnDay

if TYPE_CHECKING:
    from holidays import HolidayBase


class UnknownZone(ValueError):
    """No time zone has this name."""


def zone_named(name: str) -> ZoneInfo:
    """A time zone by its IANA name. Raises `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(name) from error


def calendar_of(own: OwnCalendar, default: WorkingCalendar) -> WorkingCalendar:
    """The settings' calendar with the managers' values. Raises the parsers' errors: all are `ValueError`."""
    return WorkingCalendar(
        hours=parse_working_hours(own.hours) if own.hours is not None else default.hours,
        zone=zone_named(own.zone) if own.zone is not None else default.zone,
        holidays=_holidays(own, default),
        own_days={day.day: hours_of(day) for day in own.days},
    )


def hours_of(day: OwnDay) -> tuple[Interval, ...] | None:
    """The intervals of a special day; none on a day off, None for those of the week."""
    if not day.hours:
        return None if day.hours is None else ()
    return parse_day_hours(day.hours)


def must_ever_open(calendar: WorkingCalendar, now: datetime) -> None:
    """Raise `NeverOpen` if the desk is closed for over a year, now or after any of the days off."""
    calendar.next_opening(now)
    for day in calendar.own_days:
        calendar.next_opening(_midnight(day, calendar.zone))


def _holidays(own: OwnCalendar, default: WorkingCalendar) -> "HolidayBase | None":
    if own.holidays is None:
        return default.holidays
    return public_holidays(own.holidays) if own.holidays else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
