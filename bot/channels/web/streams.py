"""Streams of server-sent events: what those of the chat and of the desk share."""

import asyncio
import json
from contextlib import suppress
from datetime import timedelta

SLOW_POLL = timedelta(seconds=2)
"""Changes are announced; this catches those of other processes that were announced while nobody listened."""

BEAT = timedelta(seconds=15)
"""A silent stream says at least so often that it is alive, so that no proxy and no browser gives it up."""

COME_BACK_SOON = b"retry: 1000\n\n"
"""What a stream begins with: when it breaks, the browser is back after a second."""


class TooManyStreams(Exception):
    """This process serves as many browsers as it can."""


class Subscription:
    """One browser that waits for news."""

    def __init__(self) -> None:
        self._news = asyncio.Event()

    def has_news(self) -> None:
        """There is something to tell it."""
        self._news.set()

    async def wait(self) -> None:
        """Until there is news, or it is time for a beat."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BEAT.total_seconds()):
                await self._news.wait()
        self._news.clear()


def server_sent(name: str, payload: object = None, *, change: int | None = None) -> bytes:
    """One event; `change` is the number from which a browser that lost its stream goes on."""
    number = f"id: {change}\n" if change is not None else ""
    return f"{number}event: {name}\ndata: {json.dumps(payload)}\n\n".encode()
