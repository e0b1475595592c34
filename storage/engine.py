"""The engine: a pool of properly configured connections, made from an address."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from storage.errors import StorageError
from storage.outages import give_up_lost_connections
from storage.sqlite.connection import connect

IN_MEMORY = "sqlite+aiosqlite:///:memory:"
"""The address of a database that leaves nothing behind."""

BUSY_SECONDS = 15
"""How long a transaction waits for another process that writes to the same SQLite file."""
POOL_SECONDS = 30
"""How long a unit of work waits for its turn inside this process."""

STATEMENTS_KEPT = 512
"""Compiled statements kept by a SQLite connection: more than there are different ones."""

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
POSTGRES_ARGUMENTS = {
    "connect_timeout": 10,
    "application_name": "otboinik",
    # A machine that vanished silently is noticed within half a minute.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

READS_ONLY = {"reads_only": True}
"""Options of a connection that never writes: on SQLite nobody waits for it."""


def missing_file(address: str) -> Path | None:
    """The SQLite file that does not exist yet; None if it does, or if the database is no file."""
    url = _address(address)
    file = file_of(url) if url.get_backend_name() == "sqlite" else None
    return None if file is None or file.exists() else file


def _address(url: str) -> URL:
    """The URL with the driver that we use. No error repeats its text, which may hold a password."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError(
            "the database's address is not a URL like sqlite+aiosqlite:///otboinik.db"
        ) from error
    backend = parsed.get_backend_name()
    driver = _DRIVERS.get("postgresql" if backend == "postgres" else backend)
    if driver is None or parsed.drivername not in (backend, driver):
        raise StorageError(
            f"databases of the kind {parsed.drivername!r} are not supported:"
            " use sqlite+aiosqlite:///… or postgresql+psycopg://…"
        )
    return parsed.set(drivername=driver)


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database; None if it is in memory."""
    if url.database is None or url.database in ("", ":memory:"):
        return None
    return Path(url.database).absolute()


def make_engine(address: str) -> AsyncEngine:
    """An engine with configured connections. Raises `StorageError` for an unusable address."""
    url = _address(address)
    if url.get_backend_name() != "sqlite":
        engine = create_async_engine(
            url,
            hide_parameters=True,
            pool_size=10,
            pool_timeout=POOL_SECONDS,
            connect_args=POSTGRES_ARGUMENTS,
        )
        event.listen(engine.sync_engine, "handle_error", give_up_lost_connections)
        return engine
    file = file_of(url)
    if file is not None and not file.parent.is_dir():
        raise StorageError(
            f"there is no folder {file.parent} for the database: make it, or change DATABASE_URL"
        )
    # SQLite has one writer, so one connection serves everybody in turn: waiting in the pool's queue is fair
    # and costs nothing, whereas connections that compete for the file sleep and try again.
    engine = create_async_engine(
        url,
        hide_parameters=True,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args={
            "async_creator_fn": connect,
            "isolation_level": None,
            "timeout": BUSY_SECONDS,
            "check_same_thread": False,
            "cached_statements": STATEMENTS_KEPT,
        },
    )
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")  # a commit is on the disk when it returns, also in WAL mode
        cursor.execute("PRAGMA foreign_keys=ON")
        connection.create_function("casefold", 1, _casefold, deterministic=True)
        cursor.execute("PRAGMA secure_delete=ON")  # erased data leave no words behind in the file
    except BaseException:
        connection.close()  # the pool does not know it yet
        raise
    cursor.close()


def _casefold(words: str | None) -> str | None:
    """Fold case; SQLite's own lower() knows only ASCII."""
    return None if words is None else words.casefold()


def _begin(connection: Connection) -> None:
    """Start the transaction ourselves, as a writer.

    With `isolation_level=None` nobody else does, and every statement would commit alone. A plain BEGIN that
    first reads and then writes fails at once with SQLITE_BUSY_SNAPSHOT if somebody wrote in between, whatever
    the timeout. A reader needs to be no writer.
    """
    reads_only = READS_ONLY.items() <= connection.get_execution_options().items()
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
