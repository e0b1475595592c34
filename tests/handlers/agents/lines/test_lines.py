"""Going to another line and back: what each line sees, who answers to the customer, what is refused."""

from collections.abc import Callable

import pytest

from handlers.channel import ChatKind, MessageWritten, Scene
from storage.records.content import Content, FormattedText
from storage.records.events import EventKind
from storage.records.message_refs import MessageRef
from tests.handlers.agents.lines.two_lines import LINE_2, old_texts, old_topic
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff


class TestGoingUp:
    async def test_opens_a_topic_there_with_card_summary_history_and_files(
        self, desk: Desk, boris: Staff
    ) -> None:
        await boris.writes("/escalate 2 Нужен доступ к серверу", ticket=1)

        card, summary, history, file = await desk.topic()
        assert card.chat == LINE_2
        assert "Линия: 2" in card.text
        assert summary.text == (
            "№ 1: линия 1 → линия 2\n"
            "Причина: Нужен доступ к серверу (Борис Орлов)\n"
            "Что произошло: Сайт не открывается\n"
            "Что уже сделано: \n• Борис Орлов: Перезагрузили сервер\n"
            "Что ещё сказал клиент: \n• Вот журнал\n"
            "Данные: нет\n"
            "Вложения: документ log.txt\n"
            "Отвечает перед клиентом: Борис Орлов"
        )
        assert "Вот журнал" in history.text
        assert file.content.media is not None
        assert file.content.media.file_id == "log-1"

    async def test_tells_there_what_the_bot_had_answered(self, desk: Desk, boris: Staff) -> None:
        await desk.knows("Как получить доступ к FTP?", "Раздел «Доступы».", "не пускает на фтп")
        pavel = desk.customer("Павел", address="telegram:43")
        await pavel.writes("Не пускает на фтп")
        await pavel.presses("Не помогло")

        await boris.writes("/escalate 2 Нужен доступ к серверу", ticket=2)

        _, summary, history = await desk.topic(2)
        assert "сделано: \n• Бот ответил: «Раздел «Доступы».» (FAQ № 1) — не помогло\n" in summary.text
        assert "Бот\nРаздел «Доступы»." in history.text

    @pytest.mark.parametrize("command", ["/escalate 2 Нужен доступ", "/escalate 2\nНужен доступ"])
    async def test_is_an_event_with_its_reason(self, desk: Desk, boris: Staff, command: str) -> None:
        await boris.writes(command, ticket=1)

        async with desk.database.books() as books:
            event = (await books.events.of_ticket(1))[-1]
        assert (event.kind, event.by) == (EventKind.ESCALATED, "telegram:7")
        assert event.details == {"from": "1", "to": "2", "reason": "Нужен доступ"}

    async def test_leaves_the_old_topic_readable_with_word_of_where_it_went(
        self, desk: Desk, boris: Staff
    ) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        card, *_, last = desk.office.screen(STAFF, await old_topic(desk))
        assert card.labels == []
        assert last.text.startswith("Борис Орлов передаёт обращение № 1 на линию 2.")
        assert desk.office.topics[await old_topic(desk)].startswith("↗ № 1")

    async def test_keeps_who_answers_to_the_customer_and_says_so(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        assert (await desk.ticket()).assignee_name == "Борис Орлов"
        assert anna.reads[-1] == (
            "Обращение № 1 передано профильным специалистам."
            " Пока они не ответили, за него отвечает Борис Орлов."
        )

    async def test_brings_the_customers_next_words_there(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        before = await old_texts(desk)

        await anna.writes("Ещё не работает почта")

        assert (await desk.topic_texts())[-1] == "Ещё не работает почта"
        assert await old_texts(desk) == before

    async def test_before_its_topic_stood_sends_nothing_to_general(self, desk: Desk) -> None:
        """The first topic opens while the ticket is at line 2 already: it stays there."""
        ivan = desk.customer("Иван", address="telegram:43")
        desk.delivering = False
        await ivan.writes("Почта не уходит")
        boris = desk.agent()
        async with desk.database.books() as books:
            case = await desk.front.staff.cases.find(books, 2)
            assert case is not None
            written = MessageWritten(
                sender=boris.person,
                scene=Scene(STAFF, ChatKind.FORUM, None),
                ref=MessageRef(STAFF, "500"),
                content=Content(FormattedText("/escalate 2 Срочно")),
                at=desk.clock(),
                command=(await boris.message("/escalate 2 Срочно")).command,
            )
            assert boris.person is not None
            await desk.front.staff.about(books, case, [written], boris.person, desk.clock())
            await books.commit()
        desk.delivering = True
        await desk.delivers()

        async with desk.database.books() as books:
            place = await books.staff_threads.of(2)
        assert place is not None
        assert place.chat == LINE_2
        assert desk.general() == []


class TestTheNextLine:
    async def test_answers_the_customer_in_its_own_name_and_takes_over(
        self, desk: Desk, anna: Customer, boris: Staff, vera: Staff
    ) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await vera.writes("Починили", ticket=1)

        assert anna.reads[-2:] == [
            "Теперь вашим обращением № 1 занимается Вера Лис и доведёт его до решения.",
            "Вера Лис\nПочинили",
        ]
        ticket = await desk.ticket()
        assert (ticket.assignee, ticket.handed_over_at) == ("telegram:8", None)

    async def test_is_reminded_as_long_as_nobody_there_took_it(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await desk.passes(hours=6)

        assert (await desk.topic_texts())[-1] == "Коллеги, срок решения подходит: сегодня до 18:00 (МСК)."

    async def test_takes_by_the_card(self, desk: Desk, boris: Staff, vera: Staff) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await vera.presses("Взять", ticket=1)

        assert (await desk.ticket()).assignee_name == "Вера Лис"
        assert "Взять" not in (await desk.card()).labels

    async def test_tells_the_old_line_when_it_is_done(self, desk: Desk, boris: Staff, vera: Staff) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await vera.writes("/close", ticket=1)

        assert (await old_texts(desk))[-1] == "Обращение № 1 (линия 2): решено."
        assert desk.office.topics[await old_topic(desk)].startswith("✅ ↗ № 1")

    async def test_gives_it_back_to_the_old_topic_with_what_was_said_since(
        self, desk: Desk, boris: Staff, vera: Staff
    ) -> None:
        first = await desk.thread()
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        desk.clock_shows("11:00")
        await vera.writes("Дело в DNS", ticket=1)

        await vera.writes("/escalate 1 Дальше справится первая линия", ticket=1)

        assert await desk.thread() == first
        *_, summary, history = await desk.topic_texts()
        assert summary.startswith("№ 1: линия 2 → линия 1")
        assert "Дело в DNS" in history
        assert "Перезагрузили" not in history
        assert desk.office.topics[first].startswith("№ 1")
        assert "Закрыть" in (await desk.card()).labels


class TestLinesThatShareAGroup:
    async def test_keep_the_topic_and_get_the_summary_there(
        self, desk: Desk, ruled: Callable[..., Desk], boris: Staff
    ) -> None:
        ruled(staff_chats={1: STAFF, 2: STAFF})
        place = await desk.thread()

        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        assert await desk.thread() == place
        assert (await desk.topic_texts())[-1].startswith("№ 1: линия 1 → линия 2")
        assert "Взять" in (await desk.card()).labels

    async def test_may_give_it_to_who_had_it_before(
        self, desk: Desk, ruled: Callable[..., Desk], boris: Staff
    ) -> None:
        ruled(staff_chats={1: STAFF, 2: STAFF})
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await desk.agent("Вера Лис", address="telegram:8", username="vera").writes("/assign @boris", ticket=1)

        ticket = await desk.ticket()
        assert (ticket.assignee, ticket.handed_over_at) == ("telegram:7", None)
        assert (await desk.events())[-1] is EventKind.ASSIGNED


class TestRefusals:
    @pytest.mark.parametrize(
        ("command", "line"),
        [
            ("/escalate", "Укажите линию и причину: /escalate 2 причина"),
            ("/escalate выше", "Укажите линию и причину: /escalate 2 причина"),
            ("/escalate 2", "Укажите причину, она поможет коллегам: /escalate 2 причина"),
            ("/escalate 1 Так надо", "Обращение № 1 уже на линии 1."),
            (
                "/escalate 3 Так надо",
                "Линия 3 не настроена, обращение № 1 остаётся здесь. Есть линии: 1, 2.",
            ),
            (
                "/escalate 2 " + "я" * 501,
                "Причина длиннее 500 знаков: сократите её, история передаётся целиком.",
            ),
        ],
    )
    async def test_are_one_clear_line(self, desk: Desk, boris: Staff, command: str, line: str) -> None:
        before = await desk.ticket()

        await boris.writes(command, ticket=1)

        assert (await desk.topic_texts())[-1] == line
        assert await desk.ticket() == before

    async def test_of_a_solved_ticket_tell_how_to_open_it(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)

        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        assert (await desk.ticket()).line == 1
        assert (await desk.topic_texts())[-1] == "Обращение № 1 сейчас не открыто: сначала /reopen."


class TestWhoIsOfAnotherLine:
    async def test_is_not_given_a_ticket_that_they_can_not_see(
        self, desk: Desk, boris: Staff, vera: Staff
    ) -> None:
        await vera.writes("Доброе утро")
        before = await desk.ticket()

        await boris.writes("/transfer @vera", ticket=1)

        assert await desk.ticket() == before
        assert (await desk.topic_texts())[-1].startswith("Вера Лис не в группе линии 1")

    async def test_is_given_it_where_they_are(self, desk: Desk, boris: Staff, vera: Staff) -> None:
        await vera.writes("Доброе утро")
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await vera.writes("/assign @vera", ticket=1)

        assert (await desk.ticket()).assignee_name == "Вера Лис"


class TestWhatWasDone:
    async def test_names_notes_as_such_and_leaves_out_what_was_taken_back(
        self, desk: Desk, boris: Staff
    ) -> None:
        wrong = await boris.writes("ромашка", ticket=1)
        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)
        await boris.writes("// диск полон", ticket=1)

        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        summary = (await desk.topic())[1].text
        assert "• Борис Орлов (заметка): диск полон" in summary
        assert "ромашка" not in summary

    async def test_is_told_apart_from_what_the_customer_said(self, desk: Desk) -> None:
        await desk.knows("Как получить доступ к FTP?", "Раздел «Доступы».", "не пускает на фтп")
        pavel = desk.customer("Павел", address="telegram:43")
        await pavel.writes("Не пускает на фтп")
        await pavel.writes("Корзина показывает чужие товары в заказе")
        boris = desk.agent()
        await boris.writes("На каком сайте и с какого времени?", ticket=2)
        await pavel.writes("сайт example.ru, со вчера")

        await boris.writes("/escalate 2 Нужен доступ", ticket=2)

        summary = (await desk.topic(2))[1].text
        done = summary.partition("Что уже сделано:")[2].partition("Что ещё сказал клиент:")[0]
        assert done.splitlines()[1:] == [
            "• Бот ответил: «Раздел «Доступы».» (FAQ № 1)",
            "• Борис Орлов: На каком сайте и с какого времени?",
        ]
        assert "Что ещё сказал клиент: \n• Не пускает на фтп\n• сайт example.ru, со вчера\n" in summary
