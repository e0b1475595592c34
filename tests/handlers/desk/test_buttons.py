"""What buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.buttons import LONGEST_DATA, Press, Verb, decode

PARTS = st.text(st.characters(exclude_characters=":"), max_size=12)
PRESSES = st.builds(Press, st.sampled_from(Verb), PARTS.filter(bool), PARTS)


def fits(press: Press) -> bool:
    try:
        press.encode()
    except (ValueError, UnicodeEncodeError):
        return False
    return True


class TestAPress:
    @given(PRESSES.filter(fits))
    def test_comes_back_as_it_was_within_64_bytes(self, press: Press) -> None:
        data = press.encode()
        assert decode(data) == press
        assert len(data.encode()) <= LONGEST_DATA

    @pytest.mark.parametrize("verb", Verb)
    def test_of_every_verb_fits_with_the_largest_numbers(self, verb: Verb) -> None:
        press = Press(verb, "9" * 15, "9" * 15)
        assert decode(press.encode()) == press

    @pytest.mark.parametrize(
        "press",
        [
            Press(Verb.TAKE, "1" * 61),
            Press(Verb.TAKE, "я" * 30),
            Press(Verb.TAKE, "1:2"),
            Press(Verb.TAKE, "1", "2:3"),
            Press(Verb.TAKE, ""),
        ],
        ids=["too long", "too long in bytes", "a colon", "a colon in the detail", "no subject"],
    )
    def test_that_would_not_come_back_is_refused(self, press: Press) -> None:
        with pytest.raises(ValueError, match="not fit for a button"):
            press.encode()


class TestAnyData:
    @given(st.text() | st.from_regex(r"(take|ok|pick):[^:]*:?.*"))
    def test_is_read_or_refused_and_never_raises(self, data: str) -> None:
        press = decode(data)
        assert press is None or f"{press.verb}:{press.subject}:{press.detail}" == data

    @pytest.mark.parametrize(
        "data", ["", "take", "take:1", "take:1:2:3", "TAKE:1:2", "steal:1:2", "take::2", ":::"]
    )
    def test_that_we_did_not_make_is_none(self, data: str) -> None:
        assert decode(data) is None
