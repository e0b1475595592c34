"""Every story is told by both Telegram libraries, on both databases, and leaves the messenger content."""

from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.desk import Desk
from tests.journeys.installations import AT_THE_DESK, EVERYWHERE, IN_TELEGRAM, Installation, installations_of
from tests.journeys.staff import Staff
from tests.journeys.staff_at_the_desk import StaffAtTheDesk
from tests.journeys.staff_in_telegram import StaffInTelegram


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A story that names no installation itself is told at two of them; with `--whole-matrix`, at all."""
    named = {name for mark in metafunc.definition.iter_markers("parametrize") for name in _names(mark)}
    if "installation" not in metafunc.fixturenames or "installation" in named:
        return
    told_at = installations_of(
        f"{metafunc.cls.__name__ if metafunc.cls else ''}.{metafunc.function.__name__}",
        EVERYWHERE if "staff" in metafunc.fixturenames else IN_TELEGRAM,
        only=[choice for mark in metafunc.definition.iter_markers("only_with") for choice in mark.args],
        whole_matrix=metafunc.config.getoption("--whole-matrix"),
    )
    metafunc.parametrize("installation", told_at, ids=str, indirect=True)


def _names(mark: pytest.Mark) -> list[str]:
    names = mark.args[0]
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


@pytest.fixture
def installation(request: pytest.FixtureRequest) -> Installation:
    """The library, the road of the updates and the kind of staff chat that the story is told with."""
    chosen: Installation = request.param
    return chosen


@pytest.fixture
def database_url(installation: Installation, request: pytest.FixtureRequest) -> str:
    """A fresh database with the schema in it."""
    url: str = request.getfixturevalue("sqlite_url" if installation.database == "SQLite" else "postgres_url")
    return url


@pytest.fixture
async def desk(
    database_url: str, installation: Installation, logged: list[MutableMapping[str, Any]]
) -> AsyncIterator[Desk]:
    """A desk with its people; a story opens it when its settings and its FAQ stand."""
    async with Desk.stands(database_url, installation) as desk:
        yield desk
        counters = await desk.tg.counters()
        violations = (await desk.tg.violations())["violations"]
    assert not counters.get("simulator_bugs")
    assert violations == [], "the bot did what Telegram tolerates outside of its documentation"
    assert [entry for entry in logged if entry["level"] in {"error", "critical"}] == []


@pytest.fixture
async def staff(desk: Desk, tmp_path: Path) -> AsyncIterator[Staff]:
    """The staff at work where the installation has it, and the bot with them."""
    desk.settings["UPLOADS_DIR"] = str(tmp_path / "uploads")
    if desk.installation.staff_chat == AT_THE_DESK:
        await desk.opens()
        async with StaffAtTheDesk.comes(desk) as at_the_desk:
            yield at_the_desk
    else:
        in_telegram = await StaffInTelegram.comes(desk)
        await desk.opens()
        yield in_telegram
