"""Hello is said once a day; afterwards the name alone."""

from dataclasses import replace

from tests.handlers.front import Desk
from tests.handlers.people import Customer


class TestOnOneDay:
    async def test_hello_is_said_once(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("привет")
        await anna.writes("Сайт не открывается с утра")
        await desk.agent().writes("/close", ticket=1)
        await anna.writes("/start")

        greetings = [text.splitlines()[0] for text in anna.reads if text.startswith("Анна, ")]
        assert greetings == ["Анна, здравствуйте!", "Анна, рады помочь.", "Анна, рады помочь."]
        assert "«Сайт не открывается с утра» (обращение № 1)" in anna.reads[1]

    async def test_in_english_and_without_a_name_too(self, desk: Desk) -> None:
        nobody = desk.customer("👑", address="telegram:43", language="en")
        await nobody.writes("hello")
        await nobody.writes("The site does not open at all")

        assert nobody.reads[0].startswith("Hello!")
        assert nobody.reads[1].startswith("We are glad to help.\n")

    async def test_to_each_customer(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Сайт не открывается с утра")
        viktor = desk.customer("Виктор", address="telegram:43")
        await viktor.writes("Сайт не открывается с утра")

        assert viktor.reads[0].startswith("Виктор, здравствуйте!")


class TestOnTheNextDay:
    async def test_it_is_said_again(self, desk: Desk, anna: Customer) -> None:
        desk.clock_shows("23:50")
        await anna.writes("привет")
        await desk.passes(minutes=20)
        await anna.writes("привет")

        assert [text.splitlines()[0] for text in anna.reads] == ["Анна, здравствуйте!"] * 2


class TestAnOlderRecordOfTheConversation:
    async def test_does_not_undo_it(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("привет")
        conversation = await desk.conversation()
        async with desk.database.books() as books:
            await books.conversations.save([replace(conversation, greeted_at=None, language="en")])
            await books.commit()

        saved = await desk.conversation()
        assert (saved.greeted_at, saved.language) == (conversation.greeted_at, "en")
