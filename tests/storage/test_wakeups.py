"""Those who wait for work are told of it after the commit that added it."""

import asyncio
from functools import partial

import pytest

from storage.changes import Plan
from storage.database import Database
from storage.records.timers import Timer, TimerKind
from storage.wakeups import Work
from tests.storage.samples import NOW, a_letter, an_update, keep, post


@pytest.fixture
def told(database: Database) -> list[Work]:
    """Who was woken, in order."""
    told: list[Work] = []
    for work in Work:
        database.on_commit(work, partial(told.append, work))
    return told


class TestACommit:
    async def test_wakes_those_who_wait_for_what_it_added(self, database: Database, told: list[Work]) -> None:
        await keep(database, an_update(1))
        await post(database, a_letter())
        async with database.books() as books:
            timer = Timer(TimerKind.SUGGESTION, "1", NOW)
            await books.apply(Plan(timers=(timer,)), now=NOW)
            await books.faq.add(question="?", answer="!", by="telegram:1", now=NOW)
            assert told == [Work.INBOX, Work.OUTBOX]
            await books.commit()

        assert sorted(told[2:]) == [Work.FAQ, Work.TIMERS]

    async def test_that_added_nothing_wakes_nobody(self, database: Database, told: list[Work]) -> None:
        await keep(database, an_update(1))
        told.clear()

        await keep(database, an_update(1))
        await post(database)

        assert told == []

    async def test_that_never_came_wakes_nobody(self, database: Database, told: list[Work]) -> None:
        async with database.books() as books:
            await books.inbox.keep([an_update(1)], NOW)

        assert told == []


class TestAnotherProcess:
    async def test_is_woken_through_postgresql(self, postgres_url: str) -> None:
        here, there = await Database.open(postgres_url), await Database.open(postgres_url)
        woken = asyncio.Event()
        there.on_commit(Work.OUTBOX, woken.set)
        async with there.hold():
            await keep(here, an_update(1))
            await post(here, a_letter())

            async with asyncio.timeout(5):
                await woken.wait()
        await here.close()
        await there.close()
