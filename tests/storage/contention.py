"""Two transactions at the same rows of a PostgreSQL: the later one waits for the earlier one's end."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from storage.books import Books
from tests.databases import PostgresServer

T = TypeVar("T")


async def while_it_waits(server: PostgresServer, for_whom: Books, waiting: Coroutine[Any, Any, T]) -> T:
    """Begin what has to wait for a row that `for_whom` has written, let that commit, and see what comes."""
    task = asyncio.get_running_loop().create_task(waiting)
    try:
        async with asyncio.timeout(10):
            while not server.value("SELECT count(*) FROM pg_locks WHERE NOT granted", "otboinik"):
                await asyncio.sleep(0.01)
            await for_whom.commit()
            return await task
    finally:
        task.cancel()
