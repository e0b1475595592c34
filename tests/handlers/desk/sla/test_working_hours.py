"""Working hours as operators write them."""

import pytest

from handlers.desk.sla.working_hours import (
    ROUND_THE_CLOCK,
    BadWorkingHours,
    WeeklyHours,
    parse_working_hours,
    write_hours,
)

DAY = ((9 * 60, 18 * 60),)


class TestHoursThatCanBeRead:
    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("Mon-Fri 09:00-18:00", (*[DAY] * 5, (), ())),
            ("mon–fri 9:00–18:00 ;", (*[DAY] * 5, (), ())),
            ("Пн-Пт 09:00-18:00", (*[DAY] * 5, (), ())),
            ("Mon-Fri 9-18", (*[DAY] * 5, (), ())),
            ("Tue 9-13 14:00 - 18", ((), ((540, 780), (840, 1080)), (), (), (), (), ())),
            ("Mon,Wed 09:00-18:00; Sat 10:00-14:00", (DAY, (), DAY, (), (), ((600, 840),), ())),
            ("Sat-Mon 09:00-18:00", (DAY, (), (), (), (), DAY, DAY)),
            ("Tue 09:00-13:00, 14:00-18:00", ((), ((540, 780), (840, 1080)), (), (), (), (), ())),
            ("Tue 13:00-18:00; Tue 09:00-13:00", ((), DAY, (), (), (), (), ())),
            ("Sun 22:00-06:00", ((), (), (), (), (), (), ((1320, 1800),))),
            ("Sun 22:00-00:00", ((), (), (), (), (), (), ((1320, 1440),))),
            ("Sun 20:00-22:00 22:00-06:00", ((), (), (), (), (), (), ((1200, 1800),))),
            ("Sun 00:00-12:00 12:00-24:00", ((), (), (), (), (), (), ((0, 1440),))),
            ("Sun 22:00-24:00", ((), (), (), (), (), (), ((1320, 1440),))),
        ],
    )
    def test_become_a_week(self, text: str, days: tuple[tuple[tuple[int, int], ...], ...]) -> None:
        assert parse_working_hours(text) == WeeklyHours(days)

    @pytest.mark.parametrize("text", ["24x7", " 24X7 ", "24/7", "Mon-Sun 00:00-24:00"])
    def test_round_the_clock(self, text: str) -> None:
        assert parse_working_hours(text) == ROUND_THE_CLOCK
        assert ROUND_THE_CLOCK.is_round_the_clock

    def test_round_the_clock_in_shifts(self) -> None:
        assert parse_working_hours("Mon-Sun 09:00-21:00 21:00-09:00").is_round_the_clock
        assert not parse_working_hours("Mon-Sat 09:00-21:00 21:00-09:00").is_round_the_clock

    @pytest.mark.parametrize(
        "text",
        ["Mon-Fri 22:00-06:00", "Mon-Sat 09:00-21:00 21:00-09:00", "Sat-Sun 00:00-24:00", "Sun 22:00-24:00"],
    )
    def test_are_written_as_they_were_read(self, text: str) -> None:
        assert write_hours(parse_working_hours(text)) == text


class TestHoursThatCannot:
    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", "nobody ever works"),
            (";", "nobody ever works"),
            ("09:00-18:00", "is not days and times"),
            ("Mon-Fri", "is not days and times"),
            ("Mon-Wed-Fri 09:00-18:00", "is not a span of days"),
            ("Mondey 09:00-18:00", "“Mondey” is no day of the week"),
            ("Mon 9.00-18.00", "“9.00-18.00” is no span of times"),
            ("Mon 9-25", "a day runs from 00:00 to 24:00"),
            ("Mon 09:00-25:00", "a day runs from 00:00 to 24:00"),
            ("Mon 09:00-17:75", "a day runs from 00:00 to 24:00"),
            ("Mon 09:00-09:00", "is empty"),
            ("Mon 09:00-13:00, 12:00-18:00", "two spans of Mon overlap"),
            ("Mon 22:00-06:00; Tue 05:00-14:00", "two spans of Tue overlap"),
            ("Sun 22:00-06:00; Mon 05:00-14:00", "two spans of Mon overlap"),
        ],
    )
    def test_are_refused_with_the_reason(self, text: str, fault: str) -> None:
        with pytest.raises(BadWorkingHours, match=fault):
            parse_working_hours(text)
