"""A disk that is full and a file that is locked: nothing is lost, and nothing is doubled."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from storage import engine
from tests.chaos.databases import locked
from tests.chaos.watching import Logged, database_file, logged_event, numbered, struck
from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


class TestTheDiskIsFull:
    @pytest.fixture
    def disk(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
        """Sets how many pages the file may have."""
        pages, begin = [1 << 30], engine._begin

        def begin_on_small_disk(connection: Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages[0]}")
            begin(connection)

        monkeypatch.setattr(engine, "_begin", begin_on_small_disk)
        return lambda count: pages.__setitem__(0, count)

    async def test_and_nothing_is_lost_until_there_is_room_again(
        self, desk: Desk, disk: Callable[[int], None], logged: Logged
    ) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        disk(1)  # no more than there are

        long = "длинное сообщение " * 150
        for number in range(20):
            await anna.writes(f"{long}\nподробность {number}")
        await logged_event(logged, "waiting to try again")
        await asyncio.sleep(1)
        assert (await desk.tg.updates())["pending"] > 0
        disk(1 << 30)

        await topic.shows("подробность 19", timeout=15)
        await desk.settles()
        assert numbered(await topic.texts(), "подробность", 20) == list(range(20))
        await desk.sergey.writes(topic, "Чиним.")
        await anna.shows("Чиним.")


class TestTheDatabaseIsLocked:
    """By `--real-lock` for half a minute; else the bot's patience, and the lock, are that much shorter."""

    @pytest.fixture
    def seconds(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
        """The bot waits 15 s for the file; what comes after that is the same after a fifth of a second."""
        if request.config.getoption("--real-lock"):
            return 30.0
        monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
        return 2.0

    async def test_for_longer_than_the_bots_patience_loses_nothing(
        self, desk: Desk, logged: Logged, seconds: float
    ) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        boris = await desk.customer("Борис")
        await desk.settles()

        async with locked(database_file(desk)):
            await anna.writes("подробность 0")
            await boris.writes("Не открывается почта на телефоне")
            await desk.sergey.writes(topic, "Чиним.")
            await asyncio.sleep(seconds)
            await logged_event(logged, "waiting to try again")
            assert (await desk.tg.updates())["pending"] > 0

        await topic.shows("подробность 0", timeout=10)
        await boris.shows("№ 2", timeout=10)
        await anna.shows("Чиним.", timeout=10)
        await desk.settles()
        assert len(await desk.topics()) == 2
        assert await desk.tg.duplicates() == []

    async def test_while_letters_are_on_their_way_sends_none_of_them_twice(
        self, desk: Desk, seconds: float
    ) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.tg.fault("latency", "sendMessage", delay=0.5, count=1)

        await desk.sergey.writes(topic, "Чиним.")
        await desk.tg.until(lambda: struck(desk))
        async with locked(database_file(desk)):
            await asyncio.sleep(seconds)

        await anna.shows("Чиним.", timeout=10)
        await desk.settles()
        assert sum("Чиним." in text for text in await anna.texts()) == 1
