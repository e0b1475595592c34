"""Which minutes count."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.sla.working_calendar import NeverOpen, UnknownCountry, WorkingCalendar, public_holidays
from handlers.desk.sla.working_hours import ROUND_THE_CLOCK, parse_working_hours

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = WorkingCalendar(hours=parse_working_hours("Mon-Fri 09:00-18:00"), zone=MOSCOW)
RUSSIA = public_holidays("RU")


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


class TestAnOfficeWeek:
    @pytest.mark.parametrize(
        ("moment", "working", "due"),
        [
            ("2025-11-24 10:00", 8, "2025-11-24 18:00"),
            ("2025-11-24 10:30", 8, "2025-11-25 09:30"),
            ("2025-11-21 17:30", 1, "2025-11-24 09:30"),
            ("2025-11-22 12:00", 1, "2025-11-24 10:00"),
            ("2025-11-24 03:00", 0, "2025-11-24 09:00"),
            ("2025-11-24 12:00", 0, "2025-11-24 12:00"),
            ("2025-11-24 18:00", 0, "2025-11-25 09:00"),
            ("2025-11-24 09:00", 45, "2025-11-28 18:00"),
        ],
    )
    def test_working_time_passes_in_working_hours(self, moment: str, working: float, due: str) -> None:
        assert OFFICE.add(moscow(moment), hours(working)) == moscow(due)

    def test_is_open_from_the_first_minute_to_the_last(self) -> None:
        assert OFFICE.is_open(moscow("2025-11-24 09:00"))
        assert not OFFICE.is_open(moscow("2025-11-24 18:00"))
        assert not OFFICE.is_open(moscow("2025-11-23 12:00"))

    def test_opens_after_the_week_end(self) -> None:
        assert OFFICE.next_opening(moscow("2025-11-21 18:00")) == moscow("2025-11-24 09:00")

    @pytest.mark.parametrize(
        ("moment", "closing"),
        [
            ("2025-11-24 10:00", "2025-11-24 18:00"),
            ("2025-11-24 18:00", "2025-11-24 18:00"),
            ("2025-11-22 12:00", "2025-11-22 12:00"),
        ],
    )
    def test_closes_in_the_evening_or_is_closed_already(self, moment: str, closing: str) -> None:
        assert OFFICE.next_closing(moscow(moment)) == moscow(closing)

    def test_closes_never_where_somebody_always_works(self) -> None:
        always = WorkingCalendar(hours=ROUND_THE_CLOCK, zone=MOSCOW)
        assert always.next_closing(moscow("2025-11-24 10:00")) is None

    def test_results_are_in_utc(self) -> None:
        assert OFFICE.next_opening(moscow("2025-11-21 18:00")).tzinfo is UTC
        assert OFFICE.add(moscow("2025-11-24 12:00"), hours(1)).tzinfo is UTC

    def test_a_night_shift_runs_over_midnight(self) -> None:
        nights = WorkingCalendar(hours=parse_working_hours("Mon-Fri 22:00-06:00"), zone=MOSCOW)
        assert nights.add(moscow("2025-11-24 23:00"), hours(8)) == moscow("2025-11-25 23:00")

    def test_time_backwards_is_negative(self) -> None:
        assert OFFICE.between(moscow("2025-11-24 12:00"), moscow("2025-11-24 10:00")) == hours(-2)


class TestNightShifts:
    """Of Thursday 1 January 2026, a holiday in Germany: the shift that begins on a day belongs to it."""

    NIGHTS = WorkingCalendar(
        hours=parse_working_hours("Mon-Fri 22:00-06:00"), zone=MOSCOW, holidays=public_holidays("DE")
    )

    def test_that_begin_before_a_holiday_go_on_until_the_morning(self) -> None:
        assert self.NIGHTS.is_open(moscow("2026-01-01 05:59"))
        assert self.NIGHTS.next_closing(moscow("2025-12-31 23:00")) == moscow("2026-01-01 06:00")

    def test_that_would_begin_on_a_holiday_are_off_to_their_end(self) -> None:
        assert self.NIGHTS.next_opening(moscow("2026-01-01 06:00")) == moscow("2026-01-02 22:00")

    def test_that_would_begin_on_an_own_day_off_are_off_to_their_end(self) -> None:
        own = replace(self.NIGHTS, own_days={date(2025, 12, 30): ()})
        assert own.next_closing(moscow("2025-12-29 23:00")) == moscow("2025-12-30 06:00")
        assert own.next_opening(moscow("2025-12-30 06:00")) == moscow("2025-12-31 22:00")

    def test_on_a_worked_week_end_are_those_of_friday(self) -> None:
        own = replace(self.NIGHTS, own_days={date(2026, 1, 4): None})
        assert own.next_opening(moscow("2026-01-03 06:00")) == moscow("2026-01-04 22:00")
        assert own.next_closing(moscow("2026-01-04 23:00")) == moscow("2026-01-05 06:00")


class TestDaysOff:
    def test_public_holidays_do_not_count(self) -> None:
        """January holidays of 2026 last until the 11th."""
        calendar = WorkingCalendar(hours=OFFICE.hours, zone=MOSCOW, holidays=RUSSIA)
        assert calendar.next_opening(moscow("2025-12-31 10:00")) == moscow("2026-01-12 09:00")

    def test_a_transferred_saturday_is_worked_by_fridays_hours(self) -> None:
        """1 November 2025 was worked instead of the 3rd."""
        calendar = WorkingCalendar(hours=OFFICE.hours, zone=MOSCOW, holidays=RUSSIA)
        assert calendar.next_opening(moscow("2025-10-31 18:00")) == moscow("2025-11-01 09:00")
        assert not calendar.is_open(moscow("2025-11-03 12:00"))

    def test_round_the_clock_goes_on_over_holidays(self) -> None:
        calendar = WorkingCalendar(hours=ROUND_THE_CLOCK, zone=MOSCOW, holidays=RUSSIA)
        assert calendar.add(moscow("2025-12-31 23:00"), hours(8)) == moscow("2026-01-01 07:00")

    def test_own_days_off_and_on(self) -> None:
        calendar = WorkingCalendar(
            hours=OFFICE.hours,
            zone=MOSCOW,
            holidays=RUSSIA,
            own_days={
                date(2025, 11, 24): (),
                date(2025, 11, 23): None,
                date(2026, 1, 2): ((600, 660), (840, 900)),
            },
        )
        assert calendar.is_open(moscow("2025-11-23 17:59"))
        assert not calendar.is_open(moscow("2025-11-24 12:00"))
        assert calendar.next_opening(moscow("2026-01-02 11:00")) == moscow("2026-01-02 14:00")

    def test_an_unknown_country_is_refused(self) -> None:
        with pytest.raises(UnknownCountry, match="“XX”"):
            public_holidays("XX")


class TestClocksThatChange:
    def test_a_day_keeps_its_hours(self) -> None:
        """Berlin, 30 March 2025: 02:00 is 03:00."""
        calendar = WorkingCalendar(hours=parse_working_hours("Sun 01:00-05:00"), zone=BERLIN)
        opening = datetime(2025, 3, 30, 1, tzinfo=BERLIN)
        assert calendar.add(opening, hours(3)) == datetime(2025, 3, 30, 5, tzinfo=BERLIN)

    def test_hours_that_do_not_exist_are_skipped(self) -> None:
        calendar = WorkingCalendar(hours=parse_working_hours("Sun 02:00-04:00"), zone=BERLIN)
        saturday = datetime(2025, 3, 29, 12, tzinfo=BERLIN)
        assert calendar.between(saturday, saturday + timedelta(days=1)) == hours(1)

    def test_an_hour_that_comes_twice_counts_twice(self) -> None:
        calendar = WorkingCalendar(hours=ROUND_THE_CLOCK, zone=BERLIN)
        midnight = datetime(2025, 10, 26, tzinfo=BERLIN)
        assert calendar.between(midnight, datetime(2025, 10, 27, tzinfo=BERLIN)) == hours(25)


class TestWrongUse:
    def test_a_calendar_that_never_opens_is_refused(self) -> None:
        every_day = {date(2025, 1, 1) + timedelta(days=number): () for number in range(800)}
        calendar = WorkingCalendar(hours=OFFICE.hours, zone=MOSCOW, own_days=every_day)
        with pytest.raises(NeverOpen, match="nobody works for a year"):
            calendar.next_opening(moscow("2025-06-01 12:00"))

    def test_a_moment_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="without a time zone"):
            OFFICE.next_opening(datetime(2025, 6, 1))  # noqa: DTZ001 - the very mistake

    def test_negative_working_time_is_refused(self) -> None:
        with pytest.raises(ValueError, match="negative"):
            OFFICE.add(moscow("2025-06-01 12:00"), hours(-1))


SEASONS = (
    (date(2024, 2, 20), date(2024, 3, 15)),  # a leap day, and a week-end that moves
    (date(2025, 3, 1), date(2025, 4, 15)),  # clocks go forward
    (date(2025, 10, 1), date(2025, 11, 15)),  # and back; 1 November is worked in Russia instead of the 3rd
    (date(2025, 12, 20), date(2026, 1, 20)),  # the longest holidays
)
DAYS = st.one_of(*(st.dates(first, last) for first, last in SEASONS))
MOMENTS = st.builds(
    lambda day, time: datetime.combine(day, time, UTC),
    DAYS,
    st.times(),
)
CALENDARS = st.builds(
    WorkingCalendar,
    hours=st.sampled_from(
        [
            ROUND_THE_CLOCK,
            *map(
                parse_working_hours,
                (
                    "Mon-Fri 09:00-18:00",
                    "Mon-Fri 09:00-13:00 14:00-18:00; Sat 10:00-14:00",
                    "Mon 22:00-06:00; Sun 01:30-02:30",
                    "Mon-Fri 22:00-06:00; Sat-Sun 09:00-21:00 21:00-06:30",
                    "Mon-Sun 00:00-03:00, 23:00-24:00",
                ),
            ),
        ]
    ),
    zone=st.sampled_from(
        ["UTC", "Europe/Moscow", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana"]
    ).map(ZoneInfo),
    holidays=st.sampled_from([None, RUSSIA, public_holidays("DE")]),
    own_days=st.dictionaries(
        DAYS, st.sampled_from([None, (), ((600, 660), (720, 900)), ((0, 1440),)]), max_size=6
    ),
)
WORKING = st.timedeltas(timedelta(), timedelta(hours=60))


class TestLaws:
    @given(CALENDARS, MOMENTS, WORKING)
    def test_adding_and_measuring_agree(
        self, calendar: WorkingCalendar, moment: datetime, working: timedelta
    ) -> None:
        assert calendar.between(moment, calendar.add(moment, working)) == working

    @given(CALENDARS, MOMENTS, WORKING)
    def test_a_deadline_is_inside_of_working_time_or_at_its_end(
        self, calendar: WorkingCalendar, moment: datetime, working: timedelta
    ) -> None:
        due = calendar.add(moment, working)
        just_before = due - timedelta(microseconds=1)
        assert due >= moment
        assert calendar.is_open(due) or calendar.is_open(just_before)

    @given(CALENDARS, MOMENTS, MOMENTS, WORKING)
    def test_later_questions_never_have_earlier_deadlines(
        self, calendar: WorkingCalendar, first: datetime, second: datetime, working: timedelta
    ) -> None:
        first, second = sorted((first, second))
        assert calendar.add(first, working) <= calendar.add(second, working)

    @given(
        CALENDARS, MOMENTS, st.lists(st.timedeltas(timedelta(), timedelta(days=3)), min_size=2, max_size=2)
    )
    def test_spans_add_up(self, calendar: WorkingCalendar, start: datetime, steps: list[timedelta]) -> None:
        middle, end = start + steps[0], start + sum(steps, timedelta())
        assert calendar.between(start, end) == calendar.between(start, middle) + calendar.between(middle, end)

    @given(CALENDARS, MOMENTS, WORKING, WORKING)
    def test_a_longer_promise_is_never_due_earlier(
        self, calendar: WorkingCalendar, moment: datetime, working: timedelta, more: timedelta
    ) -> None:
        first = calendar.add(moment, working)
        assert first <= calendar.add(moment, working + more)
        assert calendar.add(first, more) == calendar.add(moment, working + more) or not more

    @given(CALENDARS, MOMENTS, st.integers(0, 40))
    def test_every_half_hour_counts_when_it_is_looked_at_alone(
        self, calendar: WorkingCalendar, moment: datetime, count: int
    ) -> None:
        """All hours here begin and end on the half hour, in every zone, whatever the clocks do."""
        half_hour = timedelta(minutes=30)
        start = moment.replace(minute=0, second=0, microsecond=0)
        steps = [start + number * half_hour for number in range(count)]
        expected = sum((half_hour for step in steps if calendar.is_open(step)), timedelta())
        assert calendar.between(start, start + count * half_hour) == expected

    @given(CALENDARS, MOMENTS)
    def test_the_next_opening_is_the_first_open_moment(
        self, calendar: WorkingCalendar, moment: datetime
    ) -> None:
        opening = calendar.next_opening(moment)
        assert calendar.is_open(opening)
        assert calendar.between(moment, opening) == timedelta()
