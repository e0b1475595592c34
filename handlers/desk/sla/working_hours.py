"""The working hours of a week, as operators write them: `Mon-Fri 09:00-18:00; Sat 10:00-14:00`.

Times are on the clock's face; a calendar gives them a time zone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_MINUTES_OF_AN_HOUR = 60
MINUTES_OF_A_DAY = 24 * _MINUTES_OF_AN_HOUR
_MINUTES_OF_A_WEEK = 7 * MINUTES_OF_A_DAY

Interval = tuple[int, int]
"""Minutes since midnight, the second excluded; 1440 is the end of the day, and more of it the next morning.

A night shift belongs to the day on which it begins: to that one's holidays, and to that one's own hours.
"""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RUSSIAN_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_NUMBER_OF_DAY = {
    name: number for names in (_WEEKDAYS, _RUSSIAN_WEEKDAYS) for number, name in enumerate(names)
}

_ROUND_THE_CLOCK = re.compile(r"24\s*[x×х/]\s*7", re.IGNORECASE)
_PART = re.compile(r"(?P<days>[^\W\d_][^\d:]*?)\s+(?P<times>\d.*)")
_TIMES = re.compile(r"(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)")
SPAN_OF_TIMES = re.compile(r"(?<![\d:.])(\d\d?)(:\d\d)?\s*[-–—]\s*(\d\d?)(:\d\d)?(?![\d:]|\.\d)")
"""A span as people say it, `9-18`: the minutes may be left out."""

_SPANS_APART = re.compile(r"\s*,\s*|(?<=\d)\s+(?=\d)")

_EXAMPLE = "write for instance “Mon-Fri 09:00-18:00; Sat 10:00-14:00”, or “24x7”"


class BadWorkingHours(ValueError):
    """Working hours that cannot be read, contradict themselves, or are none at all."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Seven days, Monday first; all intervals are in order and apart. At least one day has some."""

    days: tuple[tuple[Interval, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(_WEEKDAYS) or not any(self.days):
            raise BadWorkingHours(f"nobody ever works: {_EXAMPLE}")
        spans = self._spans()
        for (_, end), (start, _) in pairwise((*spans, (spans[0][0] + _MINUTES_OF_A_WEEK, 0))):
            if start < end:
                day = _WEEKDAYS[start // MINUTES_OF_A_DAY % len(_WEEKDAYS)].capitalize()
                raise BadWorkingHours(f"two spans of {day} overlap")

    def _spans(self) -> list[Interval]:
        """The intervals in minutes since the beginning of Monday."""
        return [
            (day * MINUTES_OF_A_DAY + start, day * MINUTES_OF_A_DAY + end)
            for day, spans in enumerate(self.days)
            for start, end in spans
        ]

    @property
    def is_round_the_clock(self) -> bool:
        """True if there is no gap in the whole week."""
        spans = self._spans()
        reached = first = spans[0][0]
        for start, end in spans:
            if start > reached:
                return False
            reached = end
        return reached - first >= _MINUTES_OF_A_WEEK

    def on_or_before(self, weekday: int) -> tuple[Interval, ...]:
        """The hours of this weekday, or of the nearest working one before it."""
        order = (self.days[(weekday - back) % len(self.days)] for back in range(len(self.days)))
        return next(hours for hours in order if hours)


ROUND_THE_CLOCK = WeeklyHours((((0, MINUTES_OF_A_DAY),),) * 7)


def with_minutes(text: str) -> str:
    """The text with its spans of times in full: 9-18 is 09:00-18:00."""
    return SPAN_OF_TIMES.sub(
        lambda span: f"{span[1]:0>2}{span[2] or ':00'}-{span[3]:0>2}{span[4] or ':00'}", text
    )


def parse_working_hours(text: str) -> WeeklyHours:
    """Read `Mon-Fri 09:00-13:00 14:00-18:00; Sat 10-14` or `24x7`; an interval may run over midnight.

    Spans of a day stand apart by a comma or a blank, groups of days by `;` or on lines of their own.

    Raises `BadWorkingHours` with what is wrong and how it is written.
    """
    if _ROUND_THE_CLOCK.fullmatch(text.strip()):
        return ROUND_THE_CLOCK
    days: list[list[Interval]] = [[] for _ in _WEEKDAYS]
    for part in filter(None, map(str.strip, re.split(r"[;\n]", with_minutes(text)))):
        for day, interval in _read_part(part):
            days[day].append(interval)
    return WeeklyHours(tuple(_in_order(spans, _WEEKDAYS[day].capitalize()) for day, spans in enumerate(days)))


def parse_day_hours(text: str) -> tuple[Interval, ...]:
    """Read the hours of one day: `10:00-13:00 14:00-15:00`. Raises `BadWorkingHours`."""
    intervals = [_read_times(times) for times in _SPANS_APART.split(with_minutes(text.strip()))]
    if any(end > MINUTES_OF_A_DAY for _, end in intervals):
        raise BadWorkingHours(f"“{text}” runs over midnight: give each day its own hours")
    return _in_order(intervals)


def _read_part(part: str) -> Iterator[tuple[int, Interval]]:
    split = _PART.fullmatch(part)
    if split is None:
        raise BadWorkingHours(f"“{part}” is not days and times: {_EXAMPLE}")
    intervals = [_read_times(times) for times in _SPANS_APART.split(split["times"].strip())]
    for day in _read_days(split["days"]):
        for interval in intervals:
            yield day, interval


def _read_days(text: str) -> Iterator[int]:
    for group in text.split(","):
        first, *last = (_read_day(name) for name in re.split(r"[-–—]", group))
        if len(last) > 1:
            raise BadWorkingHours(f"“{group.strip()}” is not a span of days: {_EXAMPLE}")
        for step in range((last[0] - first) % len(_WEEKDAYS) + 1 if last else 1):
            yield (first + step) % len(_WEEKDAYS)


def _read_day(name: str) -> int:
    number = _NUMBER_OF_DAY.get(name.strip().lower())
    if number is None:
        raise BadWorkingHours(f"“{name.strip()}” is no day of the week: they are Mon Tue Wed Thu Fri Sat Sun")
    return number


def _read_times(text: str) -> Interval:
    times = _TIMES.fullmatch(text)
    if times is None:
        raise BadWorkingHours(f"“{text}” is no span of times: write for instance “09:00-18:00”")
    start_hour, start_minute, end_hour, end_minute = map(int, times.groups())
    start, end = start_hour * _MINUTES_OF_AN_HOUR + start_minute, end_hour * _MINUTES_OF_AN_HOUR + end_minute
    is_in_a_day = start < MINUTES_OF_A_DAY and end <= MINUTES_OF_A_DAY
    if not is_in_a_day or max(start_minute, end_minute) >= _MINUTES_OF_AN_HOUR:
        raise BadWorkingHours(f"“{text}”: a day runs from 00:00 to 24:00")
    if start == end:
        raise BadWorkingHours(f"“{text}” is empty; the whole day is 00:00-24:00")
    return start, end if start < end else end + MINUTES_OF_A_DAY


def _may_be_written(interval: Interval) -> bool:
    """Return False for a span of a day or more over midnight: written as one, its length would not show."""
    start, end = interval
    return end <= MINUTES_OF_A_DAY or end - start < MINUTES_OF_A_DAY


def _in_order(intervals: list[Interval], day: str = "the day") -> tuple[Interval, ...]:
    """Join intervals that touch, up to a day; refuse those that overlap as a mistake."""
    ordered: list[Interval] = []
    for start, end in sorted(intervals):
        if ordered and start < ordered[-1][1]:
            raise BadWorkingHours(f"two spans of {day} overlap")
        if ordered and start == ordered[-1][1] and _may_be_written((ordered[-1][0], end)):
            start, _ = ordered.pop()  # noqa: PLW2901 - the earlier half's start serves for both
        ordered.append((start, end))
    return tuple(ordered)


def write_spans(spans: tuple[Interval, ...]) -> str:
    """The hours of one day as they can be typed: `09:00-13:00 14:00-18:00`, `22:00-06:00`."""
    return " ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def write_hours(hours: WeeklyHours) -> str:
    """The week as it can be typed: `Mon-Fri 09:00-18:00; Sat 10:00-14:00`, `24x7`."""
    if hours.is_round_the_clock:
        return "24x7"
    groups: list[tuple[int, int]] = []
    for day, spans in enumerate(hours.days):
        if groups and groups[-1][1] == day - 1 and hours.days[day - 1] == spans:
            groups[-1] = (groups[-1][0], day)
        elif spans:
            groups.append((day, day))
    return "; ".join(f"{_days(first, last)} {write_spans(hours.days[first])}" for first, last in groups)


def _days(first: int, last: int) -> str:
    names = [_WEEKDAYS[day].capitalize() for day in dict.fromkeys((first, last))]
    return "-".join(names)


def _clock(minute: int) -> str:
    on_its_day = minute - MINUTES_OF_A_DAY if minute > MINUTES_OF_A_DAY else minute
    hours, minutes = divmod(on_its_day, _MINUTES_OF_AN_HOUR)
    return f"{hours:02}:{minutes:02}"
