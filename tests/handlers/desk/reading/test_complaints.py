"""Words that say no more than that it did not help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.complaints import only_complains, says_the_answer_failed
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


class TestAComplaintOfAnAnswer:
    @pytest.mark.parametrize(
        "text",
        [
            *("это не помогло, пароль верный", "не помогло", "Спасибо. Но не работает: ошибка 530 при входе"),
            *("пароль верный\nэто не помогло", "перезагрузил, поменял пароль, всё равно не помогло!"),
            *("that did not help, the password is right", "Still doesn't work. I tried both passwords"),
        ],
    )
    def test_is_understood_with_all_that_it_tells(self, text: str) -> None:
        assert says_the_answer_failed([text])

    @pytest.mark.parametrize(
        "text",
        [
            *("у меня другой вопрос: оплатил заказ, но ничего не работает", "не работает почта", "помогло"),
            *(
                "нет, как отменить заказ?",
                "промокод не сработал",
                "is my order paid? the app does not work",
                "",
            ),
        ],
    )
    def test_is_not_read_into_another_question(self, text: str) -> None:
        assert not says_the_answer_failed([text])
