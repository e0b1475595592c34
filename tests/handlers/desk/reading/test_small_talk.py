"""Greetings, thanks, and the wish for a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.small_talk import (
    asks_for_person,
    asks_nothing,
    only_asks_who_answers,
    only_assents,
    only_greets,
    only_opens,
    only_puts_marks,
    only_says_no,
    only_says_yes,
    only_thanks,
)

CALLS = [
    *("оператор", "ОПЕРАТОРА!!!", "опиратор", "оператр", "jgthfnjh", "позовите человека", "живой человек"),
    *(
        "Позовите, пожалуйста, оператора",
        "есть тут кто живой?",
        "хочу поговорить с менеджером",
        "дайте оператора пж",
    ),
    *("переведите на специалиста", "не хочу говорить с ботом", "Здравствуйте! Можно оператора?"),
    *(
        "human",
        "HUMAN",
        "operator",
        "agent please",
        "talk to a person",
        "Can I talk to a real person?",
        "speek to human",
    ),
    *("how can I contact a support agent", "I don’t want to talk to a bot"),
    *("Ничего не помогло, позовите оператора", "The answer is useless. I want to speak with a human."),
]

QUESTIONS = [
    *(
        "оператор связи не даёт доступ",
        "менеджер паролей не работает",
        "не нужен оператор",
        "бот не работает",
    ),
    *(
        "почему оператор не отвечает на письма уже третий день",
        "как удалить сотрудника",
        "человек не может войти",
    ),
    *("хочу домен", "нужен хостинг", "помогите", "привет", "спасибо", "", "👤"),
    *(
        "call center agent app crashes",
        "How do I add a person to my account?",
        "human resources",
        "need help",
    ),
    *("I need a person record deleted from the database", "I don't need a human"),
]


class TestAWishForAPerson:
    @pytest.mark.parametrize("text", CALLS)
    def test_is_understood(self, text: str) -> None:
        assert asks_for_person(text)

    @pytest.mark.parametrize("text", QUESTIONS)
    def test_is_not_read_into_a_question(self, text: str) -> None:
        assert not asks_for_person(text)


class TestAGreeting:
    @pytest.mark.parametrize(
        "texts",
        [
            ["привет"],
            ["Здравствуйте!"],
            ["здраствуйте"],
            ["добрый день 👋"],
            ["👋🏻"],
            ["ghbdtn"],
            ["Hi", "there"],
            ["Good morning"],
        ],
    )
    def test_alone_is_only_a_greeting(self, texts: list[str]) -> None:
        assert only_greets(texts)

    @pytest.mark.parametrize(
        "texts",
        [["привет, не работает ftp"], ["hello", "my site is down"], ["спасибо"], ["день"] * 20, [], ["😭"]],
    )
    def test_with_a_question_is_not(self, texts: list[str]) -> None:
        assert not only_greets(texts)


class TestContent:
    @pytest.mark.parametrize(
        "text",
        ["ок", "Ок.", "хорошо", "понятно, спасибо", "ok", "Got it", "👍", "👍🏿 ❤️", "всё работает", "jr"],
    )
    def test_asks_nothing(self, text: str) -> None:
        assert only_assents([text])
        assert asks_nothing([text])

    @pytest.mark.parametrize(
        "text",
        [
            "непонятно",
            "не понятно",
            "не работает",
            "неработает",
            "ок?",
            "работает?",
            "👎",
            "🔥",
            "",
            "ок, а домен",
        ],
    )
    def test_is_not_read_into_what_is_none(self, text: str) -> None:
        assert not only_assents([text])


class TestThanks:
    @pytest.mark.parametrize(
        "texts",
        [
            ["спасибо"],
            ["ок", "спасибо"],
            ["Спасибо, всё получилось 👍"],
            ["cgfcb,j"],
            ["thank you so much!"],
            ["Спасибо за быстрый ответ!"],
            ["спасибо большое, вы лучшие"],
            ["thanks for your help, have a nice day"],
            ["thx"],
        ],
    )
    def test_alone_are_only_thanks(self, texts: list[str]) -> None:
        assert only_thanks(texts)

    @pytest.mark.parametrize(
        "texts", [["спасибо, но не работает"], ["ок"], ["thanks, but it fails again"], ["привет"]]
    )
    def test_with_more_are_not(self, texts: list[str]) -> None:
        assert not only_thanks(texts)


class TestTakingLeave:
    @pytest.mark.parametrize(
        "text",
        [
            *("до свидания", "Хорошего дня!", "пока", "всего доброго", "ок спасибо пока"),
            *("bye", "Goodbye!", "have a nice day", "thanks, bye!", "goodnight", "see you later, bye"),
        ],
    )
    def test_asks_nothing(self, text: str) -> None:
        assert asks_nothing([text])

    @pytest.mark.parametrize(
        "text",
        [
            "пока не работает",
            "до какого дня оплата",
            "have you a phone",
            "хороший день",
            "что случилось",
            "light",
        ],
    )
    def test_is_not_read_into_a_question(self, text: str) -> None:
        assert not asks_nothing([text])


class TestAPromiseToTry:
    @pytest.mark.parametrize(
        "text", ["ок, сейчас попробую", "понял, проверю", "минутку", "ok let me try", "I'll check it"]
    )
    def test_asks_nothing(self, text: str) -> None:
        assert only_assents([text])

    @pytest.mark.parametrize(
        "text", ["пробую войти", "сейчас не могу", "I try to log in", "let me in", "check my order"]
    )
    def test_is_not_read_into_a_report(self, text: str) -> None:
        assert not only_assents([text])


class TestAQuestionThatIsAnnounced:
    @pytest.mark.parametrize(
        "text",
        [
            *("помогите", "У меня вопрос", "можно вопрос?", "Вы тут?", "Здравствуйте, подскажите пожалуйста"),
            *(
                "I have a question",
                "are you there?",
                "Can you help me?",
                "Help!!!",
                "hello, i need some help",
            ),
        ],
    )
    def test_is_none_yet(self, text: str) -> None:
        assert only_opens([text])

    @pytest.mark.parametrize(
        "text",
        [
            *("вопрос по оплате", "помогите войти", "у меня не работает", "привет", "есть ли доставка?", ""),
            *("help with my order", "is there a phone number?", "I have a refund question", "hi"),
        ],
    )
    def test_is_one_as_soon_as_it_is_named(self, text: str) -> None:
        assert not only_opens([text])


class TestYesAndNo:
    @pytest.mark.parametrize("text", ["да", "Ага!", "да, спасибо", "yes", "yep please", "lf"])
    def test_a_yes_is_understood(self, text: str) -> None:
        assert only_says_yes([text])
        assert not only_says_no([text])

    @pytest.mark.parametrize("text", ["нет", "Нет, спасибо", "no", "nope", "no, thanks", "ytn"])
    def test_a_no_is_understood(self, text: str) -> None:
        assert only_says_no([text])
        assert not only_says_yes([text])

    @pytest.mark.parametrize(
        "text", ["да?", "нет?", "нет связи", "да не работает", "no access", "yes but how", ""]
    )
    def test_neither_is_read_into_more(self, text: str) -> None:
        assert not only_says_yes([text])
        assert not only_says_no([text])


class TestAnyText:
    @given(st.text(max_size=300))
    def test_is_one_thing_at_most(self, text: str) -> None:
        assert sum((asks_for_person(text), only_greets([text]), only_thanks([text]))) <= 1


class TestAskingWhoAnswers:
    @pytest.mark.parametrize(
        "text",
        [
            *("вы бот?", "Ты бот", "это бот?", "вы не бот?", "Здравствуйте! Вы робот или живой человек?"),
            *("я с ботом разговариваю?", "с кем я говорю", "кто вы?", "ты нейросеть что ли", "ds ,jn?"),
            *("вы человек?", "это автоответчик?", "are you a bot?", "Are you human?", "is this a robot"),
            *("am I talking to a real person?", "who are you?", "are you an AI", "hi, who is this?"),
        ],
    )
    def test_is_recognised(self, text: str) -> None:
        assert only_asks_who_answers([text])

    @pytest.mark.parametrize(
        "text",
        [
            *("бот не отвечает", "у вас бот не работает", "как подключить бота", "мой бот упал", "бот"),
            *(
                "кто отвечает за оплату",
                "это ошибка?",
                "is it possible to add a bot to a group?",
                "is it real?",
            ),
            *("who is my manager", "привет", "спасибо", "", "?"),
        ],
    )
    def test_is_not_seen_where_anything_else_is_asked(self, text: str) -> None:
        assert not only_asks_who_answers([text])

    @pytest.mark.parametrize("text", [*CALLS, "есть тут живые люди?", "можно с человеком поговорить?"])
    def test_is_no_call_for_a_person(self, text: str) -> None:
        assert asks_for_person(text)
        assert not asks_for_person("вы человек?")


class TestMarksAlone:
    @pytest.mark.parametrize("text", ["?", "???", "?!", "…", "! ?"])
    def test_are_recognised(self, text: str) -> None:
        assert only_puts_marks([text])

    @pytest.mark.parametrize("text", ["", " ", "да?", "👍", "+", "?1", "😡"])
    def test_are_nothing_else(self, text: str) -> None:
        assert not only_puts_marks([text])


class TestCallingOut:
    @pytest.mark.parametrize("text", ["ау", "эй!", "алло?", "Ау, эй"])
    def test_is_a_greeting(self, text: str) -> None:
        assert only_greets([text])

    @pytest.mark.parametrize("text", ["вы тут?", "кто-нибудь здесь?", "кто здесь?", "is anybody there?"])
    def test_into_the_room_opens(self, text: str) -> None:
        assert only_opens([text])
