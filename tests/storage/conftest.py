"""What the tests of storage share."""

from collections.abc import AsyncIterator

import pytest

from storage.claims import Holder
from storage.database import Database


@pytest.fixture
async def holder(database: Database) -> AsyncIterator[Holder]:
    """This process, alive."""
    async with database.hold() as holder:
        yield holder


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Database]:
    """A database for what only PostgreSQL can show: transactions that meet at the same rows."""
    opened = await Database.open(postgres_url)
    yield opened
    await opened.close()
