"""The engine: its traps, its moments, its addresses."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from storage.books import Books
from storage.changes import Plan
from storage.database import Database
from storage.errors import StorageError, StorageUnavailable
from storage.records.timers import Timer, TimerKind
from tests.shortcuts import set_durable_pragmas
from tests.storage.samples import NOW, a_conversation, a_message

MOSCOW = timezone(timedelta(hours=3))


async def ask(books: Books, statement: str) -> object:
    return (await books._transaction.execute(text(statement))).scalar_one()


class TestSqlite:
    async def test_is_safe_on_the_disk_and_strict(
        self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("storage.engine._set_pragmas", set_durable_pragmas)
        database = await Database.open(sqlite_url)
        async with database.books() as books:
            assert await ask(books, "PRAGMA journal_mode") == "wal"
            assert await ask(books, "PRAGMA synchronous") == 2, "FULL"
            assert await ask(books, "PRAGMA foreign_keys") == 1
        await database.close()

    async def test_holds_foreign_keys(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            with pytest.raises(IntegrityError):
                await books.messages.save([a_message(conversation, ticket=99)])

    async def test_of_two_writers_lets_the_second_wait(self, sqlite_url: str) -> None:
        """Read first, then write: under a plain BEGIN the second would fail at once, whatever the timeout."""
        first, second = await Database.open(sqlite_url), await Database.open(sqlite_url)

        async def count(database: Database) -> None:
            for _ in range(20):
                async with database.books() as books:
                    seen = int(await books.facts.get("count") or 0)
                    await asyncio.sleep(0)
                    await books.facts.put("count", str(seen + 1))
                    await books.commit()

        await asyncio.gather(count(first), count(second), count(first))

        async with first.books() as books:
            assert await books.facts.get("count") == "60"
        await first.close()
        await second.close()


class TestMoments:
    async def test_come_back_aware_and_in_utc(self, database: Database) -> None:
        """SQLite forgets time zones, and would compare 13:00 in Moscow with 10:00 in UTC as text."""
        in_moscow = datetime(2026, 11, 2, 13, 0, 0, 7, tzinfo=MOSCOW)
        async with database.books() as books:
            await books.apply(Plan(timers=(Timer(TimerKind.SUGGESTION, "1", in_moscow),)), now=NOW)

            assert await books.timers.due(NOW) == ()
            (timer,) = await books.timers.due(in_moscow)
            assert timer.due_at == in_moscow
            assert timer.due_at.tzinfo is UTC

    async def test_without_a_time_zone_are_a_bug(self, database: Database) -> None:
        async with database.books() as books:
            with pytest.raises(StatementError, match="without a time zone"):
                await books.timers.due(NOW.replace(tzinfo=None))


class TestAnAddress:
    @pytest.mark.parametrize(
        ("url", "complaint"),
        [
            ("", "not a URL"),
            ("otboinik.db", "not a URL"),
            ("mysql://bot:hunter2@localhost/x", "'mysql' are not supported"),
            ("postgresql+asyncpg://bot:hunter2@localhost/x", "asyncpg"),
            ("sqlite+aiosqlite:////no/such/folder/x.db", "no folder /no/such/folder"),
        ],
    )
    async def test_that_cannot_be_meant_is_told(self, url: str, complaint: str) -> None:
        with pytest.raises(StorageError, match=complaint) as refusal:
            await Database.open(url)
        assert "hunter2" not in str(refusal.value)

    async def test_may_leave_the_driver_out(self, tmp_path: Path) -> None:
        database = await Database.open(f"sqlite:///{tmp_path / 'otboinik.db'}")
        assert database.url_for_people == str(tmp_path / "otboinik.db")
        await database.close()

    async def test_in_a_folder_that_takes_no_files_is_told_with_its_place(self) -> None:
        """Also to a superuser, whom the folder's rights do not stop."""
        with pytest.raises(StorageUnavailable, match="cannot write to /proc: change its owner"):
            await Database.open("sqlite:////proc/otboinik.db")

    async def test_that_cannot_be_written_is_told_with_its_place(self, tmp_path: Path) -> None:
        place = tmp_path / "otboinik.db"
        place.mkdir()
        with pytest.raises(StorageUnavailable, match="this user cannot write") as refusal:
            await Database.open(f"sqlite:///{place}")

        assert f"{place}: change its owner" in str(refusal.value)

    async def test_of_a_file_that_is_no_database_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "notes.db").write_text("dear diary, " * 100)
        with pytest.raises(StorageError, match="not a database"):
            await Database.open(f"sqlite:///{tmp_path / 'notes.db'}")
