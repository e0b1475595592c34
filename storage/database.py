"""The database: hands out units of work, and holds the lock that shows that this process is alive."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncEngine

from storage import schema
from storage.books import Books
from storage.claims import Holder
from storage.counters import next_value
from storage.engine import POSTGRES_ARGUMENTS, READS_ONLY, file_of, make_engine
from storage.errors import BackupFailed, NoDatabase, RestoreFailed
from storage.outages import outages_told
from storage.sqlite.file import copy_sqlite, damage_in_file, refuse_what_cannot_be_written
from storage.sqlite.holder import hold_file
from storage.sqlite.restoring import prepare_copy, put_in_place
from storage.transaction import Transaction
from storage.wakeups import Wakeups, Work


class Database:
    """One engine that hands out units of work."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._wakeups = Wakeups()
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self.url_for_people = file or engine.url.render_as_string(hide_password=True)

    @classmethod
    async def open(cls, url: str, *, upgrade: bool | None = None) -> Self:
        """Connect, and prepare the schema.

        `upgrade`: bring the schema up to date; by default on SQLite only. Raises `SchemaBehind`,
        `SchemaAhead`, `StorageUnavailable`, and `StorageError` for an unusable address.
        """
        database = cls(make_engine(url))
        if database.is_sqlite and (file := file_of(database._engine.url)) is not None:
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
        """Read-only books: nobody has to wait for them. On SQLite they must not be written."""
        return Books(self._engine.execution_options(**READS_ONLY), self._wakeups)

    def on_commit(self, work: Work, callback: Callable[[], None]) -> None:
        """Call `callback` (such as `event.set`) after each commit that added this kind of work.

        On PostgreSQL other processes' commits count too, while `hold` lasts; keep a slow poll underneath.
        """
        self._wakeups.add(work, callback)

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[Holder]:
        """Hold the lock under which this process may claim lanes.

        Raises `DatabaseInUse` if another process works on the same SQLite file.
        """
        if not self.is_sqlite:
            from storage.postgres_holders import hold_postgres

            holder = Holder(await self._next_holder())
            async with hold_postgres(self._connect_arguments(), holder, self._wakeups):
                yield holder
            return
        file = file_of(self._engine.url)
        if file is None:
            yield Holder(await self._next_holder())
            return
        with hold_file(file):
            yield Holder(await self._next_holder())

    @asynccontextmanager
    async def alone_at(self, task: str, holder: Holder) -> AsyncIterator[None]:
        """Hold a task that only one process may do at a time; wait for it, however long that takes.

        Raises `StorageUnavailable`. If the lock is lost meanwhile, `holder.lost` is set.
        """
        if self.is_sqlite:  # one file, one process
            yield
            return
        from storage.postgres_holders import stand_by_postgres

        async with stand_by_postgres(self._connect_arguments(), task, holder):
            yield

    async def damage(self) -> str | None:
        """What is damaged in the file of an SQLite database; None if nothing is, and for PostgreSQL."""
        file = file_of(self._engine.url) if self.is_sqlite else None
        return await asyncio.to_thread(damage_in_file, file) if file else None

    async def backup(self, file: Path) -> None:
        """Make a consistent copy of the SQLite database while it is in use.

        Replaces an older copy, but no other file. Raises `BackupFailed`.
        """
        if not self.is_sqlite:
            raise BackupFailed(f"{self.url_for_people} is PostgreSQL: copy it with pg_dump")
        source = file_of(self._engine.url)
        if source is None:
            raise BackupFailed("a database in memory has no file to copy")
        if not source.exists():
            raise NoDatabase(source)
        await asyncio.to_thread(copy_sqlite, source, file)

    @classmethod
    async def restore(cls, url: str, copy: Path, now: datetime) -> Path | None:
        """Bring a copy of a SQLite database back, with this program's schema; the bot must not run.

        Returns where the former database is kept, if there was one. Raises `RestoreFailed`, `DatabaseInUse`,
        and `SchemaAhead` for the copy of a newer version.
        """
        database = cls(make_engine(url))
        file = file_of(database._engine.url) if database.is_sqlite else None
        await database.close()
        if file is None:
            raise RestoreFailed(f"{database.url_for_people} is no SQLite file: use pg_restore")
        with hold_file(file):
            prepared = await asyncio.to_thread(prepare_copy, copy, file)
            try:
                await (await cls.open(f"sqlite+aiosqlite:///{prepared}")).close()
                return await asyncio.to_thread(put_in_place, prepared, file, now)
            finally:
                prepared.unlink(missing_ok=True)

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
        return {**POSTGRES_ARGUMENTS, **arguments}
