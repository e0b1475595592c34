"""Claims: the living keep them, those of the dead are void at once."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from storage.claims import ADVISORY_LOCKS, Holder, LeftBehind
from storage.database import Database
from storage.errors import DatabaseInUse, StorageUnavailable
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import NOW, a_letter, all_at_once, an_update, claim_letters, keep, post

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def other_process(database: Database, database_url: str) -> AsyncIterator[subprocess.Popen[str]]:
    """Another process has one update and one letter in hand."""
    await keep(database, an_update(1))
    await post(database, a_letter("one"), a_letter("two"))
    command = [sys.executable, "-m", "tests.storage.mortal", database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "claimed\n"
        yield process
        process.kill()


async def void_dead_claims(database: Database, holder: Holder) -> LeftBehind:
    async with database.books() as books:
        left = await books.void_dead_claims(holder)
        await books.commit()
    return left


async def void_once_dead(database: Database, holder: Holder) -> LeftBehind:
    """PostgreSQL hears of a killed client from the kernel: in a moment, not in this very instant."""
    async with asyncio.timeout(5):
        while (left := await void_dead_claims(database, holder)).claims == 0:
            await asyncio.sleep(0.01)
    return left


async def is_told_of_an_outage(
    held: AbstractAsyncContextManager[object], lock: str, server: PostgresServer
) -> None:
    """Somebody else has the lock; the database goes away while it is waited for."""

    async def goes_away() -> None:
        server.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted", "otboinik")

    with server.connect("otboinik") as somebody_else:
        somebody_else.execute(f"SELECT pg_advisory_lock({lock})".encode())
        with pytest.raises(StorageUnavailable, match="the database is away"):
            await while_it_waits(server, held.__aenter__(), goes_away)


class TestAProcessThatWasKilled:
    async def test_loses_its_claims_at_once(
        self, database: Database, other_process: subprocess.Popen[str]
    ) -> None:
        other_process.kill()
        other_process.wait()

        async with database.hold() as holder:
            assert await void_once_dead(database, holder) == LeftBehind(claims=2, in_doubt=1)

            async with database.books() as books:
                claimed = await books.inbox.claim(holder, NOW, all_at_once)
            assert [row.update.update_id for batch in claimed.batches for row in batch.rows] == [1]

    async def test_leaves_what_it_was_sending_in_doubt(
        self, database: Database, other_process: subprocess.Popen[str]
    ) -> None:
        """The letter comes again, before what follows it, as a possible repeat."""
        other_process.kill()
        other_process.wait()

        async with database.hold() as holder:
            await void_once_dead(database, holder)
            (claimed,) = await claim_letters(database, holder)

        assert claimed.posted.letter == a_letter("one")
        assert claimed.posted.may_be_repeat


class TestAProcessThatLives:
    async def test_keeps_its_claims(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(1))
        async with database.books() as books:
            await books.inbox.claim(holder, NOW, all_at_once)
            await books.commit()

        assert await void_dead_claims(database, holder) == LeftBehind(claims=0, in_doubt=0)

    async def test_has_a_sqlite_file_to_itself(self, sqlite_url: str) -> None:
        first, second = await Database.open(sqlite_url), await Database.open(sqlite_url)
        async with first.hold():
            with pytest.raises(DatabaseInUse, match="stop that one first"):
                async with second.hold():
                    pass
        async with second.hold():
            pass
        await first.close()
        await second.close()

    async def test_shares_a_postgresql_with_others(self, postgres_url: str) -> None:
        first, second = await Database.open(postgres_url), await Database.open(postgres_url)
        await keep(first, an_update(1), an_update(2, "telegram:43"))
        async with first.hold() as one, second.hold() as other:
            assert one.id != other.id
            async with first.books() as books:
                taken = await books.inbox.claim(one, NOW, all_at_once, limit=1)
                await books.commit()

            assert await void_dead_claims(second, other) == LeftBehind(claims=0, in_doubt=0)
            async with second.books() as books:
                rest = await books.inbox.claim(other, NOW, all_at_once)

            lanes = [batch.lane for claimed in (taken, rest) for batch in claimed.batches]
            assert lanes == ["telegram:42", "telegram:43"]
        await first.close()
        await second.close()

    async def test_that_begins_while_another_one_looks_for_the_dead_keeps_its_claims(
        self, postgres: Database, postgres_url: str
    ) -> None:
        """It had its lock before its first claim: who sees the claim must look for the lock afterwards."""
        began: list[psycopg.Connection] = []
        with psycopg.connect(postgres_url.replace("+psycopg", "")) as beginner:

            def begin(*_: object) -> None:
                if not began:
                    began.append(beginner)
                    beginner.execute("SELECT pg_advisory_lock(%s, 99)", (ADVISORY_LOCKS,))
                    beginner.execute("INSERT INTO claims VALUES ('inbox', 'telegram:42', 99)")
                    beginner.commit()

            event.listen(postgres._engine.sync_engine, "after_cursor_execute", begin)
            found = await void_dead_claims(postgres, Holder(1))

            assert began
            assert found == LeftBehind(claims=0, in_doubt=0)
            assert await void_dead_claims(postgres, Holder(1)) == LeftBehind(claims=0, in_doubt=0)
        assert await void_once_dead(postgres, Holder(1)) == LeftBehind(claims=1, in_doubt=0)

    async def test_hears_that_its_lock_is_gone(
        self, postgres_url: str, postgres_server: PostgresServer
    ) -> None:
        """Somebody else may take its lanes from now on: it has to stop."""
        database = await Database.open(postgres_url)
        async with database.hold() as holder:
            assert not holder.lost.is_set()
            postgres_server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'", "otboinik"
            )
            async with asyncio.timeout(5):
                await holder.lost.wait()
        await database.close()


class TestADatabaseThatGoesAway:
    """After the connect and before the lock stands: an outage like any other, to be waited out."""

    async def test_is_an_outage_to_who_begins(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        await is_told_of_an_outage(postgres.hold(), "1968, 1", postgres_server)

    async def test_is_an_outage_to_who_stands_by(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        standing_by = postgres.alone_at("polling", Holder(1))
        await is_told_of_an_outage(standing_by, "1969, hashtext('polling')", postgres_server)


class TestAHolder:
    async def test_of_a_process_that_ended_gives_its_number_to_nobody(self, database: Database) -> None:
        """Numbers of the dead stand in claims: a new process must not be taken for an old one."""
        async with database.hold() as first:
            pass
        async with database.hold() as second:
            assert second.id > first.id

    async def test_lets_go_of_its_lock_in_the_end(self, postgres_url: str) -> None:
        database = await Database.open(postgres_url)
        async with database.hold():
            pass
        with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
            held = connection.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()
        assert held == (0,)
        await database.close()
