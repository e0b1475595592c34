"""The database itself: its outages, its copies."""

import shutil
import sqlite3
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import engine as engine_module
from storage.changes import Plan
from storage.database import Database
from storage.errors import BackupFailed, DatabaseInUse, RestoreFailed, StorageUnavailable
from tests.databases import PostgresServer, damage_a_page
from tests.storage.samples import NOW, a_conversation, a_letter, a_message, an_update, keep, post

MOSCOW = timezone(timedelta(hours=3))


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

    async def test_of_a_damaged_database_leaves_the_older_copy(self, sqlite_url: str, tmp_path: Path) -> None:
        older = tmp_path / "copy.db"
        database = await Database.open(sqlite_url)
        assert await database.damage() is None
        await database.backup(older)
        sound = older.read_bytes()
        await database.close()
        damage_a_page(Path(sqlite_url.removeprefix("sqlite+aiosqlite:///")))

        database = await Database.open(sqlite_url, upgrade=False)
        assert await database.damage() is not None
        with pytest.raises(BackupFailed, match="damaged"):
            await database.backup(older)
        await database.close()

        assert older.read_bytes() == sound

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


class TestARestore:
    @pytest.fixture
    async def copy(self, sqlite_url: str, tmp_path: Path) -> Path:
        """A copy with one letter, to which the process added a second one before it died."""
        file, left = Path(sqlite_url.removeprefix("sqlite+aiosqlite:///")), tmp_path / "left"
        database = await Database.open(sqlite_url)
        await post(database, a_letter("before the copy"))
        copy = tmp_path / "copy.db"
        await database.backup(copy)
        await post(database, a_letter("after the copy"))
        left.mkdir()
        parts = [part for part in (file, file.with_name(f"{file.name}-wal")) if part.exists()]
        for part in parts:
            shutil.copy2(part, left / part.name)
        await database.close()
        for part in parts:
            shutil.copy2(left / part.name, part)
        assert file.with_name(f"{file.name}-wal").stat().st_size > 0
        return copy

    async def waiting(self, url: str) -> int:
        database = await Database.open(url)
        async with database.books() as books:
            waiting = (await books.backlog.of_outbox()).waiting
        await database.close()
        return waiting

    async def test_puts_the_copy_in_place_of_all_that_was_there_and_keeps_that(
        self, sqlite_url: str, copy: Path
    ) -> None:
        kept = await Database.restore(sqlite_url, copy, NOW)

        assert await self.waiting(sqlite_url) == 1
        assert await self.waiting(f"sqlite+aiosqlite:///{kept}") == 2

    async def test_of_a_damaged_database_keeps_that_as_it_is(self, sqlite_url: str, copy: Path) -> None:
        file = Path(sqlite_url.removeprefix("sqlite+aiosqlite:///"))
        file.write_bytes(b"not a database at all")

        kept = await Database.restore(sqlite_url, copy, NOW)

        assert kept is not None
        assert kept.read_bytes() == b"not a database at all"
        assert await self.waiting(sqlite_url) == 1

    async def test_makes_a_database_where_there_is_none(self, copy: Path, tmp_path: Path) -> None:
        url = f"sqlite+aiosqlite:///{tmp_path}/new.db"

        assert await Database.restore(url, copy, NOW) is None
        assert await self.waiting(url) == 1

    async def test_waits_for_nobody_who_works_on_the_database(self, sqlite_url: str, copy: Path) -> None:
        database = await Database.open(sqlite_url)
        async with database.hold():
            with pytest.raises(DatabaseInUse):
                await Database.restore(sqlite_url, copy, NOW)
        await database.close()

        assert await self.waiting(sqlite_url) == 2

    @pytest.mark.parametrize(
        ("content", "why"),
        [(None, "there is no file"), (b"SQLite format 3\0 torn", "cannot be read"), (b"", "is no copy of")],
    )
    async def test_of_what_is_no_copy_changes_nothing(
        self, sqlite_url: str, copy: Path, content: bytes | None, why: str
    ) -> None:
        copy.unlink()
        if content is not None:
            copy.write_bytes(content)

        with pytest.raises(RestoreFailed, match=why):
            await Database.restore(sqlite_url, copy, NOW)

        assert await self.waiting(sqlite_url) == 2

    async def test_of_postgresql_is_another_programs_work(self, postgres_url: str, tmp_path: Path) -> None:
        with pytest.raises(RestoreFailed, match="pg_restore"):
            await Database.restore(postgres_url, tmp_path / "copy.db", NOW)
