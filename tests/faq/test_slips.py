"""Slips of the hand, where the FAQ has nothing to say about a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from faq.slips import ODD, USUAL, likeliest_word, slips_between

WORDS = st.text(st.sampled_from("оалкмстьeirnt"), max_size=8)


class TestSlipsBetweenTwoWords:
    @given(WORDS, WORDS)
    def test_lie_between_the_edits_as_usual_ones_and_as_odd_ones(self, typed: str, meant: str) -> None:
        edits = OSA.distance(typed, meant)

        assert USUAL * edits - 1e-9 <= slips_between(typed, meant) <= ODD * edits + 1e-9

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("mone", "money"),
            ("moneyy", "money"),
            ("mnoey", "money"),
            ("monry", "money"),
            ("definate", "definite"),
            ("зопах", "запах"),
            ("tickets", "ticket"),
        ],
    )
    def test_are_usual_for_a_letter_lost_doubled_swapped_hit_beside_or_heard_alike(
        self, typed: str, meant: str
    ) -> None:
        assert slips_between(typed, meant) == USUAL

    @pytest.mark.parametrize(("typed", "meant"), [("mone", "one"), ("motey", "money"), ("парпль", "паруль")])
    def test_are_odd_for_other_letters(self, typed: str, meant: str) -> None:
        assert slips_between(typed, meant) == ODD


class TestAWordThatNobodyUses:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("peruaps", "perhaps"),
            ("weahter", "weather"),
            ("manufacturd", "manufactured"),
            ("thankkful", "thankful"),
            ("сколко", "сколько"),
            ("чюжие", "чужие"),
        ],
    )
    def test_is_taken_for_the_commonest_word_one_slip_away(self, typed: str, meant: str) -> None:
        assert likeliest_word(typed) == meant

    @pytest.mark.parametrize("typed", ["xaga", "raib", "qqqqqqqq", "вайбер", ""])
    def test_is_left_if_it_is_short_or_near_to_none(self, typed: str) -> None:
        assert likeliest_word(typed) is None


class TestARareWord:
    @pytest.mark.parametrize("typed", ["сверку", "вбить", "ввожу", "опухла", "прождала"])
    def test_of_the_dictionary_is_no_slip(self, typed: str) -> None:
        assert likeliest_word(typed) is None
