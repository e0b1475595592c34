"""What the tests of storage share."""

from collections.abc import AsyncIterator

import pytest

from storage.claims import Holder
from storage.engine import Database


@pytest.fixture
async def holder(database: Database) -> AsyncIterator[Holder]:
    """This process, alive."""
    async with database.hold() as holder:
        yield holder
