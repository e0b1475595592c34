"""For how long a closed case may be opened again, as its customer reads it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.tickets.reopening import closing_words
from tests.handlers.front import PHRASES


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (timedelta(days=3), "в течение 3 дней, и мы продолжим"),
        (timedelta(days=1.5), "в течение 1 дня, и мы продолжим"),
        (timedelta(days=0.5), "в течение 12 часов, и мы продолжим"),
        (timedelta(hours=1), "в течение 1 часа, и мы продолжим"),
        (timedelta(minutes=21), "в течение 21 минуты, и мы продолжим"),
    ],
)
def test_the_time_is_said_in_its_own_unit(window: timedelta, said: str) -> None:
    phrase, within = closing_words(window)

    assert said in PHRASES.say("ru", phrase, number=1, **within)


@pytest.mark.parametrize("language", PHRASES.languages)
def test_no_time_is_no_offer(language: str) -> None:
    phrase, within = closing_words(timedelta())

    assert phrase == "customer-resolved-for-good"
    assert "0" not in PHRASES.say(language, phrase, number=1, **within)


@given(st.timedeltas(timedelta(), timedelta(days=3650)))
def test_nobody_is_promised_more_than_holds(window: timedelta) -> None:
    _, within = closing_words(window)

    assert timedelta(**within) <= window
