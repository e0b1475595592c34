"""Words that tell that nothing is left to solve, and those that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.settled import says_it_is_settled, says_it_works_by_now

SETTLED = [
    *("Извините, ошибся чатом", "это не вам", "sorry, wrong chat"),
    *(
        "уже разобрался, спасибо",
        "Разобралась!",
        "разобрался 👍",
        "сам разобрался",
        "да я уже разобралась сама",
    ),
    *(
        "Всё, нашёл",
        "я нашёл",
        "Спасибо, уже нашёл ответ",
        "решил сам",
        "решили вопрос",
        "Разобрались, всё работает",
    ),
    *("вопрос решён", "Вопрос снят", "вопрос закрыт", "проблема решена", "проблема ушла", "все решено"),
    *("уже не актуально", "неактуально", "не надо уже", "уже не нужно, спасибо", "больше не требуется"),
    *("отбой", "проехали", "ой, уже решилось", "у меня заработало", "Спасибо, помогло"),
    *("already solved, thanks", "thanks, solved", "solved it myself", "I figured it out", "Sorted, cheers"),
    *(
        "never mind",
        "Nevermind, found it",
        "nvm",
        "Never mind. It works now.",
        "it’s fixed now",
        "it works now",
    ),
    *(
        "the issue is resolved",
        "the problem is gone",
        "I found the answer",
        "I've sorted it out",
        "got it working",
    ),
    *("I don't need it anymore", "no longer needed", "it's working again", "that helped"),
]

GOES_ON = [
    *("не разобрался", "никак не решилось", "вопрос не решён", "не решено", "я не нашёл", "не заработало"),
    *("разобрался, но сайт не открывается", "спасибо, но не работает", "решён, а когда вернут деньги?"),
    *(
        "вопрос решён?",
        "уже не актуально?",
        "решил переехать к вам",
        "решили отключить",
        "нашёл у вас ошибку",
    ),
    *("не нужно ли продлить домен", "не надо списывать деньги", "отмена заказа", "отмена подписки"),
    *(
        "починили а оно опять",
        "закрыт доступ",
        "ошибка появилась",
        "не актуальный прайс",
        "спасибо",
        "ок",
        "",
    ),
    *("is it fixed", "has it been solved", "it is not fixed", "not solved", "the issue is not resolved"),
    *(
        "found a bug",
        "I found an error",
        "the problem is back again",
        "it was working",
        "it worked yesterday",
    ),
    *(
        "works only in chrome",
        "it is no longer working",
        "it's not working again",
        "fixed price",
        "resolved ip",
    ),
    *(
        "Solved captcha but cannot log in",
        "need help",
        "thanks",
        "It is gone again",
        "it's gone",
        "found the problem",
        "отмена",
    ),
]

SUCCESS = [
    *("промокод применился", "Промокод применился, спасибо!", "сайт наконец заработал"),
    *("оплата прошла", "письмо пришло", "код пришёл", "почта заработала", "Доступ восстановился"),
    *(
        "my payment went through",
        "the promo code worked",
        "The site works now",
        "your code has finally arrived",
    ),
]

NO_SUCCESS = [
    *(
        "промокод не применился",
        "чужой промокод применился",
        "промокод применился дважды",
        "почему применился",
    ),
    *("неправильно применился", "ошибка открылась", "прошла неделя", "пришёл отказ", "письмо не пришло"),
    *("оплата прошла дважды", "оплата прошла, но тариф не изменился", "оплата прошла, что дальше?"),
    *("the site is down again", "my card was charged again", "only one payment went through", "site works"),
    *(
        "the code never worked",
        "the code has not worked",
        "my site stopped working again",
        "the error works now",
    ),
]


class TestWhoeverNeedsItNoMore:
    @pytest.mark.parametrize("text", SETTLED)
    def test_is_understood(self, text: str) -> None:
        assert says_it_is_settled([text])
        assert says_it_works_by_now([text])

    @pytest.mark.parametrize("text", [*GOES_ON, *SUCCESS, *NO_SUCCESS])
    def test_is_not_seen_in_whoever_goes_on(self, text: str) -> None:
        assert not says_it_is_settled([text])

    def test_may_say_it_in_several_messages(self) -> None:
        assert says_it_is_settled(["ой", "уже разобрался", "спасибо 👍"])
        assert not says_it_is_settled(["уже разобрался", "а домен когда подключат"])


class TestSuccess:
    @pytest.mark.parametrize("text", SUCCESS)
    def test_is_understood(self, text: str) -> None:
        assert says_it_works_by_now([text])

    @pytest.mark.parametrize("text", [*GOES_ON, *NO_SUCCESS])
    def test_is_not_read_into_a_complaint(self, text: str) -> None:
        assert not says_it_works_by_now([text])


class TestAnyText:
    @given(
        st.sampled_from([*SETTLED, *SUCCESS]),
        st.sampled_from(["?", ", а почему?", " но не всё", ", but why"]),
    )
    def test_that_goes_on_is_not_settled(self, settled: str, more: str) -> None:
        assert not says_it_works_by_now([settled + more])

    @given(st.text(max_size=500))
    def test_can_be_read(self, text: str) -> None:
        assert says_it_works_by_now([text]) or not says_it_is_settled([text])
