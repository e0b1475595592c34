"""SQLite's shorter way: statements run where they are asked for, what may wait does so in the thread."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiosqlite import Connection

from storage.sqlite.connection import SLOW_READ, connect


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    connection = await connect(
        str(tmp_path / "books.db"), isolation_level=None, check_same_thread=False, timeout=5
    )
    async with connection.execute("PRAGMA journal_mode=WAL") as cursor:
        await cursor.fetchall()
    await connection.create_function("thread", 0, threading.get_ident)
    yield connection
    await connection.close()


async def thread_of(connection: Connection, statement: str) -> int:
    async with connection.execute(statement) as cursor:
        ((thread,),) = await cursor.fetchall()
    assert isinstance(thread, int)
    return thread


async def become_writer(connection: Connection) -> None:
    await connection.execute("BEGIN IMMEDIATE")


async def test_a_statement_takes_no_thread(connection: Connection) -> None:
    assert await thread_of(connection, "SELECT thread()") == threading.get_ident()


async def test_a_read_that_takes_long_is_left_to_the_thread(connection: Connection) -> None:
    """Each row of it: most are looked for while they are fetched."""
    rows = "FROM (SELECT 1 UNION SELECT 2 UNION SELECT 3)"
    async with connection.execute(f"SELECT {SLOW_READ} thread() {rows}") as cursor:
        threads = {row[0] for row in await cursor.fetchall()}

    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert await thread_of(connection, "SELECT thread()") == threading.get_ident()


async def test_who_wants_to_write_lets_the_others_go_on_while_it_waits(
    connection: Connection, tmp_path: Path
) -> None:
    other = await connect(str(tmp_path / "books.db"), isolation_level=None, check_same_thread=False)
    await become_writer(other)

    waiting = asyncio.get_running_loop().create_task(become_writer(connection))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await other.rollback()
    await other.close()

    await waiting
    assert await thread_of(connection, "SELECT thread()") == threading.get_ident()


async def test_what_is_asked_while_the_thread_waits_queues_up_behind_it(
    connection: Connection, tmp_path: Path
) -> None:
    """A caller was cancelled, and its BEGIN goes on: the event loop must not wait for that."""
    other = await connect(str(tmp_path / "books.db"), isolation_level=None, check_same_thread=False)
    await become_writer(other)
    cancelled = asyncio.get_running_loop().create_task(become_writer(connection))
    await asyncio.sleep(0.05)
    cancelled.cancel()

    rolling_back = asyncio.get_running_loop().create_task(connection.rollback())
    await asyncio.sleep(0.05)
    assert not rolling_back.done()
    await other.rollback()
    await other.close()

    await rolling_back
    assert not connection.in_transaction
