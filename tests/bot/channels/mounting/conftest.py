"""A bot of a company on each library, with support in it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from tests.bot.channels.mounting.hosted_desk import HostedDesk
from tests.bot.channels.mounting.hosts import HOSTS
from tests.journeys.installations import Installation


@pytest.fixture(autouse=True)
def _process_as_found(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Mounting sets up logging, and takes back how we have python-telegram-bot give durations."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()


@pytest.fixture(params=HOSTS)
def library(request: pytest.FixtureRequest) -> str:
    """The library that the company's bot runs on."""
    return str(request.param)


@pytest.fixture
async def desk(library: str, sqlite_url: str) -> AsyncIterator[HostedDesk]:
    """The host is not started yet; the messenger has nothing to complain of at the end."""
    async with HostedDesk.stands(sqlite_url, Installation(library)) as desk:
        assert isinstance(desk, HostedDesk)
        yield desk
        counters, violations = await desk.tg.counters(), (await desk.tg.violations())["violations"]
    assert not counters.get("simulator_bugs")
    assert violations == []
