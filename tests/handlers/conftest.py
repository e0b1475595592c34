"""Fixtures of the use cases: a desk on a fresh SQLite file, on a Monday at ten."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from storage.engine import Database
from tests.handlers.front import MONDAY, POLICY, Desk, SteeredClock, open_front
from tests.handlers.post_office import PostOffice


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    """A desk with an empty FAQ; its staff chat is in Russian, 10:00 in Moscow."""
    database = await Database.open(sqlite_url)
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
