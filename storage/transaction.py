"""One transaction: runs statements; its commit announces the work that was added."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, TypeVar, TypeVarTuple, overload

from sqlalchemy import Column, CursorResult, Executable, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.selectable import TypedReturnsRows

from storage.outages import outages_told
from storage.wakeups import Work

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
Insert = postgresql.Insert | sqlite.Insert

CHANNEL = "otboinik"
"""The PostgreSQL channel on which processes wake one another."""


@cache
def _upsert(dialect: str, table: Table[Any], key: tuple[str, ...], columns: tuple[str, ...]) -> Insert:
    """Build the statement once for each shape of rows: that costs more than running it."""
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    changed = {name: insert.excluded[name] for name in columns if name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=changed)


@cache
def _insert_new(dialect: str, table: Table[Any], told: Column[Any]) -> ReturningInsert[Any]:
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return insert.on_conflict_do_nothing().returning(told)


class Transaction:
    """A connection inside a transaction, and the work that its commit will announce."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._announced: set[Work] = set()

    @overload
    async def execute(
        self, statement: TypedReturnsRows[*Ts], parameters: Parameters | None = None
    ) -> CursorResult[*Ts]: ...

    @overload
    async def execute(
        self, statement: Executable, parameters: Parameters | None = None
    ) -> CursorResult[*tuple[Any, ...]]: ...

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        with outages_told():
            return await self.connection.execute(statement, parameters)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Undo what is written inside, and only that, if an error comes out."""
        with outages_told():
            async with self.connection.begin_nested():
                yield

    def insert(self, table: Table[Any]) -> Insert:
        """An INSERT with this database's `ON CONFLICT`."""
        return sqlite.insert(table) if self.dialect == "sqlite" else postgresql.insert(table)

    async def save(
        self, table: Table[Any], rows: Sequence[Mapping[str, Any]], *, key: tuple[str, ...] | None = None
    ) -> None:
        """Insert the rows; those whose key (by default the primary one) exists are replaced by column."""
        if rows:
            key = key or tuple(column.name for column in table.primary_key)
            await self.execute(_upsert(self.dialect, table, key, tuple(rows[0])), rows)

    async def insert_new(
        self, table: Table[Any], rows: Sequence[Mapping[str, Any]], told: Column[T]
    ) -> Sequence[T]:
        """Insert the rows that violate no unique key; return the column `told` of each new one."""
        if not rows:
            return ()
        inserted: CursorResult[*tuple[Any, ...]] = await self.execute(
            _insert_new(self.dialect, table, told), rows
        )
        new: Sequence[T] = inserted.scalars().all()
        return new

    def announce(self, work: Work) -> None:
        """Wake those who wait for this kind of work when the transaction is committed."""
        self._announced.add(work)

    async def commit(self) -> frozenset[Work]:
        """Commit; return the kinds of work that were added."""
        announced, self._announced = frozenset(self._announced), set()
        if announced and self.dialect == "postgresql":
            await self.execute(select(func.pg_notify(CHANNEL, ",".join(sorted(announced)))))
        with outages_told():
            await self.connection.commit()
            if Work.ERASURE in announced and self.dialect == "sqlite":
                await self._empty_log()
        return announced

    async def _empty_log(self) -> None:
        """Empty SQLite's write-ahead log now, which holds erased data until it is overwritten.

        Bypasses SQLAlchemy, which would begin a transaction. While somebody reads, the log stays for a while.
        """
        raw: Any = (await self.connection.get_raw_connection()).driver_connection
        cursor = await raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        await cursor.fetchall()
        await cursor.close()
