"""A desk that may complain: these stories break what the bot stands on."""

from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest

from tests.journeys.desk import Desk


@pytest.fixture
async def desk(sqlite_url: str, logged: list[MutableMapping[str, Any]]) -> AsyncIterator[Desk]:
    """A desk with its people on aiogram and SQLite; a story opens it when its settings stand."""
    async with Desk.stands(sqlite_url) as desk:
        yield desk
        assert not (await desk.tg.counters()).get("simulator_bugs")
        assert [entry for entry in logged if entry["level"] == "critical"] == []
