"""Bugs of the web's own workers: each is told and tried again, and the process goes on."""

import asyncio
from collections.abc import Callable, Iterator, MutableMapping
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from structlog.testing import capture_logs

from bot.channels.web.chat.feed import ChatFeed
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.housekeeping import Housekeeping
from bot.channels.web.uploads import UploadsFolder
from storage.database import Database
from storage.web.chat import WebChats
from storage.web.desk_inbox import DeskInbox
from storage.web.uploads import Uploads
from tests.bot.channels.web.conftest import TUESDAY_MORNING
from tests.journeys.clock import SteerableClock

Feed = ChatFeed | DeskFeed


def meets_a_bug(*_: object) -> NoReturn:
    raise KeyError("a bug")


@pytest.fixture
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    with capture_logs() as lines:
        yield lines


@pytest.mark.parametrize(
    ("feed_of", "books", "query"),
    [(ChatFeed, WebChats, "last_changes"), (DeskFeed, DeskInbox, "pulse")],
)
async def test_one_in_a_query_of_the_open_pages_is_met_again_until_it_is_gone(
    sqlite: Database,
    logged: list[MutableMapping[str, Any]],
    feed_of: Callable[..., Feed],
    books: type,
    query: str,
) -> None:
    clock = SteerableClock(TUESDAY_MORNING)
    feed = feed_of(sqlite, clock)

    with feed.subscribe("anybody"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(books, query, meets_a_bug)
            await feed.look()
        clock.advance(timedelta(minutes=1))
        await feed.look()

    assert [line["event"] for line in logged] == ["a worker cannot work for a bug", "it works again"]


async def test_one_in_tidying_is_told_and_does_not_end_it(
    sqlite: Database, tmp_path: Path, logged: list[MutableMapping[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Uploads, "unused", meets_a_bug)
    housekeeping = Housekeeping(sqlite, UploadsFolder(tmp_path), SteerableClock(TUESDAY_MORNING))

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tidying = tasks.create_task(housekeeping.run())
        while not logged:
            await asyncio.sleep(0.01)
        assert not tidying.done()
        tidying.cancel()

    assert [line["event"] for line in logged] == ["the web could not be tidied"]
