"""Every story is told on both Telegram libraries and both databases, and leaves the messenger content."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
import structlog

from tests.journeys.desk import Desk


@pytest.fixture(params=["aiogram on SQLite", "python-telegram-bot on PostgreSQL"])
def library(request: pytest.FixtureRequest) -> str:
    """The Telegram library that the bot runs on; the database goes with it: two runs show all four."""
    return str(request.param).partition(" on ")[0]


@pytest.fixture
def database_url(library: str, request: pytest.FixtureRequest) -> str:
    """A fresh database with the schema in it."""
    url: str = request.getfixturevalue("sqlite_url" if library == "aiogram" else "postgres_url")
    return url


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
async def desk(
    database_url: str, library: str, logged: list[MutableMapping[str, Any]]
) -> AsyncIterator[Desk]:
    """A desk with its people; a story opens it when its settings and its FAQ stand."""
    async with Desk.stands(database_url, library) as desk:
        yield desk
        counters = await desk.tg.counters()
        violations = (await desk.tg.violations())["violations"]
    assert not counters.get("simulator_bugs")
    assert violations == [], "the bot did what Telegram tolerates outside of its documentation"
    assert [entry for entry in logged if entry["level"] in {"error", "critical"}] == []
