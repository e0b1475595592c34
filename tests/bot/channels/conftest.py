"""The double of Telegram over real HTTP, and our bot in it, through either library."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram_channel import TelegramChannel
from tests.bot.channels.twins import LIBRARIES, TOKEN, a_channel
from tests.botapi.client import Actor, Client
from tests.botapi.server import Server


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The double, in which our bot is registered; its flood limits are off."""
    server = Server()
    server.world.config.patch({"limits": False})
    server.world.add_bot(TOKEN)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def tg(server: Server) -> AsyncIterator[Client]:
    async with Client(server.control_url) as client:
        yield client


@pytest.fixture(params=LIBRARIES)
async def channel(request: pytest.FixtureRequest, server: Server) -> AsyncIterator[TelegramChannel]:
    """Our bot in the double, spoken to through each of the libraries."""
    channel = a_channel(request.param, TOKEN, server.base_url)
    yield channel
    await channel.close()


@pytest.fixture(scope="session", params=LIBRARIES)
def reader(request: pytest.FixtureRequest) -> TelegramChannel:
    """A bot that only reads updates; it is never connected."""
    return a_channel(request.param)


@pytest.fixture
async def ann(tg: Client) -> Actor:
    """A customer who has written to the bot."""
    ann = await tg.user(first_name="Ann")
    await ann.send("hello")
    return ann
