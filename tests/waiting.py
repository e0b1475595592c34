"""Waiting for what another task does: for long enough on any machine, but not for ever."""

import asyncio
from collections.abc import Callable

LONG_ENOUGH_SECONDS = 10


async def until(condition: Callable[[], object], look_again_seconds: float = 0) -> None:
    """Let other tasks work until the condition holds. Raises `TimeoutError` if it never does."""
    async with asyncio.timeout(LONG_ENOUGH_SECONDS):
        while not condition():
            await asyncio.sleep(look_again_seconds)
