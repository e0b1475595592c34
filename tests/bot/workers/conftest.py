"""Workers are tested on real books, on both databases."""

from collections.abc import AsyncIterator

import pytest

from bot.workers.delivery import Delivery
from storage.database import Database
from tests.bot.workers.stage import Stage, set_stage


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with set_stage(database) as stage:
        yield stage


@pytest.fixture
def delivery(stage: Stage) -> Delivery:
    return Delivery(stage.place, limits=None)
