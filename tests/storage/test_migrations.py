"""The schema's way up and down, and what is said when it is not where it should be."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Database
from storage.engine import make_engine
from storage.errors import SchemaAhead, SchemaBehind
from storage.schema import downgrade_schema, upgrade_schema
from storage.tables.base import metadata
from tests.storage.samples import an_update, keep

ROOT = Path(__file__).parents[2]
ANNA = """
INSERT INTO customers (id, created_at, tier, is_joined) VALUES (3, CURRENT_TIMESTAMP, 'standard', false);
INSERT INTO conversations (id, customer, address, given_name) VALUES (4, 3, 'telegram:42', 'Anna');
"""
ANNA_SAID = """
INSERT INTO messages (id, chat, message, conversation, author, author_name, content, at)
    VALUES (5, 'telegram:42', '1', 4, 'customer', 'Anna', :said, CURRENT_TIMESTAMP)
"""
RATED_BEFORE = """
INSERT INTO tickets
    (number, conversation, question, language, opened_at, respond_by, resolve_by, state, line, suggestions,
    version, priority, clock)
    VALUES (1, 4, 'Where?', 'en', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'resolved', 1,
    '[]', 1, 3, '{}');
INSERT INTO ticket_marks (ticket, asked_at, mark, marked_at)
    VALUES (1, CURRENT_TIMESTAMP, 5, CURRENT_TIMESTAMP);
INSERT INTO events (kind, at, by, ticket, details)
    VALUES ('marked', CURRENT_TIMESTAMP, 'telegram:42', 1, '{"mark": "5"}');
INSERT INTO faq_entries (id, question, answer, alternatives, version) VALUES (5, 'Where?', 'Here', '[]', 1);
INSERT INTO faq_lessons (id, entry, key, text, state, version) VALUES (7, 5, 'w', 'Where', 'waiting', 1);
INSERT INTO faq_sightings (lesson, origin, conversation, ticket, at)
    VALUES (7, 'agent', 4, 1, CURRENT_TIMESTAMP)
"""
"""A case that was rated, and a phrasing that an agent confirmed, before either was called so."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
async def engine(empty_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(empty_url)
    yield engine
    await engine.dispose()


def described(connection: Connection) -> list[tuple[str, ...]]:
    """Every table and index with its whole definition, as the database itself tells it."""
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT IN ('alembic_version', 'sqlite_sequence')"
        )
        # As sorted words: two ways to one table may name its columns and constraints in another order.
        # Without quotation marks: SQLite adds them when a table is renamed.
        plain = str.maketrans({",": " ", '"': None})
        rows = connection.execute(text(query))
        return sorted((name, *sorted(sql.translate(plain).split())) for name, sql in rows)
    ours = "WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default"
        " FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    indexes = f"SELECT indexname, indexdef FROM pg_indexes {ours}"  # noqa: S608  (ours)
    keys = (
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND conrelid <> 'alembic_version'::regclass"
    )
    queries = (columns, indexes, keys)
    return sorted(tuple(map(str, row)) for query in queries for row in connection.execute(text(query)))


class TestTheMigrations:
    async def test_go_up_down_and_up(self, engine: AsyncEngine) -> None:
        async with engine.connect() as connection:
            await connection.run_sync(upgrade_schema)
            first = await connection.run_sync(described)
            await connection.rollback()
            await connection.run_sync(downgrade_schema)
            assert await connection.run_sync(described) == []
            await connection.rollback()
            await connection.run_sync(upgrade_schema)
            assert await connection.run_sync(described) == first

    async def test_make_what_the_tables_say(self, engine: AsyncEngine) -> None:
        """Alembic finds nothing to change, and every definition equals, partial indexes included."""
        async with engine.connect() as connection:
            await connection.run_sync(upgrade_schema)
            changes = await connection.run_sync(
                lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
            )
            assert changes == []
            migrated = await connection.run_sync(described)
            await connection.rollback()
            await connection.run_sync(downgrade_schema)
            await connection.run_sync(metadata.create_all)
            assert migrated == await connection.run_sync(described)

    async def test_keep_ratings_and_what_was_confirmed_under_their_new_names(
        self, engine: AsyncEngine
    ) -> None:
        async with engine.connect() as connection:
            await connection.run_sync(upgrade_schema, "2026_11_22_written_language")
            for statement in (ANNA + RATED_BEFORE).split(";"):
                await connection.execute(text(statement))
            await connection.run_sync(upgrade_schema)

            ratings = await connection.execute(text("SELECT ticket, rating FROM ticket_ratings"))
            events = await connection.execute(text("SELECT kind, details FROM events"))
            confirmed = await connection.execute(text("SELECT lesson, origin, ticket FROM faq_confirmations"))

            assert [tuple(row) for row in ratings] == [(1, 5)]
            assert [tuple(row) for row in events] == [("rated", '{"rating": "5"}')]
            assert [tuple(row) for row in confirmed] == [(7, "agent", 1)]

    async def test_show_nul_in_what_was_said_as_the_replacement_character(self, engine: AsyncEngine) -> None:
        r"""The words `\u0000` are no NUL: they stay."""
        said = r'{"text": {"text": "a\u0000\u0000b\\\u0000 \\u0000"}}'
        async with engine.connect() as connection:
            await connection.run_sync(upgrade_schema, "2026_11_22_ratings")
            for statement in ANNA.rstrip("\n;").split(";"):
                await connection.execute(text(statement))
            await connection.execute(text(ANNA_SAID), {"said": said})
            await connection.run_sync(upgrade_schema)

            content = (await connection.execute(text("SELECT content FROM messages"))).scalar_one()
            assert json.loads(content) == {"text": {"text": "a\ufffd\ufffdb\\\ufffd \\u0000"}}

    async def test_leave_foreign_keys_switched_on(self, tmp_path: Path) -> None:
        """Batch mode needs them off, and SQLite forgets to complain."""
        engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'otboinik.db'}")
        async with engine.connect() as connection:
            await connection.run_sync(upgrade_schema)
            assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1
        await engine.dispose()


class TestAnOldSchema:
    async def test_is_brought_up_to_date_when_asked(self, empty_url: str) -> None:
        database = await Database.open(empty_url, upgrade=True)
        assert await keep(database, an_update(1)) == 1
        await database.close()

    async def test_is_brought_up_to_date_on_sqlite_by_itself(self, tmp_path: Path) -> None:
        database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'otboinik.db'}")
        assert await keep(database, an_update(1)) == 1
        await database.close()

    async def test_is_refused_on_postgresql_with_its_mend(self, empty_postgres_url: str) -> None:
        with pytest.raises(SchemaBehind, match="otboinik db upgrade"):
            await Database.open(empty_postgres_url)

    def test_is_upgraded_once_by_processes_that_start_together(self, empty_postgres_url: str) -> None:
        """One of them walks, the other waits and finds nothing left to do."""
        program = (
            "import asyncio, sys; from storage.database import Database;"
            "asyncio.run(Database.open(sys.argv[1], upgrade=True))"
        )
        command = [sys.executable, "-W", "ignore", "-c", program, empty_postgres_url]
        processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]

        assert [process.wait() for process in processes] == [0, 0]


class TestASchemaOfANewerProgram:
    async def test_is_refused(self, empty_url: str) -> None:
        database = await Database.open(empty_url, upgrade=True)
        await database.close()
        engine = make_engine(empty_url)
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '2999_01_01_later'"))
        await engine.dispose()

        with pytest.raises(SchemaAhead, match="newer version"):
            await Database.open(empty_url, upgrade=True)
