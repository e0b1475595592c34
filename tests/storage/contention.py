"""Two transactions at the same rows of a PostgreSQL: the later one waits for the earlier one's end."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from tests.databases import PostgresServer

T = TypeVar("T")


async def while_it_waits(
    server: PostgresServer, waiting: Coroutine[Any, Any, T], end: Callable[[], Awaitable[object]]
) -> T:
    """Begin what has to wait for a lock; once it does, `end` what it waits for, and see what comes of it."""
    task = asyncio.get_running_loop().create_task(waiting)
    try:
        async with asyncio.timeout(10):
            while not server.value("SELECT count(*) FROM pg_locks WHERE NOT granted", "otboinik"):
                await asyncio.sleep(0.01)
            await end()
            return await task
    finally:
        task.cancel()
