"""The unit of work: what is committed stands, what is not leaves nothing behind, readers wait for nobody."""

import asyncio
import sqlite3
from datetime import timedelta, timezone

import pytest

from storage.changes import Plan
from storage.database import Database
from storage.errors import StaleRecord
from tests.storage.samples import NOW, a_conversation, a_ticket

MOSCOW = timezone(timedelta(hours=3))


class TestAUnitOfWork:
    async def test_left_without_commit_undoes_everything(self, database: Database) -> None:
        async with database.books() as books:
            await books.facts.put("one", "1")
            await books.facts.put("two", "2")
        async with database.books() as books:
            assert (await books.facts.get("one"), await books.facts.get("two")) == (None, None)

    async def test_is_seen_by_nobody_before_its_commit(self, sqlite_url: str) -> None:
        """With SQLAlchemy's and sqlite3's own ideas of transactions, every INSERT would commit alone."""
        database = await Database.open(sqlite_url)
        async with database.books() as books:
            await books.facts.put("one", "1")
            with sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///")) as outsider:
                assert outsider.execute("SELECT count(*) FROM facts").fetchone() == (0,)
            await books.commit()
            with sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///")) as outsider:
                assert outsider.execute("SELECT count(*) FROM facts").fetchone() == (1,)
        await database.close()

    async def test_that_is_cancelled_leaves_the_next_one_a_working_database(self, database: Database) -> None:
        async def interrupted() -> None:
            async with database.books() as books:
                await books.facts.put("one", "1")
                await asyncio.sleep(60)

        task = asyncio.ensure_future(interrupted())  # noqa: TID251  (nothing of the bot's runs here)
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        async with database.books() as books:
            assert await books.facts.get("one") is None


class TestAPlanThatFails:
    async def test_leaves_nothing_behind(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.tickets.save([a_ticket(conversation)])
            await books.commit()

        async def save_it_as_new() -> None:
            async with database.books() as books:
                await books.facts.put("key", "value")
                await books.apply(Plan(tickets=(a_ticket(conversation),)), now=NOW)

        with pytest.raises(StaleRecord):
            await save_it_as_new()

        async with database.books() as books:
            assert await books.facts.get("key") is None


class TestReading:
    async def test_waits_for_no_writer(self, sqlite_url: str) -> None:
        ours, theirs = await Database.open(sqlite_url), await Database.open(sqlite_url)
        async with theirs.books() as writing:
            await writing.facts.put("name", "new")
            async with ours.reading() as reading:
                assert await reading.facts.get("name") is None
            await writing.commit()
        async with ours.reading() as reading:
            assert await reading.facts.get("name") == "new"
        await ours.close()
        await theirs.close()
