"""Numbers as people, buttons and addresses write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.text.numbers import named_number, number_in


class TestANumber:
    @pytest.mark.parametrize(("text", "number"), [("1", 1), ("012", 12), ("9" * 15, 10**15 - 1)])
    def test_is_read(self, text: str, number: int) -> None:
        assert number_in(text) == number

    @pytest.mark.parametrize(
        "text", ["", "0", "000", "-1", "+1", "1.0", " 1", "1 ", "٣", "²", "1e3", "9" * 16, "x"]
    )
    def test_is_nothing_else(self, text: str) -> None:
        assert number_in(text) is None

    @given(st.text())
    def test_never_raises_and_fits_a_database(self, text: str) -> None:
        assert 0 < (number_in(text) or 1) < 2**63


class TestANumberThatPeopleWrite:
    @pytest.mark.parametrize("text", ["12", "№ 12", "№12", "#12", " # 12 ", "\n012"])
    def test_may_carry_its_mark(self, text: str) -> None:
        assert named_number(text) == 12

    @pytest.mark.parametrize("text", ["", "№", "##12", "12 13", "12а", "№ 0", "№ ٣", "9" * 16])
    def test_is_nothing_else(self, text: str) -> None:
        assert named_number(text) is None

    @given(st.text())
    def test_never_raises_and_fits_a_database(self, text: str) -> None:
        assert 0 < (named_number(text) or 1) < 2**63
