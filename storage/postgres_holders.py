"""The lock that shows that a process is alive, on PostgreSQL: advisory locks on separate connections.

Imported only if the database is PostgreSQL: its driver is needed nowhere else.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import psycopg

from storage.claims import ADVISORY_LOCKS, ADVISORY_TASKS, Holder
from storage.errors import StorageUnavailable
from storage.outages import is_lost_server
from storage.transaction import CHANNEL
from storage.wakeups import Wakeups, Work


@asynccontextmanager
async def hold_postgres(
    connect_arguments: dict[str, Any], holder: Holder, wakeups: Wakeups
) -> AsyncIterator[None]:
    """Hold the holder's advisory lock; wake waiters when another process announces work.

    Raises `StorageUnavailable` if the lock cannot be taken; sets `holder.lost` if it is lost later.
    """
    lock = "SELECT pg_advisory_lock(%s, %s)", (ADVISORY_LOCKS, holder.id)
    connection = await _connect_and(connect_arguments, lock, (f"LISTEN {CHANNEL}", ()))
    async with _watched(connection, holder, wakeups):
        yield


@asynccontextmanager
async def stand_by_postgres(
    connect_arguments: dict[str, Any], task: str, holder: Holder
) -> AsyncIterator[None]:
    """Wait until no other process has the task, and hold it; losing it sets `holder.lost`.

    Raises `StorageUnavailable` if the database goes away before that.
    """
    lock = "SELECT pg_advisory_lock(%s, hashtext(%s))", (ADVISORY_TASKS, task)
    connection = await _connect_and(connect_arguments, lock)
    async with _watched(connection, holder, Wakeups()):
        yield


async def _connect_and(
    connect_arguments: dict[str, Any], *statements: tuple[LiteralString, tuple[object, ...]]
) -> psycopg.AsyncConnection[Any]:
    """A connection on which the statements ran. Raises `StorageUnavailable`."""
    try:
        connection = await psycopg.AsyncConnection.connect(**connect_arguments, autocommit=True)
        try:
            for statement, parameters in statements:
                await connection.execute(statement, parameters)
        except BaseException:
            await connection.close()
            raise
    except psycopg.Error as error:
        if not isinstance(error, psycopg.OperationalError) and not is_lost_server(error):
            raise
        raise StorageUnavailable(f"the database is away: {error}") from error
    return connection


@asynccontextmanager
async def _watched(
    connection: psycopg.AsyncConnection[Any], holder: Holder, wakeups: Wakeups
) -> AsyncIterator[None]:
    """Watch the idle connection while the block runs, then close it.

    All that its socket can bring is a notification or its end: the event loop watches it without a task.
    """
    async with connection:
        loop, socket = asyncio.get_running_loop(), connection.fileno()
        loop.add_reader(socket, _reader(connection, holder, wakeups, lambda: loop.remove_reader(socket)))
        try:
            yield
        finally:
            loop.remove_reader(socket)


def _reader(
    connection: psycopg.AsyncConnection[Any], holder: Holder, wakeups: Wakeups, stop: Callable[[], Any]
) -> Callable[[], None]:
    def read() -> None:
        try:
            connection.pgconn.consume_input()
        except psycopg.OperationalError:
            stop()
            holder.lost.set()
            return
        while notification := connection.pgconn.notifies():
            wakeups.wake(_works(notification.extra.decode()))

    return read


def _works(payload: str) -> list[Work]:
    """The kinds of work in a notification; unknown ones, from a newer version, are ignored."""
    return [Work(name) for name in payload.split(",") if name in set(Work)]
