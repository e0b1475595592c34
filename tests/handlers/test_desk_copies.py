"""What is written at the web desk about a ticket that has its topic in a messenger stands there too."""

import pytest

from handlers.channel import ChatKind, MessageWritten, Person, Scene
from storage.records.content import Content, FormattedText
from storage.records.message_refs import MessageRef
from tests.handlers.front import STAFF, Desk

OLEG = Person("desk:oleg", "Олег Агентов")


async def writes(desk: Desk, text: str) -> None:
    """Oleg writes at the web desk about ticket 1."""
    written = MessageWritten(
        sender=OLEG,
        scene=Scene(STAFF, ChatKind.FORUM, "1"),
        ref=MessageRef(OLEG.address, desk.fresh_id()),
        content=Content(FormattedText(text)),
        at=desk.clock(),
    )
    async with desk.database.books() as books:
        case = await desk.front.staff.cases.find(books, 1)
        await desk.front.staff.about(books, case, [written], OLEG, desk.clock())
        await books.commit()
    await desk.delivers()


@pytest.fixture(autouse=True)
async def anna(desk: Desk) -> None:
    await desk.customer().writes("Сайт не открывается")


class TestAReplyFromTheDesk:
    async def test_reaches_the_customer_and_the_topic_under_one_name(self, desk: Desk) -> None:
        await writes(desk, "Смотрим")

        assert (await desk.topic_texts(1))[-1] == "Олег Агентов\nСмотрим"


class TestANoteFromTheDesk:
    async def test_stands_in_the_topic_alone(self, desk: Desk) -> None:
        await writes(desk, "// похоже на вчерашнее")

        assert (await desk.topic_texts(1))[-1] == "Олег Агентов\n// похоже на вчерашнее"
