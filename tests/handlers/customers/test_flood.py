"""A customer who writes faster than anybody reads: nothing is lost, and the topic stays readable."""

from handlers.customers.flood import MOST_A_MINUTE
from storage.records.timers import TimerKind
from tests.handlers.front import Desk
from tests.handlers.people import Customer, photo

TOLD = "Видим все ваши сообщения, ни одно не потеряется."


async def a_flood(desk: Desk) -> Customer:
    """A customer with an open ticket who wrote as much as a minute takes."""
    anna = desk.customer()
    await anna.writes("Сайт не открывается")
    for number in range(MOST_A_MINUTE - 1):
        await anna.writes(f"строка {number}")
    return anna


class TestAFlood:
    async def test_reaches_the_topic_in_one_post_and_tells_the_customer_once(self, desk: Desk) -> None:
        anna = await a_flood(desk)
        before = await desk.topic_texts()

        for number in range(5):
            await anna.writes(f"ещё {number}")

        assert await desk.topic_texts() == before
        await desk.passes(seconds=10)
        assert (await desk.topic_texts())[len(before) :] == ["ещё 0\nещё 1\nещё 2\nещё 3\nещё 4"]
        assert sum(text.startswith(TOLD) for text in anna.reads) == 1
        assert len(await desk.said()) == MOST_A_MINUTE + 5

    async def test_keeps_files_and_replies_as_themselves_and_in_order(self, desk: Desk) -> None:
        anna = await a_flood(desk)
        before = len(await desk.topic())

        await anna.writes("раз")
        await anna.writes(photo("два"))
        await anna.writes("три")
        await desk.passes(seconds=10)

        assert [post.text for post in (await desk.topic())[before:]] == ["раз", "два", "три"]

    async def test_that_goes_on_is_told_of_once_in_a_while(self, desk: Desk) -> None:
        anna = await a_flood(desk)
        await anna.writes("ещё")
        await desk.passes(seconds=10)
        await anna.writes("и ещё")
        await desk.passes(seconds=10)

        assert sum(text.startswith(TOLD) for text in anna.reads) == 1

    async def test_is_over_when_a_minute_was_calm(self, desk: Desk) -> None:
        anna = await a_flood(desk)
        await desk.passes(minutes=2)

        await anna.writes("спокойно")

        assert (await desk.topic_texts())[-1] == "спокойно"

    async def test_of_one_customer_is_nothing_to_another(self, desk: Desk) -> None:
        await a_flood(desk)
        viktor = desk.customer("Виктор", address="telegram:43")

        await viktor.writes("Почта не уходит")

        assert "№ 2" in viktor.reads[-1]

    async def test_line_that_is_edited_afterwards_changes_in_the_digest(self, desk: Desk) -> None:
        anna = await a_flood(desk)
        line = await anna.writes("опичатка")
        await anna.writes("вторая")
        await desk.passes(seconds=10)

        await anna.edits(line, "опечатка")

        assert (await desk.topic_texts())[-1] == "опечатка\nвторая"

    async def test_that_nothing_would_end_gets_its_end_with_the_next_message(self, desk: Desk) -> None:
        """Whatever became of its timer: who is held back is heard in the end."""
        anna = await a_flood(desk)
        await anna.writes("раз")
        conversation = await desk.conversation()
        async with desk.database.books() as books:
            await books.timers.cancel([(TimerKind.FLOOD, str(conversation.id))])
            await books.commit()

        await anna.writes("два")
        await desk.passes(seconds=10)

        assert (await desk.topic_texts())[-1] == "раз\nдва"
