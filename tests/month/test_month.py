"""A month of a desk, lived through and counted once more."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from storage.database import Database
from tests.month.comparison import compare
from tests.month.recount import WORKING
from tests.month.story import Story
from tests.month.world import World


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    database = await Database.open(sqlite_url)
    yield database
    await database.close()


async def test_every_promise_of_a_month_is_what_a_recount_from_the_log_says(database: Database) -> None:
    world = World(size=90, seed=7)

    async with Story.begin(world, database) as story:
        compared = compare(world, await story.live())

    assert compared.faults == []
    assert all(
        compared.counts[kind] > 10
        for kind in ("tickets", "deadlines", "pauses", "reminded", "breached", "reopened", "priority changed")
    ), compared


def test_the_recount_knows_its_calendar() -> None:
    """Good Friday after closing: people are back on the Saturday."""
    assert WORKING.open_from(datetime(2027, 3, 25, 17, tzinfo=UTC)) == datetime(2027, 3, 27, 9, tzinfo=UTC)
    assert WORKING.open_from(datetime(2027, 3, 27, 13, tzinfo=UTC)) == datetime(2027, 3, 30, 7, tzinfo=UTC)
