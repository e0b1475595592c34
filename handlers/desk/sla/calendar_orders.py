"""Parses a manager's `/hours` orders into changes of the managers' own calendar."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from handlers.desk.sla.own_calendar import UnknownZone, zone_named
from handlers.desk.sla.working_calendar import UnknownCountry, public_holidays
from handlers.desk.sla.working_hours import (
    SPAN_OF_TIMES,
    BadWorkingHours,
    parse_day_hours,
    parse_working_hours,
    with_minutes,
)
from handlers.errors import CommandRefused
from storage.records.sla import OwnCalendar, OwnDay

T = TypeVar("T")

_DATE = re.compile(r"(?:(\d{4})-(\d\d?)-(\d\d?))|(?:(\d\d?)\.(\d\d?)\.(\d{4}))")
_SPAN_APART = ".."
_LONGEST_SPAN = 366
_LONGEST_REASON = 100
_TIMES = re.compile(rf"(?:{SPAN_OF_TIMES.pattern}[,\s]*)+")
_NONE = {"none", "off", "no", "нет"}


@dataclass(frozen=True, slots=True)
class DaysSet:
    """Days off, or days worked in spite of the weekday."""

    days: tuple[OwnDay, ...]


@dataclass(frozen=True, slots=True)
class DaysRemoved:
    """Days that become ordinary again."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class CalendarSet:
    """The managers' own hours, zone or public holidays."""

    change: Callable[[OwnCalendar], OwnCalendar]


@dataclass(frozen=True, slots=True)
class CalendarReset:
    """A return to the settings."""


CalendarOrder = DaysSet | DaysRemoved | CalendarSet | CalendarReset


def read_calendar_order(text: str) -> CalendarOrder:
    """Parse one order. Raises `CommandRefused` with the line that says what is wrong."""
    word, _, rest = text.strip().partition(" ")
    read = _ORDERS.get(word.lower())
    return read(rest.strip()) if read else _hours(text.strip())


def _hours(text: str) -> CalendarOrder:
    hours = with_minutes(text)
    try:
        parse_working_hours(hours)
    except BadWorkingHours as error:
        raise CommandRefused("hours-unreadable", hours=text[:_LONGEST_REASON]) from error
    return CalendarSet(lambda own: replace(own, hours=hours))


def _off(text: str) -> CalendarOrder:
    days, reason = _read_days(text)
    return DaysSet(tuple(OwnDay(day, "", reason[:_LONGEST_REASON]) for day in days))


def _work(text: str) -> CalendarOrder:
    days, rest = _read_days(text)
    times = _TIMES.match(rest)
    hours = with_minutes(" ".join(times[0].split()).rstrip(", ")) if times else None
    reason = rest[times.end() :] if times else rest
    if hours is None and any(letter.isdigit() for letter in reason.partition(" ")[0]):
        raise CommandRefused("hours-unreadable-day", hours=reason[:_LONGEST_REASON])
    try:
        parse_day_hours(hours or "09:00-18:00")
    except BadWorkingHours as error:
        raise CommandRefused("hours-unreadable-day", hours=(hours or "")[:_LONGEST_REASON]) from error
    return DaysSet(tuple(OwnDay(day, hours, reason.strip()[:_LONGEST_REASON]) for day in days))


def _remove(text: str) -> CalendarOrder:
    days, rest = _read_days(text)
    if rest:
        raise CommandRefused("hours-which-day")
    return DaysRemoved(days)


def _zone(text: str) -> CalendarOrder:
    if not text:
        raise CommandRefused("hours-which-zone")
    try:
        zone_named(text)
    except UnknownZone as error:
        raise CommandRefused("hours-no-such-zone", zone=text[:_LONGEST_REASON]) from error
    return CalendarSet(lambda own: replace(own, zone=text))


def _holidays(text: str) -> CalendarOrder:
    if not text:
        raise CommandRefused("hours-which-country")
    country = "" if text.lower() in _NONE else text.upper()
    try:
        if country:
            public_holidays(country)
    except UnknownCountry as error:
        raise CommandRefused("hours-no-such-country", country=text[:_LONGEST_REASON]) from error
    return CalendarSet(lambda own: replace(own, holidays=country))


def _reset(text: str) -> CalendarOrder:
    if text:
        raise CommandRefused("hours-reset-how")
    return CalendarReset()


_ORDERS: Mapping[str, Callable[[str], CalendarOrder]] = {
    "off": _off,
    "work": _work,
    "remove": _remove,
    "zone": _zone,
    "holidays": _holidays,
    "reset": _reset,
}


def write_orders(own: OwnCalendar, today: date) -> list[str]:
    """The `/hours` orders that turn the settings' calendar into `own`, without past days."""
    orders = [own.hours] if own.hours is not None else []
    if own.zone is not None:
        orders.append(f"zone {own.zone}")
    if own.holidays is not None:
        orders.append(f"holidays {own.holidays or 'none'}")
    ahead = ((day.day, _write_day(day)) for day in own.days if day.day >= today)
    for first, last, (verb, details) in runs_of_days(ahead):
        orders.append(f"{verb} {write_span(first, last)} {details}".strip())
    return orders


def runs_of_days(said: Iterable[tuple[date, T]]) -> list[tuple[date, date, T]]:
    """The first and the last day of each run of days with the same value."""
    runs: list[tuple[date, date, T]] = []
    for day, same in said:
        if runs and runs[-1][1] + timedelta(days=1) == day and runs[-1][2] == same:
            runs[-1] = (runs[-1][0], day, same)
        else:
            runs.append((day, day, same))
    return runs


def write_span(first: date, last: date) -> str:
    """The span as it can be typed: `2026-12-31`, `2026-12-31..2027-01-08`."""
    return f"{first}" if first == last else f"{first}{_SPAN_APART}{last}"


def _write_day(day: OwnDay) -> tuple[str, str]:
    return ("off", day.reason) if day.hours == "" else ("work", f"{day.hours or ''} {day.reason}".strip())


def _read_days(text: str) -> tuple[tuple[date, ...], str]:
    """A day, or `first..last`, and the text after it."""
    word, _, rest = text.partition(" ")
    first, apart, last = word.partition(_SPAN_APART)
    begin = _read_date(first)
    end = _read_date(last) if apart else begin
    count = (end - begin).days + 1
    if not 0 < count <= _LONGEST_SPAN:
        raise CommandRefused("hours-bad-span", days=word[:_LONGEST_REASON])
    return tuple(begin + timedelta(days=number) for number in range(count)), rest.strip()


def _read_date(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise CommandRefused("hours-which-day")
    year, month, day = found.groups()[:3] if found[1] else found.groups()[:2:-1]
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise CommandRefused("hours-no-such-day", day=text) from error
