"""The one place where tasks are made: a crash is logged and ends the process, it is never silent."""

import asyncio
from collections.abc import Collection, Coroutine
from datetime import timedelta
from typing import Any, NoReturn, TypeVar

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


Result = TypeVar("Result")


class Supervisor:
    """Starts tasks and watches them.

    A task that ends with an error is a bug of ours. The first such error is kept for `crash()`, where the
    program waits.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._crashed = asyncio.Event()
        self._errors: list[BaseException] = []

    def start(self, work: Coroutine[Any, Any, Result], *, name: str) -> asyncio.Task[Result]:
        """Run `work` beside the caller."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def crash(self) -> NoReturn:
        """Wait for the first crash and raise it."""
        await self._crashed.wait()
        raise self._errors[0]

    async def stop(self) -> None:
        """Cancel what still runs and wait for its end."""
        await finish(tuple(self._tasks), within=timedelta(0))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        log.critical("a task crashed", task=task.get_name(), exc_info=error)
        self._errors.append(error)
        self._crashed.set()


async def finish(tasks: Collection[asyncio.Task[Any]], *, within: timedelta) -> None:
    """Let `tasks` end by themselves; those that take longer are cancelled, and their end is waited for."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=within.total_seconds())
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
