"""What is written in the topic that a ticket left for another line."""

from dataclasses import replace

import pytest

from handlers.channel import ChatKind, Scene
from storage.records.messages import Author
from storage.records.staff import StaffThread
from tests.handlers.agents.lines.two_lines import old_texts, written_in_old_topic
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff, poll

LEFT = "Обращение № 1 теперь на линии 2: клиент этого не увидит, коллеги — увидят."


class TestWritingInTheOldTopic:
    async def test_reaches_colleagues_and_not_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        heard = anna.reads

        await written_in_old_topic(desk, boris, "Посмотрите ещё журнал")

        assert anna.reads == heard
        assert (await desk.topic_texts())[-1] == "Борис Орлов\nПосмотрите ещё журнал"
        assert (await desk.said())[-1].author is Author.NOTE
        assert (await old_texts(desk))[-1].startswith(LEFT)

    @pytest.mark.parametrize("command", ["/close", "/take", "/escalate 2 ещё раз", "/неведомо"])
    async def test_a_command_changes_nothing(self, desk: Desk, boris: Staff, command: str) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        before = await desk.ticket()

        await written_in_old_topic(desk, boris, command)

        assert await desk.ticket() == before
        assert "теперь на линии 2" in (await old_texts(desk))[-1]

    @pytest.mark.parametrize(
        ("command", "answer"),
        [
            ("/find № 2", "№ 2 · новое"),
            ("/mine", "№ 1 · в работе"),
            ("/status 2", "№ 2"),
            ("/canned", "Готовых ответов пока нет"),
            ("/help", "/take"),
        ],
    )
    async def test_a_command_that_is_not_about_the_ticket_is_done_there(
        self, desk: Desk, boris: Staff, command: str, answer: str
    ) -> None:
        await desk.customer("Иван", address="telegram:43").writes("Почта не уходит")
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        there = await desk.topic_texts()

        await written_in_old_topic(desk, boris, command)

        assert answer in (await old_texts(desk))[-1]
        assert await desk.topic_texts() == there

    @pytest.mark.parametrize("command", ["/status", "/category", "/category хостинг", "/canned 1", "/"])
    async def test_a_command_of_the_chat_about_the_ticket_is_refused(
        self, desk: Desk, boris: Staff, command: str
    ) -> None:
        await desk.manager().writes("/canned add Приветствие\nЗдравствуйте!")
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        await written_in_old_topic(desk, boris, command)

        assert (await old_texts(desk))[-1].startswith("Обращение № 1 теперь на линии 2: команды")

    @pytest.mark.parametrize("note", ["/note", "/note@otboinik_bot", "//", " // "])
    async def test_a_note_without_words_asks_for_them(self, desk: Desk, boris: Staff, note: str) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        there = await desk.topic_texts()

        await written_in_old_topic(desk, boris, note)

        assert (await old_texts(desk))[-1] == "Напишите текст заметки: /note текст"
        assert await desk.topic_texts() == there

    async def test_of_a_kind_that_cannot_be_sent_says_so(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        said, there = await desk.said(), await desk.topic_texts()

        await written_in_old_topic(desk, boris, poll())

        assert (await desk.said(), await desk.topic_texts()) == (said, there)
        assert (await old_texts(desk))[-1].startswith(
            "Обращение № 1 теперь на линии 2, а сообщения такого вида"
        )

    async def test_names_the_new_topic_by_a_link(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        async with desk.database.books() as books:
            await books.staff_threads.save([StaffThread(1, "telegram:-100777", "15")])
            await books.commit()
        written = replace(
            await boris.message("Ну как?"), scene=Scene(STAFF, ChatKind.FORUM, await first(desk))
        )

        await desk.receives(written)

        assert desk.office.screen(STAFF, await first(desk))[-1].text.endswith("\nhttps://t.me/c/777/15")


async def first(desk: Desk) -> str:
    async with desk.database.books() as books:
        _, places = await books.staff_threads.now_and_before(1)
    return next(place.thread or "" for place in places if place.chat == STAFF)
