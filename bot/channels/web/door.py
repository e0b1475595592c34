"""The address of the HTTP server: taken before anything else, and answered from then on."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.setting_faults import SettingFault, SettingsError
from bot.setting_values import ListenAddress

SECONDS_TO_FINISH = 2.0
"""How long a stop waits for requests in progress. Streams end at once: browsers reconnect by themselves."""


class Door:
    """Hands each new connection to the application that is served now, at `address`."""

    def __init__(self, listener: asyncio.Server, threshold: "_Threshold") -> None:
        self._listener, self._threshold = listener, threshold
        self.address = f"http://{ListenAddress(*listener.sockets[0].getsockname()[:2])}"

    @asynccontextmanager
    async def serving(self, app: web.Application) -> AsyncIterator[str]:
        """Serve `app` from now on; yields the address. On exit, stop listening first."""
        async with _run(app) as self._threshold.leads_to:
            try:
                yield self.address
            finally:
                self.close()

    def close(self) -> None:
        """Accept no new connections."""
        self._listener.close()


@asynccontextmanager
async def open_door(listen: ListenAddress, meanwhile: web.Application) -> AsyncIterator[Door]:
    """Listen; `meanwhile` answers until something else is served. Port 0 takes any free one.

    Raises `SettingsError` if the address cannot be used.
    """
    async with _run(meanwhile) as server:
        threshold = _Threshold(server)
        try:
            listener = await asyncio.get_running_loop().create_server(threshold, listen.host, listen.port)
        except OSError as error:
            raise SettingsError((SettingFault("HTTP_LISTEN", _advice(listen, error)),)) from error
        door = Door(listener, threshold)
        try:
            yield door
        finally:
            door.close()


class _Threshold:
    """Makes the protocol of each connection."""

    def __init__(self, leads_to: web.Server) -> None:
        self.leads_to = leads_to

    def __call__(self) -> asyncio.Protocol:
        return self.leads_to()


@asynccontextmanager
async def _run(app: web.Application) -> AsyncIterator[web.Server]:
    """Start `app` and clean it up at the end, without listening."""
    runner = web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=SECONDS_TO_FINISH,
        max_line_size=8190,
        max_field_size=8190,
        auto_decompress=False,  # our pages compress nothing, and a small body may unpack to a large one
    )
    await runner.setup()
    try:
        if runner.server is None:
            raise RuntimeError("aiohttp made no server")
        yield runner.server
    finally:
        await runner.cleanup()


def _advice(listen: ListenAddress, error: OSError) -> str:
    # asyncio's own text repeats the address.
    reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or error
    guess = "Does the bot run already, or another program there? " if error.errno == errno.EADDRINUSE else ""
    return f"cannot listen on {listen} ({reason}). {guess}Write a free address, for example 127.0.0.1:8081."
