"""The web of one process on a real SQLite file, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.web import Application

from bot.channels.web.door import open_door
from bot.channels.web.opening import Web
from bot.setting_values import ListenAddress
from bot.settings import Settings
from bot.supervision import Supervisor
from handlers.phrases import Phrases
from storage.database import Database
from tests.bot.channels.web.browser import Browser
from tests.bot.channels.web.opened import Opened, a_bot
from tests.journeys.clock import SteerableClock

TUESDAY_MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Served:
    """A web that is served at `address`."""

    web: Web
    address: str
    database: Database
    clock: SteerableClock


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def served(sqlite: Database, tmp_path: Path) -> AsyncIterator[Served]:
    settings = Settings(
        http_listen=ListenAddress("127.0.0.1", 0),
        uploads_dir=tmp_path / "uploads",
        allowed_origins=("https://shop.example",),
    )
    clock = SteerableClock(TUESDAY_MORNING)
    web = await Web.open(settings, sqlite, Phrases.load(), clock)
    crashed = asyncio.Event()
    supervisor = Supervisor(crashed.set)
    async with (
        open_door(settings.http_listen, Application()) as door,
        web.serving(supervisor, door) as address,
    ):
        yield Served(web, address, sqlite, clock)
    await supervisor.stop()
    supervisor.raise_crash()


@pytest.fixture
async def anna(served: Served) -> AsyncIterator[Browser]:
    """A visitor who has just opened the chat."""
    async with Browser.at(served.address) as browser:
        await browser.enter()
        yield browser


@pytest.fixture
async def boris(served: Served) -> AsyncIterator[Browser]:
    """Somebody else."""
    async with Browser.at(served.address) as browser:
        await browser.enter()
        yield browser


@pytest.fixture
async def opened(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Opened]:
    """Chat and desk without any messenger; Олег is an agent, Мария a manager."""
    async with a_bot(sqlite_url, tmp_path) as opened:
        yield opened
