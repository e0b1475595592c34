"""Streams of server-sent events, shared by the chat and the desk."""

import asyncio
import json
from contextlib import suppress
from datetime import timedelta

SLOW_POLL = timedelta(seconds=2)
"""Changes wake the streams; this catches other processes' changes announced while nobody listened."""

BEAT = timedelta(seconds=15)
"""A silent stream sends a sign of life this often, so that no proxy and no browser gives it up."""

COME_BACK_SOON = b"retry: 1000\n\n"
"""The beginning of a stream: after a break, the browser reconnects within a second."""


class TooManyStreams(Exception):
    """This process serves as many browsers as it can."""


class Subscription:
    """One browser that waits for news."""

    def __init__(self) -> None:
        self._news = asyncio.Event()

    def has_news(self) -> None:
        """Wake the stream."""
        self._news.set()

    async def wait(self) -> None:
        """Wait for news, or for the next beat."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BEAT.total_seconds()):
                await self._news.wait()
        self._news.clear()


def server_sent(name: str, payload: object = None, *, change: int | None = None) -> bytes:
    """One event; `change` is the number from which a browser that lost its stream goes on."""
    number = f"id: {change}\n" if change is not None else ""
    return f"{number}event: {name}\ndata: {json.dumps(payload)}\n\n".encode()
