"""The one place that starts tasks: a crash is logged and ends the process, it is never silent."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


Result = TypeVar("Result")


class Supervisor:
    """Starts tasks and watches them.

    A task that ends with an error is a bug of ours: it is logged, `on_crash` is called, and the first such
    error waits for `raise_crash()`. Errors that are `foreseen` are left to the code that awaits the task.
    """

    def __init__(self, on_crash: Callable[[], None], *, foreseen: tuple[type[Exception], ...] = ()) -> None:
        self._on_crash = on_crash
        self._foreseen = foreseen
        self._tasks: set[asyncio.Task[Any]] = set()
        self._errors: list[BaseException] = []

    def start(self, work: Coroutine[Any, Any, Result], *, name: str) -> asyncio.Task[Result]:
        """Run `work` beside the caller."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def stop(self) -> None:
        """Cancel what still runs and wait for its end."""
        await finish(tuple(self._tasks), within=timedelta(0))

    def raise_crash(self) -> None:
        """Raise the error of the first task that crashed, if any did."""
        if self._errors:
            raise self._errors[0]

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if not isinstance(error, self._foreseen):
            log.critical("a task crashed", task=task.get_name(), kind=type(error).__name__, exc_info=error)
        self._errors.append(error)
        self._on_crash()


async def finish(tasks: Collection[asyncio.Task[Any]], *, within: timedelta) -> None:
    """Let `tasks` end by themselves; cancel those that take longer, and wait for their end."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=within.total_seconds())
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
