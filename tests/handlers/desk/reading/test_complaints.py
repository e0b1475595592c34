"""Words that say no more than that it did not help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.complaints import only_complains
from handlers.desk.reading.settled import says_it_works_by_now


class TestAComplaint:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "не работает",
                "Спасибо, но не работает",
                "всё равно не получается(",
                "Так и не заработало",
            ),
            *(
                "still doesn't work",
                "Thanks, but it does not work",
                "It didn’t help",
                "still the same",
                "yt hf,jnftn",
            ),
        ],
    )
    def test_that_names_nothing_is_understood(self, text: str) -> None:
        assert only_complains([text])

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "сайт не работает",
                "не работает почта",
                "работает",
                "нет",
                "не приходит письмо",
                "помогло",
                "",
            ),
            *("my site does not work", "it works", "no", "does it work?", "the app is not working"),
        ],
    )
    def test_is_not_read_into_what_tells_more_or_less(self, text: str) -> None:
        assert not only_complains([text])

    @given(st.text(max_size=200))
    def test_is_no_good_news(self, text: str) -> None:
        assert not (only_complains([text]) and says_it_works_by_now([text]))
