"""What the bot and the customer said before there was a ticket: the staff sees it and repeats nothing."""

from collections.abc import Callable

import pytest

from storage.records.messages import Author
from tests.handlers.front import Desk
from tests.handlers.people import Customer

FTP_ANSWER = "Откройте личный кабинет → «Доступы»."
UNKNOWN = "Корзина показывает чужие товары в заказе"


@pytest.fixture(autouse=True)
async def entries(desk: Desk) -> None:
    await desk.knows("Как получить доступ к FTP?", FTP_ANSWER, "не пускает на фтп")
    for question in ("Как создать почтовый ящик?", "Как сменить пароль от почтового ящика?"):
        await desk.knows(question, f"Раздел «Почта»: {question}", "Вопрос про почту")


class TestAnAnswerThatDidNotHelp:
    async def test_stands_on_the_card(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.presses("Не помогло")

        text = (await desk.card()).text
        assert f"До обращения:\nБот ответил: «{FTP_ANSWER}» (FAQ № 1) — не помогло\n" in text
        assert text.count("Не пускает на фтп!") == 1

    async def test_is_not_suggested_to_the_agent_again(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.presses("Не помогло")

        assert 1 not in (await desk.ticket()).suggestions
        assert (await desk.card()).labels == ["Взять", "Закрыть"]

    @pytest.mark.parametrize("words", ["оператор", "не помогло", "Это мне, увы, совсем не помогло"])
    async def test_however_the_customer_says_so(self, desk: Desk, anna: Customer, words: str) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.writes(words)

        assert "(FAQ № 1) — не помогло" in (await desk.card()).text
        assert "Не пускает на фтп" in await desk.topic_name()
        assert "«Не пускает на фтп" in anna.reads[-1]

    async def test_is_in_the_history_with_the_acknowledgement(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.presses("Не помогло")

        history = [(said.author, said.content.text.text) for said in await desk.history()]
        assert history == [
            (Author.CUSTOMER, "Не пускает на фтп!"),
            (Author.BOT, FTP_ANSWER),
            (Author.BOT, anna.reads[-1]),
        ]

    async def test_is_not_what_a_ticket_is_found_by(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.presses("Не помогло")
        await desk.agent().writes("/find Доступы", ticket=1)

        assert (await desk.topic_texts())[-1] == "Ничего не найдено."  # the bot says the same to everybody


class TestChoices:
    async def test_that_nobody_pressed_stand_on_the_card(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Вопрос про почту")
        await desk.passes(minutes=6)

        offered = "«Как создать почтовый ящик?», «Как сменить пароль от почтового ящика?»"
        assert f"До обращения:\nБот предложил на выбор: {offered}\n" in (await desk.card()).text
        said = [each.content.text.text for each in await desk.history() if each.author is Author.BOT]
        assert said[0].endswith("\n• Как создать почтовый ящик?\n• Как сменить пароль от почтового ящика?")

    async def test_are_quoted_as_the_staff_writes(self, ruled: Callable[..., Desk], anna: Customer) -> None:
        desk = ruled(language="en")
        await desk.front.refresh()
        await anna.writes("Вопрос про почту")
        await desk.passes(minutes=6)

        offered = "“Как создать почтовый ящик?”, “Как сменить пароль от почтового ящика?”"
        assert offered in (await desk.card()).text

    async def test_that_led_to_an_answer_stand_there_with_it(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Вопрос про почту")
        await anna.presses("Как создать почтовый ящик?")
        await anna.presses("Не помогло")

        lines = (await desk.card()).text.splitlines()
        start = lines.index("До обращения:")
        assert lines[start + 1].startswith("Бот предложил на выбор: ")
        assert lines[start + 2].endswith("(FAQ № 2) — не помогло")
        assert 2 not in (await desk.ticket()).suggestions


class TestAnotherQuestionAfterAnAnswer:
    async def test_is_what_the_ticket_is_about(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.writes(UNKNOWN)

        ticket = await desk.ticket()
        assert (ticket.question, ticket.title) == (UNKNOWN, UNKNOWN)
        assert await desk.topic_name() == f"№ 1 · Анна · {UNKNOWN}"
        assert f"«{UNKNOWN}»" in anna.reads[-1]
        assert ticket.suggestions == ()

    async def test_leaves_the_older_one_on_the_card_alone(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.writes(UNKNOWN)

        assert (await desk.card()).text.splitlines()[3:9] == [
            UNKNOWN,
            "",
            "До обращения:",
            "Клиент: «Не пускает на фтп!»",
            f"Бот ответил: «{FTP_ANSWER}» (FAQ № 1)",
            "",
        ]
        assert await desk.topic_texts() == []

    async def test_is_named_in_the_customers_list(self, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.writes(UNKNOWN)

        await anna.writes("/status")

        assert f"№ 1 «{UNKNOWN}»" in anna.reads[-1]
        assert "фтп" not in anna.reads[-1]

    async def test_choices_that_nobody_pressed_are_asked_together_but_named_by_the_latest(
        self, desk: Desk, anna: Customer
    ) -> None:
        await anna.writes("Вопрос про почту")
        await anna.writes(UNKNOWN)

        ticket = await desk.ticket()
        assert ticket.question == f"Вопрос про почту\n\n{UNKNOWN}"
        assert ticket.title == UNKNOWN
        assert await desk.topic_name() == f"№ 1 · Анна · {UNKNOWN}"
        assert anna.reads[-1].endswith("\nПрежний ваш вопрос «Вопрос про почту» — в этом же обращении.")
        await anna.writes("/status")
        assert f"«{UNKNOWN}»" in anna.reads[-1]


class TestSeveralQuestionsBefore:
    async def test_stand_on_the_card_each_before_its_reply(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Вопрос про почту")
        await desk.passes(seconds=20)
        await anna.presses("Как создать почтовый ящик?")
        for question in ("Не пускает на фтп!", "Ещё вопрос про почту"):
            await desk.passes(seconds=20)
            await anna.writes(question)
        await anna.writes("/human")

        lines = (await desk.card()).text.splitlines()
        start = lines.index("До обращения:")
        assert [line.partition(":")[0] for line in lines[start + 1 : start + 7]] == [
            "Клиент",
            "Бот предложил на выбор",
            "Бот ответил",
            "Клиент",
            "Бот ответил",
            "Бот предложил на выбор",
        ]
        assert await desk.topic_texts() == []

    async def test_that_the_card_has_no_room_for_are_told_with_their_moment(
        self, desk: Desk, anna: Customer
    ) -> None:
        long = f"Вопрос про почту {'и про всё остальное ' * 20}"
        await anna.writes(long)
        await anna.presses("Как создать почтовый ящик?")
        await anna.writes(UNKNOWN)

        (history,) = await desk.topic_texts()
        assert history.startswith("История обращения\n\n23.11 10:00 Анна\nВопрос про почту и про всё")


class TestAnErasure:
    async def test_leaves_no_word_of_it(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Не пускает на фтп!")
        await anna.writes(UNKNOWN)
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=2)

        ticket = await desk.ticket()
        assert (ticket.title, ticket.prelude) == ("", ())
        assert "фтп" not in (await desk.card()).text
        assert await desk.history() == ()


class TestAPromise:
    async def test_that_the_clock_has_left_stands_on_the_card(self, desk: Desk, anna: Customer) -> None:
        """While the customer is waited for they are told of no other moment."""
        await anna.writes(UNKNOWN)
        boris = desk.agent()
        await boris.writes("/waiting", ticket=1)
        await boris.writes("/priority 1", ticket=1)

        text = (await desk.card()).text
        assert "Решение: сегодня до 14:00 (МСК)\nКлиенту обещано решение: сегодня до 18:00 (МСК)" in text

    async def test_that_holds_is_not_told_twice(self, desk: Desk, anna: Customer) -> None:
        await anna.writes(UNKNOWN)

        assert "обещано" not in (await desk.card()).text

    async def test_that_was_made_anew_by_another_priority_holds(self, desk: Desk, anna: Customer) -> None:
        await anna.writes(UNKNOWN)
        await desk.agent().writes("/priority 1", ticket=1)

        ticket = await desk.ticket()
        assert ticket.promised_by == ticket.resolve_by
        assert "обещано" not in (await desk.card()).text

    async def test_is_made_anew_when_the_case_opens_again(self, desk: Desk, anna: Customer) -> None:
        await anna.writes(UNKNOWN)
        boris = desk.agent()
        await boris.writes("/close", ticket=1)
        await desk.passes(hours=1)
        await anna.writes("Всё ещё показывает чужие товары")

        ticket = await desk.ticket()
        assert ticket.promised_by == ticket.resolve_by
