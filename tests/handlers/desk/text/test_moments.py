"""Moments as people read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.text.moments import say_deadline, say_opening, say_until
from handlers.phrases import Phrases

PHRASES = Phrases.load()
MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2025, 11, 21, 12, 0, tzinfo=MOSCOW)


class TestADeadline:
    @pytest.mark.parametrize(
        ("moment", "russian", "english"),
        [
            ("2025-11-21 18:30", "сегодня до 18:30 (МСК)", "today by 18:30 (MSK)"),
            ("2025-11-22 10:00", "завтра до 10:00 (МСК)", "tomorrow by 10:00 (MSK)"),
            (
                "2025-11-24 12:00",
                "в понедельник, 24 ноября, до 12:00 (МСК)",
                "on Monday, November 24, by 12:00 (MSK)",
            ),
            (
                "2025-11-25 12:00",
                "во вторник, 25 ноября, до 12:00 (МСК)",
                "on Tuesday, November 25, by 12:00 (MSK)",
            ),
            (
                "2026-01-01 12:00",
                "в четверг, 1 января 2026 г., до 12:00 (МСК)",
                "on Thursday, January 1, 2026, by 12:00 (MSK)",
            ),
        ],
    )
    def test_is_named_relative_to_now(self, moment: str, russian: str, english: str) -> None:
        at = datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)
        assert say_deadline(PHRASES.in_language("ru"), at, now=NOW, zone=MOSCOW) == russian
        assert say_deadline(PHRASES.in_language("en"), at, now=NOW, zone=MOSCOW) == english

    def test_tomorrow_may_be_next_year(self) -> None:
        now, moment = datetime(2025, 12, 31, 12, tzinfo=MOSCOW), datetime(2026, 1, 1, 9, tzinfo=MOSCOW)
        assert (
            say_deadline(PHRASES.in_language("en"), moment, now=now, zone=MOSCOW) == "tomorrow by 09:00 (MSK)"
        )

    def test_days_are_the_readers(self) -> None:
        """22:00 in UTC is the next day in Moscow."""
        moment = datetime(2025, 11, 21, 22, tzinfo=UTC)
        assert (
            say_deadline(PHRASES.in_language("en"), moment, now=NOW, zone=MOSCOW) == "tomorrow by 01:00 (MSK)"
        )


class TestAnOpening:
    def test_is_a_moment_not_a_limit(self) -> None:
        monday = datetime(2025, 11, 24, 9, tzinfo=MOSCOW)
        assert (
            say_opening(PHRASES.in_language("ru"), monday, now=NOW, zone=MOSCOW)
            == "в понедельник, 24 ноября, в 09:00 (МСК)"
        )
        assert say_opening(PHRASES.in_language("en"), NOW, now=NOW, zone=MOSCOW) == "today at 12:00 (MSK)"


class TestZones:
    @pytest.mark.parametrize(
        ("name", "abbreviation"),
        [
            ("Europe/Berlin", "CET"),
            ("Asia/Yekaterinburg", "UTC+5"),
            ("Asia/Kathmandu", "UTC+5:45"),
            ("UTC", "UTC"),
        ],
    )
    def test_are_named_as_people_know_them(self, name: str, abbreviation: str) -> None:
        said = say_deadline(PHRASES.in_language("ru"), NOW, now=NOW, zone=ZoneInfo(name))
        assert said.endswith(f"({abbreviation})")

    @given(
        st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.timezones()),  # noqa: DTZ001 - added
        st.timezones(),
        st.sampled_from(PHRASES.languages),
    )
    def test_every_moment_can_be_said(self, moment: datetime, zone: ZoneInfo, language: str) -> None:
        assert f"{moment.astimezone(zone):%H:%M}" in say_deadline(
            PHRASES.in_language(language), moment, now=NOW, zone=zone
        )


class TestALimit:
    @pytest.mark.parametrize(
        ("moment", "russian", "english"),
        [
            ("2025-11-21 18:30", "сегодня до 18:30 (МСК)", "until 18:30 (MSK) today"),
            ("2025-11-22 10:00", "до завтра, 10:00 (МСК)", "until 10:00 (MSK) tomorrow"),
            (
                "2025-11-26 16:50",
                "до среды, 26 ноября, 16:50 (МСК)",
                "until Wednesday, November 26, 16:50 (MSK)",
            ),
        ],
    )
    def test_is_no_day_on_which_to_do_it(self, moment: str, russian: str, english: str) -> None:
        at = datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)
        assert say_until(PHRASES.in_language("ru"), at, now=NOW, zone=MOSCOW) == russian
        assert say_until(PHRASES.in_language("en"), at, now=NOW, zone=MOSCOW) == english
