"""The database: one engine, its connections set up as they must be, and units of work on it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from storage import schema
from storage.books import Books
from storage.claims import Holder
from storage.counters import next_value
from storage.errors import BackupFailed, NoDatabase, StorageError
from storage.outages import give_up_lost_connections, outages_told
from storage.sqlite_connection import connect
from storage.sqlite_file import copy_sqlite, refuse_what_cannot_be_written
from storage.sqlite_holder import hold_file
from storage.transaction import Transaction
from storage.wakeups import Wakeups, Work

IN_MEMORY = "sqlite+aiosqlite:///:memory:"
"""The address of a database that leaves nothing behind."""

BUSY_SECONDS = 15
"""How long a transaction waits for another process that writes to the same SQLite file."""
POOL_SECONDS = 30
"""How long a unit of work waits for its turn inside of this process."""

STATEMENTS_KEPT = 512
"""Compiled statements of one SQLite connection: more than there are different ones."""

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
_POSTGRES_ARGUMENTS = {
    "connect_timeout": 10,
    "application_name": "otboinik",
    # A machine that vanished without a word is noticed within half a minute.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class Database:
    """One engine; hands out units of work."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._wakeups = Wakeups()
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self.url_for_people = file or engine.url.render_as_string(hide_password=True)

    @classmethod
    async def open(cls, url: str, *, upgrade: bool | None = None) -> Self:
        """Connect, and see to the schema.

        `upgrade`: bring the schema up to date; by default on SQLite only. Raises `SchemaBehind`,
        `SchemaAhead`, `StorageUnavailable`, and `StorageError` for an address that cannot be meant.
        """
        database = cls(make_engine(url))
        if database.is_sqlite and (file := _file(database._engine.url)) is not None:
            refuse_what_cannot_be_written(file)
        try:
            await schema.prepare(database._engine, upgrade=database.is_sqlite if upgrade is None else upgrade)
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    def books(self) -> Books:
        """A unit of work: `async with database.books() as books: … await books.commit()`."""
        return Books(self._engine, self._wakeups)

    def reading(self) -> Books:
        """Books that are only read: nobody has to wait for them. On SQLite they must not be written."""
        return Books(self._engine.execution_options(**_READS_ONLY), self._wakeups)

    def on_commit(self, work: Work, callback: Callable[[], None]) -> None:
        """Have `callback` (such as `event.set`) called after each commit that added this kind of work.

        On PostgreSQL other processes' commits count too, while `hold` lasts; keep a slow poll underneath.
        """
        self._wakeups.add(work, callback)

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[Holder]:
        """Be alive: the lock under which this process may claim lanes.

        Raises `DatabaseInUse` when another process works on the same SQLite file.
        """
        if not self.is_sqlite:
            from storage.postgres_holders import hold_postgres

            holder = Holder(await self._next_holder())
            async with hold_postgres(self._connect_arguments(), holder, self._wakeups):
                yield holder
            return
        file = _file(self._engine.url)
        if file is None:
            yield Holder(await self._next_holder())
            return
        with hold_file(file):
            yield Holder(await self._next_holder())

    @asynccontextmanager
    async def alone_at(self, task: str, holder: Holder) -> AsyncIterator[None]:
        """Do what one process at a time may do: stand by until no other one does it, however long that takes.

        Raises `StorageUnavailable`. When the lock is lost in the middle, the holder is.
        """
        if self.is_sqlite:  # one file, one process
            yield
            return
        from storage.postgres_holders import stand_by_postgres

        async with stand_by_postgres(self._connect_arguments(), task, holder):
            yield

    async def backup(self, file: Path) -> None:
        """A consistent copy of the SQLite database, made while it is in use.

        An older copy is replaced, no other file is.

        Raises `BackupFailed`.
        """
        if not self.is_sqlite:
            raise BackupFailed(f"{self.url_for_people} is PostgreSQL: copy it with pg_dump")
        source = _file(self._engine.url)
        if source is None:
            raise BackupFailed("a database in memory has no file to copy")
        if not source.exists():
            raise NoDatabase(source)
        await asyncio.to_thread(copy_sqlite, source, file)

    async def close(self) -> None:
        await self._engine.dispose()

    async def _next_holder(self) -> int:
        with outages_told():
            async with self._engine.connect() as connection:
                transaction = Transaction(connection)
                number = await next_value(transaction, "holder")
                await transaction.commit()
        return number

    def _connect_arguments(self) -> dict[str, Any]:
        _, arguments = self._engine.dialect.create_connect_args(self._engine.url)
        return {**_POSTGRES_ARGUMENTS, **arguments}


_READS_ONLY = {"reads_only": True}


def missing_file(address: str) -> Path | None:
    """The SQLite file that nobody made yet; None where it stands, or where the database is no file."""
    url = _address(address)
    file = _file(url) if url.get_backend_name() == "sqlite" else None
    return None if file is None or file.exists() else file


def _address(url: str) -> URL:
    """The URL with the driver that we use. Its text is never repeated in an error: it may hold a password."""
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


def _file(url: URL) -> Path | None:
    """The file of a SQLite database; None when it is in memory."""
    if url.database is None or url.database in ("", ":memory:"):
        return None
    return Path(url.database).absolute()


def make_engine(address: str) -> AsyncEngine:
    """An engine whose connections are set up as they must be. Raises `StorageError` for a strange address."""
    url = _address(address)
    if url.get_backend_name() != "sqlite":
        engine = create_async_engine(
            url,
            hide_parameters=True,
            pool_size=10,
            pool_timeout=POOL_SECONDS,
            connect_args=_POSTGRES_ARGUMENTS,
        )
        event.listen(engine.sync_engine, "handle_error", give_up_lost_connections)
        return engine
    file = _file(url)
    if file is not None and not file.parent.is_dir():
        raise StorageError(
            f"there is no folder {file.parent} for the database: make it, or change DATABASE_URL"
        )
    # SQLite has one writer, so one connection serves everybody in turn: waiting in the pool's queue is fair
    # and costs nothing, whereas connections that meet in the file sleep and try again.
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
        cursor.execute("PRAGMA secure_delete=ON")  # what is erased leaves no words behind in the file
    except BaseException:
        connection.close()  # the pool has not heard of it yet
        raise
    cursor.close()


def _casefold(words: str | None) -> str | None:
    """SQLite's own lower() knows ASCII alone."""
    return None if words is None else words.casefold()


def _begin(connection: Connection) -> None:
    """Start the transaction ourselves, as a writer.

    With `isolation_level=None` nobody else does, and every statement would commit alone. A plain BEGIN that
    first reads and then writes fails at once with SQLITE_BUSY_SNAPSHOT when somebody wrote in between,
    whatever the timeout. Who only reads needs to be no writer.
    """
    reads_only = _READS_ONLY.items() <= connection.get_execution_options().items()
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
