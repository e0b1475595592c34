"""Which of a customer's words may become a phrasing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.knowledge.lessons import LONGEST_LESSON, key_of, phrasing_in
from handlers.desk.reading.secrets import mask


@pytest.mark.parametrize(
    ("texts", "phrasing"),
    [
        (["Здравствуйте! Не заходит на фтп, спасибо"], "Не заходит на фтп"),
        (["Добрый день", "не пускает на фтп"], "не пускает на фтп"),
        (["My parcel\nis  lost"], "My parcel is lost"),
        ([], None),
        (["🙂", "…"], None),
    ],
)
def test_is_the_request_alone(texts: list[str], phrasing: str | None) -> None:
    assert phrasing_in(texts) == phrasing


def test_has_its_secrets_covered() -> None:
    phrasing = phrasing_in(["мой пароль hunter2 не подходит к почте"])

    assert phrasing is not None
    assert "hunter2" not in phrasing


@given(st.lists(st.text() | st.text("абв где. \n•4", max_size=300), max_size=4))
def test_is_short_covered_and_one_line_whatever_was_written(texts: list[str]) -> None:
    phrasing = phrasing_in(texts)

    if phrasing is not None:
        assert len(phrasing) <= LONGEST_LESSON
        assert mask(phrasing) == phrasing
        assert phrasing == " ".join(phrasing.split())


class TestAKey:
    def test_is_that_of_the_same_words(self) -> None:
        assert key_of("Не пускает на ФТП!") == key_of("пожалуйста, не пускает на фтп")
        assert key_of("не пускает на фтп") != key_of("не пускает в фтп")

    @given(st.text())
    def test_tells_nothing_of_them(self, text: str) -> None:
        assert len(key_of(text)) == 32
        assert set(key_of(text)) <= set("0123456789abcdef")
