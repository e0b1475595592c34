"""Addresses of tests: a port for what must be told it before it listens, a server at it."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.channels.web.door import open_door
from bot.setting_values import ListenAddress


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def listening(app: web.Application, listen: ListenAddress) -> AsyncIterator[str]:
    """Serve `app` as the program does; yields the address."""
    async with open_door(listen, web.Application()) as door, door.serving(app) as address:
        yield address
