"""The database itself: its traps, its outages, its copies."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage import engine as engine_module
from storage.books import Books
from storage.changes import Plan
from storage.database import Database
from storage.errors import BackupFailed, StorageError, StorageUnavailable
from storage.records.timers import Timer, TimerKind
from tests.databases import PostgresServer
from tests.storage.samples import NOW, a_conversation, a_letter, a_message, an_update, keep, post

MOSCOW = timezone(timedelta(hours=3))


async def ask(books: Books, statement: str) -> object:
    return (await books._transaction.execute(text(statement))).scalar_one()


class TestSqlite:
    async def test_is_safe_on_the_disk_and_strict(self, sqlite_url: str) -> None:
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


class TestAnOutage:
    async def test_of_postgresql_is_told_as_such_and_passes(
        self, postgres_url: str, postgres_server: PostgresServer
    ) -> None:
        database = await Database.open(postgres_url)
        break_off = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        async with database.books() as books:
            await books.facts.put("one", "1")
            postgres_server.run(break_off, "otboinik")
            with pytest.raises(StorageUnavailable):
                await books.facts.put("two", "2")

        assert await keep(database, an_update(1)) == 1
        await database.close()

    async def test_at_the_start_is_told_without_the_password(self, tmp_path: Path) -> None:
        url = f"postgresql+psycopg://bot:hunter2@/otboinik?host={tmp_path}"
        with pytest.raises(StorageUnavailable) as outage:
            await Database.open(url)
        assert "hunter2" not in str(outage.value)

    async def test_of_sqlite_is_a_writer_who_does_not_end(
        self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
        database = await Database.open(sqlite_url)
        with sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///")) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageUnavailable, match="locked"):
                await keep(database, an_update(1))
            other.rollback()

        assert await keep(database, an_update(1)) == 1
        await database.close()

    async def test_is_a_unit_of_work_that_does_not_end(
        self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine_module, "POOL_SECONDS", 0.05)
        database = await Database.open(sqlite_url)
        async with database.books():
            with pytest.raises(StorageUnavailable, match="free in time"):
                await keep(database, an_update(1))
        await database.close()

    async def test_is_no_misspelt_statement(self, database: Database) -> None:
        """Waiting would not mend a bug: it flies past, without the customers' words in its text."""
        async with database.books() as books:
            with pytest.raises(DBAPIError):
                await books._transaction.execute(text("SELECT nothing FROM nowhere"))
        async with database.books() as books:
            conversation = await a_conversation(books)
            with pytest.raises(IntegrityError) as bug:
                await books.messages.save([a_message(conversation, text="my secret", ticket=99)])
            assert "my secret" not in str(bug.value)


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

    @pytest.mark.parametrize("place", [".", "otboinik.db"])
    async def test_that_cannot_be_written_is_told_with_its_place(
        self, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Rights stop no superuser, who often runs tests: the system's answer stands in for them."""
        (tmp_path / "otboinik.db").touch()
        locked = tmp_path / place
        monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != locked)

        with pytest.raises(StorageUnavailable, match="this user cannot write") as refusal:
            await Database.open(f"sqlite:///{tmp_path / 'otboinik.db'}")

        assert f"{locked}: change its owner" in str(refusal.value)

    async def test_of_a_file_that_is_no_database_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "notes.db").write_text("dear diary, " * 100)
        with pytest.raises(StorageError, match="not a database"):
            await Database.open(f"sqlite:///{tmp_path / 'notes.db'}")


class TestABackup:
    async def test_is_whole_while_the_database_is_in_use(self, sqlite_url: str, tmp_path: Path) -> None:
        database = await Database.open(sqlite_url)
        await post(database, a_letter("committed"))
        copy = tmp_path / "copy.db"
        copy.write_bytes(b"SQLite format 3\0 an older copy")
        async with database.books() as books:
            await books.apply(Plan(letters=(a_letter("not committed"),)), now=NOW)
            await database.backup(copy)
        await database.close()

        restored = await Database.open(f"sqlite+aiosqlite:///{copy}")
        async with restored.books() as books:
            assert (await books.backlog.of_outbox()).waiting == 1
        await restored.close()
        assert [file.name for file in tmp_path.glob("*.part*")] == []

    async def test_never_overwrites_the_database_itself(self, sqlite_url: str) -> None:
        database = await Database.open(sqlite_url)
        with pytest.raises(BackupFailed, match="another name"):
            await database.backup(Path(sqlite_url.removeprefix("sqlite+aiosqlite:///")))
        await database.close()

    async def test_never_overwrites_what_is_no_copy(self, sqlite_url: str, tmp_path: Path) -> None:
        notes = tmp_path / "notes.txt"
        notes.write_text("what somebody wrote", "utf-8")
        database = await Database.open(sqlite_url)
        with pytest.raises(BackupFailed, match="would be lost"):
            await database.backup(notes)
        await database.close()

        assert notes.read_text("utf-8") == "what somebody wrote"

    async def test_that_cannot_be_written_is_told(self, sqlite_url: str, tmp_path: Path) -> None:
        database = await Database.open(sqlite_url)
        with pytest.raises(BackupFailed, match="no copy was made"):
            await database.backup(tmp_path / "nowhere" / "copy.db")
        await database.close()

    async def test_of_postgresql_is_another_programs_work(self, postgres_url: str, tmp_path: Path) -> None:
        database = await Database.open(postgres_url)
        with pytest.raises(BackupFailed, match="pg_dump"):
            await database.backup(tmp_path / "copy.db")
        await database.close()


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
