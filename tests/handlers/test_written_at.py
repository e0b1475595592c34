"""When something was written, and when the desk heard of it: a burst, an outage, clocks that differ."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.customers.flood import MOST_A_MINUTE
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff


async def hears(desk: Desk, customer: Customer, *texts: str, written_at: datetime) -> None:
    """The desk reads now what was written then."""
    await desk.receives(*(replace(customer.message(text), at=written_at) for text in texts))


class TestABurst:
    async def test_is_dated_when_it_was_written(self, desk: Desk, asked: Customer, boris: Staff) -> None:
        """The agent replied while the bot still waited for the burst's end."""
        begun = desk.clock()
        await desk.passes(seconds=5)
        await boris.writes("Смотрим", ticket=1)
        await desk.passes(seconds=2)

        await hears(desk, asked, "и почта", "тоже", written_at=begun + timedelta(seconds=3))

        in_time = sorted(await desk.said(), key=lambda message: message.place_in_time)
        assert [message.content.text.text for message in in_time] == [
            "Сайт не открывается",
            "и почта",
            "тоже",
            "Смотрим",
        ]


class TestAnOutage:
    async def test_leaves_the_moments_of_writing(self, desk: Desk, asked: Customer) -> None:
        written_at = desk.clock() + timedelta(minutes=1)
        await desk.passes(hours=2)

        await hears(desk, asked, "есть кто живой?", written_at=written_at)

        assert (await desk.said())[-1].said_at == written_at

    async def test_lets_a_flood_be_one(self, desk: Desk, asked: Customer) -> None:
        """What comes at once is a flood in the topic, however long it took to write."""
        written_at = desk.clock()
        await desk.passes(hours=2)
        for number in range(MOST_A_MINUTE):
            await hears(desk, asked, f"строка {number}", written_at=written_at + timedelta(minutes=number))
        before = await desk.topic_texts()

        await hears(desk, asked, "ещё", written_at=desk.clock())

        assert await desk.topic_texts() == before

    async def test_gives_promises_from_the_moment_of_hearing(self, desk: Desk, anna: Customer) -> None:
        written_at = desk.clock()
        await desk.passes(hours=2)

        await hears(desk, anna, "Сайт не открывается", written_at=written_at)

        assert (await desk.ticket()).opened_at == desk.clock()


class TestAMessengersClock:
    async def test_ahead_of_ours_dates_nothing_in_the_future(self, desk: Desk, asked: Customer) -> None:
        await hears(desk, asked, "и почта тоже", written_at=desk.clock() + timedelta(minutes=5))

        assert (await desk.said())[-1].said_at == desk.clock()


class TestAnotherWording:
    async def test_stays_where_the_first_one_was(self, desk: Desk, anna: Customer) -> None:
        begun = desk.clock()
        written = await anna.writes("Сайт не открывается")
        await desk.passes(minutes=5)

        await anna.edits(replace(written, at=desk.clock()), "Сайт не открывается с утра")

        (message,) = await desk.said()
        assert (message.said_at, message.edited_at) == (begun, desk.clock())
