"""The issue in the customer's own words."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.desk.reading.restatement import LONGEST_RESTATEMENT, restate
from handlers.desk.reading.secrets import mask_burst
from handlers.desk.text.characters import has_words


def folded(texts: list[str]) -> str:
    """The burst as a restatement quotes it: masked, joined, white space folded."""
    return " ".join(" ".join(mask_burst(texts)).split())


class TestAQuestionAmongCourtesies:
    @pytest.mark.parametrize(
        ("texts", "issue"),
        [
            (["нет доступа на FTP"], "нет доступа на FTP"),
            (["Здравствуйте! Нет доступа на FTP. Спасибо."], "Нет доступа на FTP"),
            (["Здравствуйте, подскажите, пожалуйста, как подключить FTP?"], "как подключить FTP?"),
            (["не работает ftp, подскажите пожалуйста"], "не работает ftp"),
            (["Добрый день! Не приходит письмо. С уважением, Анна"], "Не приходит письмо"),
            (["👋 Привет!!! сайт лежит 😡"], "сайт лежит 😡"),
            (["Can you please help me restore my password? Thanks in advance!"], "restore my password?"),
            (["Hi there, my site is down, please"], "my site is down"),
            (["Спасибо за ответ, но всё равно не работает"], "всё равно не работает"),
            (["Sorry to bother you but where can I get my PIN? pls help"], "where can I get my PIN?"),
            (["У меня такой вопрос: не загружается обложка. Спасибо)"], "не загружается обложка"),
            (["ой и ещё вопрос: ЧТО С ЗАКАЗОМ????"], "ЧТО С ЗАКАЗОМ????"),
            (["And one more question: where is my order?"], "where is my order?"),
            (["Another question about billing dates"], "Another question about billing dates"),
            (["ghbdtn? yt hf,jnftn cfqn"], "yt hf,jnftn cfqn"),
            (["Ghbdtn, yt hf,jnftn cfqn"], "yt hf,jnftn cfqn"),
            (["ghbdtn", "yt hf,jnftn cfqn"], "yt hf,jnftn cfqn"),
            (["ghbdtn?"], "ghbdtn?"),
        ],
    )
    def test_is_restated_without_them(self, texts: list[str], issue: str) -> None:
        assert restate(texts) == issue


class TestSeveralSentences:
    @pytest.mark.parametrize(
        ("text", "issue"),
        [
            (
                "Добрый день! Вчера оплатил хостинг. Сайт так и не открывается. Что делать? Спасибо!",
                "Сайт так и не открывается",
            ),
            ("Hello, I have been a customer for years. I can't login to my account. What should I do?", None),
            ("Я ваш клиент. Как сменить тариф? Жду ответа.", "Как сменить тариф?"),
            (
                "Офис на ул. Ленина д. 5 остался без интернета. Срочно!",
                "Офис на ул. Ленина д. 5 остался без интернета",
            ),
            ("Помогите! Не открывается example.com", "Не открывается example.com"),
            ("I have used all of my PIN tries. What should I do now?", "I have used all of my PIN tries"),
            ("Хочу удалить аккаунт, а кнопки нет. Как удалить?", "Хочу удалить аккаунт, а кнопки нет"),
            ("Хочу удалить канал.Подскажите, пожалуйста, как это сделать?", "Хочу удалить канал"),
        ],
    )
    def test_the_one_with_the_request_is_chosen(self, text: str, issue: str | None) -> None:
        assert restate([text]) == (issue or "I can't login to my account")


class TestABurst:
    def test_is_one_question(self) -> None:
        assert restate(["hello", "my ftp", "is down"]) == "my ftp is down"

    def test_lines_are_folded(self) -> None:
        assert restate(["My parcel\nis  lost"]) == "My parcel is lost"

    def test_ends_at_an_empty_line(self) -> None:
        assert restate(["A question about mail\n \nMy site is down"]) == "My site is down"

    def test_a_long_one_begins_where_the_trouble_is(self) -> None:
        story = "мы купили у вас хостинг ещё в прошлом году " + "и были очень довольны вашей поддержкой " * 2
        issue = "сегодня с утра не открывается сайт " + "и клиенты пишут нам " * 8
        restated = restate([story, issue])
        assert restated is not None
        assert restated.startswith("сегодня с утра не открывается сайт")
        assert restated.endswith("…")


class TestALongQuestion:
    def test_is_cut_at_a_word(self) -> None:
        assert restate(["слово " * 100]) == "слово " * 19 + "слово…"

    def test_one_long_word_is_cut_anyway(self) -> None:
        assert restate(["ы" * 300]) == "ы" * 119 + "…"


class TestWhatCouldBreakTheFrame:
    @pytest.mark.parametrize(
        ("text", "issue"),
        [
            ("не открывается «Сайт» у меня", "не открывается «Сайт» у меня"),
            ("не открывается «Сайт у меня", "не открывается"),
            ("»Сайт« не работает", "не работает"),
            ("he said “it fails and left", "it fails and left"),
            ("нет доступа\u202e на FTP\u202c сервер", "нет доступа"),
            ("site\x00 does not open", "does not open"),
            ("не работает \ud83d почта", "не работает"),
            ("<b>не работает</b>", "<b>не работает</b>"),
            ("не ра\u00adбо\u200bтает почта", "не ра\u00adбо\u200bтает почта"),
        ],
        ids=[
            "paired",
            "unpaired",
            "inside out",
            "english",
            "bidi",
            "control",
            "surrogate",
            "markup",
            "hidden",
        ],
    )
    def test_stays_outside(self, text: str, issue: str) -> None:
        assert restate([text]) == issue


class TestSecrets:
    def test_are_covered(self) -> None:
        assert restate(["My password is", "hunter2 and it fails"]) == "My password is ••••••• and it fails"

    def test_do_not_outweigh_what_can_be_read(self) -> None:
        assert restate(["Корзина показывает чужие товары. Карта 4276 1234 5678 9014"]) == (
            "Корзина показывает чужие товары"
        )


class TestNothingToRestate:
    @pytest.mark.parametrize("texts", [[], [""], ["😀🔥"], ["?!"], ["\u3164"], ["\n", "…"]])
    def test_is_nothing(self, texts: list[str]) -> None:
        assert restate(texts) is None

    @pytest.mark.parametrize(
        ("text", "quote"), [("Добрый день!", "Добрый день"), ("спасибо 👍", "спасибо 👍"), ("1", "1")]
    )
    def test_bare_courtesies_are_quoted_all_the_same(self, text: str, quote: str) -> None:
        assert restate([text]) == quote


PIECES = st.sampled_from(
    [
        *(
            "Здравствуйте! ",
            "спасибо ",
            "не работает ",
            "FTP? ",
            "\n\n",
            "«",
            "»",
            "“",
            "”",
            "„",
            ". ",
            ", ",
            "…",
            "😀",
        ),
        *(
            "пароль: qwerty ",
            "4111 1111 1111 1111 ",
            "\u202e",
            "\u2069",
            "\x00",
            "ы" * 50,
            "слово " * 20,
            "й\u0301",
        ),
    ]
)
TEXTS = st.lists(st.text(max_size=300) | st.lists(PIECES, max_size=20).map("".join), max_size=4)


class TestAnyBurst:
    @given(TEXTS)
    @example(["«" * 300 + "x"])
    @example(["😀" * 300 + "x"])
    def test_is_restated_verbatim_within_the_limit(self, texts: list[str]) -> None:
        restated = restate(texts)
        if restated is None:
            return
        assert len(restated) <= LONGEST_RESTATEMENT
        assert has_words(restated)
        assert restated in folded(texts) or restated.removesuffix("…") in folded(texts)

    @given(TEXTS)
    def test_is_safe_to_frame(self, texts: list[str]) -> None:
        restated = restate(texts) or ""
        restated.encode()
        assert restated.isprintable() or set(restated) <= set(folded(texts)) | {"…"}
        assert not set(restated) & set(
            "\n\r\x00\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
        assert restated.count("«") == restated.count("»")

    @given(TEXTS)
    def test_words_are_never_passed_over_in_silence(self, texts: list[str]) -> None:
        assert (restate(texts) is None) == (not has_words("".join(mask_burst(texts))))

    @pytest.mark.parametrize(
        "piece",
        ["a. ", "«", "а, ", "т. ", "!", "спасибо ", "привет ", "“»", "😀", "« “ ", "пароль ", "как ", "не "],
    )
    def test_a_hostile_one_costs_little(self, piece: str) -> None:
        begun = time.perf_counter()
        restate([(piece * 4096)[:4096] + "x"])
        assert time.perf_counter() - begun < 2
