"""Claims: the living keep them, those of the dead are void at once."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from storage.claims import Buried, Holder
from storage.engine import Database
from storage.errors import DatabaseInUse
from tests.databases import PostgresServer
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


async def bury(database: Database, holder: Holder) -> Buried:
    async with database.books() as books:
        buried = await books.bury_the_dead(holder)
        await books.commit()
    return buried


async def bury_once_dead(database: Database, holder: Holder) -> Buried:
    """PostgreSQL hears of a killed client from the kernel: in a moment, not in this very instant."""
    async with asyncio.timeout(5):
        while (buried := await bury(database, holder)).claims == 0:
            await asyncio.sleep(0.01)
    return buried


class TestAProcessThatWasKilled:
    async def test_loses_its_claims_at_once(
        self, database: Database, other_process: subprocess.Popen[str]
    ) -> None:
        other_process.kill()
        other_process.wait()

        async with database.hold() as holder:
            assert await bury_once_dead(database, holder) == Buried(claims=2, in_doubt=1)

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
            await bury_once_dead(database, holder)
            (errand,) = await claim_letters(database, holder)

        assert errand.posted.letter == a_letter("one")
        assert errand.posted.may_be_repeat


class TestAProcessThatLives:
    async def test_keeps_its_claims(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(1))
        async with database.books() as books:
            await books.inbox.claim(holder, NOW, all_at_once)
            await books.commit()

        assert await bury(database, holder) == Buried(claims=0, in_doubt=0)

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

            assert await bury(second, other) == Buried(claims=0, in_doubt=0)
            async with second.books() as books:
                rest = await books.inbox.claim(other, NOW, all_at_once)

            lanes = [batch.lane for claimed in (taken, rest) for batch in claimed.batches]
            assert lanes == ["telegram:42", "telegram:43"]
        await first.close()
        await second.close()

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
