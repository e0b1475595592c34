"""Fixtures of the use cases: a desk on a fresh SQLite file, on a Monday at ten."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from storage.database import Database
from tests.handlers.front import MONDAY, POLICY, Desk, SteeredClock, open_front
from tests.handlers.people import Customer, Reply, Staff
from tests.handlers.post_office import PostOffice


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    """A desk with an empty FAQ; its staff chat is in Russian, 10:00 in Moscow."""
    async with open_desk(sqlite_url) as desk:
        yield desk


@pytest.fixture
async def desk_on_postgres(postgres_url: str) -> AsyncIterator[Desk]:
    """The same, for what happens when two workers are at one customer at once."""
    async with open_desk(postgres_url) as desk:
        yield desk


@asynccontextmanager
async def open_desk(url: str) -> AsyncIterator[Desk]:
    database = await Database.open(url)
    clock = SteeredClock(MONDAY.replace(hour=10))
    files: dict[str, bytes] = {}
    async with database.hold() as holder:
        office = PostOffice(database, holder)
        yield Desk(database, office, open_front(database, clock, files, POLICY), clock, files)
    await database.close()


@pytest.fixture
def ruled(desk: Desk) -> Callable[..., Desk]:
    """The same desk with some of its rules changed: `ruled(language="en")`."""

    def changed(**rules: Any) -> Desk:
        desk.front = open_front(desk.database, desk.clock, desk.files, replace(POLICY, **rules))
        return desk

    return changed


@pytest.fixture
def anna(desk: Desk) -> Customer:
    """Anna, in Telegram; she has not written yet."""
    return desk.customer()


@pytest.fixture
async def asked(anna: Customer) -> Customer:
    """Anna, who has asked: her ticket is number 1."""
    await anna.writes("Сайт не открывается")
    return anna


@pytest.fixture
def boris(desk: Desk) -> Staff:
    """Boris Orlov, an agent."""
    return desk.agent()


@pytest.fixture
def maria(desk: Desk) -> Staff:
    """Maria, a manager."""
    return desk.manager()


@pytest.fixture
def reply(desk: Desk, boris: Staff, asked: Customer) -> Reply:  # noqa: ARG001  (the ticket has to stand)
    """Boris's reply in ticket 1 that is on disk and not sent yet."""

    async def replies(said: str) -> None:
        desk.delivering = False
        await boris.writes(said, ticket=1)

    return replies
