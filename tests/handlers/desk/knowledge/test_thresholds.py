"""Chances as managers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import Thresholds
from handlers.desk.knowledge.thresholds import (
    chance_in,
    fault_of,
    moved,
    moved_as_typed,
    percent,
    read_trial,
)


@pytest.mark.parametrize("typed", ["0.95", "0,95", "95%", "95 %", "95", " 95.0 % "])
def test_a_chance_is_read_however_it_is_typed(typed: str) -> None:
    assert chance_in(typed) == pytest.approx(0.95)


@pytest.mark.parametrize("typed", ["", "много", "-1", "101", "0.9.5", "1e-3", "nan", "9" * 400, "0.95 TEXT"])
def test_anything_else_is_none(typed: str) -> None:
    assert chance_in(typed) is None


@given(st.floats(0, 1))
def test_what_is_shown_can_be_typed_again(chance: float) -> None:
    typed = chance_in(percent(chance))

    assert typed is None or abs(typed - chance) < 1e-3


@pytest.mark.parametrize(
    ("chance", "shown"), [(0.93, "93 %"), (0.948, "94.8 %"), (0.9499, "94.99 %"), (0.1, "10 %")]
)
def test_no_chance_is_shown_as_a_threshold_that_it_missed(chance: float, shown: str) -> None:
    assert percent(chance) == shown


def test_what_is_left_out_stays_and_nonsense_is_none() -> None:
    standing = Thresholds(0.9, 0.2)

    assert moved_as_typed(standing, {}) == standing
    assert moved_as_typed(standing, {"answer": "95", "suggest": " "}) == Thresholds(0.95, 0.2)
    assert moved_as_typed(standing, {"answer": "95", "suggest": "few"}) is None


@given(st.text())
def test_any_text_is_a_chance_or_none(text: str) -> None:
    chance = chance_in(text)

    assert chance is None or 0 <= chance <= 1


@pytest.mark.parametrize(
    ("answer", "suggest", "fault"),
    [
        (0.9, 0.15, None),
        (0.99, 0.05, None),
        (0.5, 0.49, None),
        (0.49, 0.1, "faq-threshold-answer-range"),
        (0.995, 0.1, "faq-threshold-answer-range"),
        (0.9, 0.04, "faq-threshold-suggest-range"),
        (0.9, 0.9, "faq-threshold-suggest-range"),
    ],
)
def test_thresholds_have_bounds(answer: float, suggest: float, fault: str | None) -> None:
    assert fault_of(Thresholds(answer, suggest)) == fault


class TestATrial:
    STAND = Thresholds(0.9, 0.15)

    @pytest.mark.parametrize(
        ("typed", "thresholds", "text"),
        [
            ("не пускает", STAND, "не пускает"),
            ("answer=0.9 не пускает", Thresholds(0.9, 0.15), "не пускает"),
            ("suggest=20% answer=90% ftp answer=1", Thresholds(0.9, 0.2), "ftp answer=1"),
            ("answer=0.9", Thresholds(0.9, 0.15), ""),
            ("answer=много ftp", None, "answer=много ftp"),
            ("answer не пришёл", STAND, "answer не пришёл"),
        ],
    )
    def test_is_read_from_the_front_of_the_text(
        self, typed: str, thresholds: Thresholds | None, text: str
    ) -> None:
        assert read_trial(typed, self.STAND) == (thresholds, text)

    def test_moves_the_one_that_is_named(self) -> None:
        assert moved(self.STAND, "answer", 0.9) == Thresholds(0.9, 0.15)
        assert moved(self.STAND, "suggest", 0.2) == Thresholds(0.9, 0.2)
