"""Tasks are watched: none crashes silently, and all of them end."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.supervision import Supervisor, finish


async def crash() -> None:
    raise ValueError("a bug")


async def for_ever() -> None:
    await asyncio.Event().wait()


class TestACrash:
    async def test_is_logged_told_and_raised(self) -> None:
        crashed = asyncio.Event()
        supervisor = Supervisor(on_crash=crashed.set)
        with capture_logs() as logged:
            supervisor.start(crash(), name="worker")
            await asyncio.wait_for(crashed.wait(), 5)

        assert [(entry["log_level"], entry["task"]) for entry in logged] == [("critical", "worker")]
        with pytest.raises(ValueError, match="a bug"):
            supervisor.raise_crash()

    async def test_that_was_foreseen_is_left_to_whom_it_is_raised_to(self) -> None:
        crashed = asyncio.Event()
        supervisor = Supervisor(on_crash=crashed.set, foreseen=(ValueError,))
        with capture_logs() as logged:
            supervisor.start(crash(), name="worker")
            await asyncio.wait_for(crashed.wait(), 5)

        assert logged == []
        with pytest.raises(ValueError, match="a bug"):
            supervisor.raise_crash()


class TestWithoutACrash:
    async def test_nothing_is_raised(self) -> None:
        supervisor = Supervisor(on_crash=lambda: None)
        task = supervisor.start(asyncio.sleep(0, "result"), name="worker")

        assert await task == "result"
        supervisor.raise_crash()

    async def test_stopping_ends_all_tasks_and_is_no_crash(self) -> None:
        supervisor = Supervisor(on_crash=lambda: None)
        tasks = [supervisor.start(for_ever(), name="worker") for _ in range(3)]

        await supervisor.stop()

        assert all(task.cancelled() for task in tasks)
        supervisor.raise_crash()


class TestFinishing:
    async def test_lets_quick_tasks_end_and_cancels_the_others(self) -> None:
        supervisor = Supervisor(on_crash=lambda: None)
        quick = supervisor.start(asyncio.sleep(0), name="quick")
        slow = supervisor.start(for_ever(), name="slow")

        await finish([quick, slow], within=timedelta(seconds=0.05))

        assert not quick.cancelled()
        assert slow.cancelled()
