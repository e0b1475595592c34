"""A customer edits a message that nobody here knows: nothing that they said may be lost."""

from collections.abc import Callable

from tests.handlers.front import MANAGER, Desk
from tests.handlers.people import Customer

QUESTION = "Сайт не открывается с утра"


class TestAMessageFromBeforeTheBot:
    async def test_is_heard_as_a_new_one_once(self, desk: Desk, anna: Customer) -> None:
        unheard = anna.message("Сайт не открывается")

        await anna.edits(unheard, QUESTION)
        await anna.edits(unheard, f"{QUESTION}, и почта")

        assert f"«{QUESTION}» (обращение № 1)" in anna.reads[0]
        assert await desk.tickets() == [1]
        assert [message.content.text.text for message in await desk.said()] == [f"{QUESTION}, и почта"]

    async def test_is_none_where_it_is_a_command_now(self, desk: Desk, anna: Customer) -> None:
        await anna.edits(anna.message("статус"), "/status")

        assert anna.reads == []
        assert await desk.tickets() == []


class TestAMessageThatAnotherBotMayHaveHeard:
    async def test_is_left_to_that_bot(self, ruled: Callable[..., Desk]) -> None:
        desk = ruled(hears_all=False)
        anna = desk.customer()

        await anna.edits(anna.message("Две пиццы"), "Три пиццы")

        assert await desk.tickets() == []


class TestAMessageThatWasForgotten:
    async def test_is_heard_as_a_new_one(self, desk: Desk, anna: Customer) -> None:
        written = await anna.writes(QUESTION)
        await desk.agent().writes("/close", ticket=1)
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=1)

        await anna.edits(written, "Почта не приходит с утра")

        assert await desk.tickets() == [2]


class TestWhatAManagerTypedInADialogue:
    async def test_opens_no_ticket_when_it_is_edited_later(self, desk: Desk) -> None:
        maria = desk.customer("Мария", address=MANAGER)
        await maria.writes("/faq add")
        question = await maria.writes("Как сменить тариф?")
        await maria.writes("/cancel")

        await maria.edits(question, "Как сменить тариф и домен?")

        assert await desk.tickets() == []
