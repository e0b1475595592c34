"""Which parts of a message may be questions of their own."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.normalise import clean, words_of
from faq.parts import clauses_of, sentences_of


class TestAMessage:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("Где мой заказ и как поменять адрес?", ["где мой заказ", "как поменять адрес"]),
            ("Where is my order? How do I pay?", ["where is my order", "how do i pay"]),
            ("I lost my card, please block it", ["i lost my card", "please block it"]),
        ],
    )
    def test_of_several_requests_has_parts(self, text: str, parts: list[str]) -> None:
        assert list(clauses_of(text)) == parts

    def test_of_very_many_is_a_story(self) -> None:
        assert clauses_of("my parcel, " * 50) == ()
        assert clauses_of(", ".join(f"number {number}" for number in range(20))) == ()
        assert sentences_of("It is broken. I wrote to you. I called you. How do I return it?") == ()

    @pytest.mark.parametrize(
        "text", ["", "?", "Где мой заказ?", "red and green", "цена 1.5 рубля", "Да, спасибо"]
    )
    def test_of_one_request_has_none(self, text: str) -> None:
        assert clauses_of(text) == ()

    @pytest.mark.parametrize(
        ("text", "sentences"),
        [
            (
                "I moved, and my bank did too. How do I close the account?",
                ["i moved, and my bank did too", "how do i close the account"],
            ),
            ("сменил телефон\nкак войти в кабинет", ["сменил телефон", "как войти в кабинет"]),
            ("Hi. How do I pay?", []),
            ("цена 1.5 рубля, где счет", []),
        ],
    )
    def test_that_tells_a_story_has_sentences(self, text: str, sentences: list[str]) -> None:
        assert list(sentences_of(text)) == sentences

    @pytest.mark.parametrize("parts_of", [clauses_of, sentences_of])
    @given(text=st.text())
    def test_has_no_words_in_its_parts_that_it_has_not(
        self, text: str, parts_of: Callable[[str], tuple[str, ...]]
    ) -> None:
        assert {word for part in parts_of(text) for word in words_of(part)} <= set(words_of(clean(text)))
