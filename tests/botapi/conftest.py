"""The double on its own, and a bare Bot API client to hold it to the documentation."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.botapi.client import Client
from tests.botapi.server import Server


class RawBot:
    """Calls Bot API methods over plain HTTP."""

    def __init__(self, server: Server, token: str) -> None:
        self.base = f"{server.base_url}/bot{token}"
        self.files = f"{server.base_url}/file/bot{token}"
        self.session = aiohttp.ClientSession()

    async def call(self, method: str, /, **args: Any) -> dict:
        async with self.session.post(f"{self.base}/{method}", json=args) as response:
            return {**(await response.json()), "status": response.status}

    async def upload(self, method: str, field: str, name: str, content: bytes, **args: Any) -> dict:
        form = aiohttp.FormData(quote_fields=False)
        for key, value in args.items():
            form.add_field(key, str(value))
        form.add_field(field, content, filename=name)
        async with self.session.post(f"{self.base}/{method}", data=form) as response:
            return (await response.json())["result"]

    async def ok(self, method: str, /, **args: Any) -> Any:
        answer = await self.call(method, **args)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, code: int, text: str, method: str, /, **args: Any) -> dict:
        answer = await self.call(method, **args)
        assert not answer["ok"]
        assert answer["error_code"] == answer["status"] == code
        assert text in answer["description"]
        return answer


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    server.world.config.patch({"limits": False})
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def tg(server: Server) -> AsyncIterator[Client]:
    async with Client(server.control_url) as client:
        yield client


@pytest.fixture
async def bot(server: Server, tg: Client) -> AsyncIterator[RawBot]:
    raw = RawBot(server, (await tg.bot())["token"])
    yield raw
    await raw.session.close()
