"""A desk that may complain: these stories break what the bot stands on."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
import structlog

from tests.journeys.desk import Desk


@pytest.fixture
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What the bot logs; pytest shows it when the story fails."""
    entries: list[MutableMapping[str, Any]] = []

    def keep(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        entries.append(dict(event))
        return event

    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            keep,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False),
        ]
    )
    yield entries
    structlog.reset_defaults()


@pytest.fixture
async def desk(sqlite_url: str, logged: list[MutableMapping[str, Any]]) -> AsyncIterator[Desk]:
    """A desk with its people on aiogram and SQLite; a story opens it when its settings stand."""
    async with Desk.stands(sqlite_url) as desk:
        yield desk
        assert not (await desk.tg.counters()).get("simulator_bugs")
        assert [entry for entry in logged if entry["level"] == "critical"] == []
