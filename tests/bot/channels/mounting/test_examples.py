"""The examples of the documentation, run as a reader would run them: programs with a life of their own."""

import asyncio
import os
import sqlite3
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.desk import Desk
from tests.journeys.installations import Installation

ROOT = Path(__file__).parents[4]
EXAMPLES = {"aiogram": "aiogram_shop.py", "python-telegram-bot": "ptb_shop.py"}

QUESTION = "My parcel has not arrived since Monday"
STARTING_SECONDS = 60.0  # a cold start on a busy machine; usually a tenth of it
STOPPING_SECONDS = 15.0

Start = Callable[[], Awaitable[Process]]


@pytest.fixture
async def desk(library: str, sqlite_url: str) -> AsyncIterator[Desk]:
    """The people and the messenger; the bot is the example."""
    async with Desk.stands(sqlite_url, Installation(library)) as desk:
        await desk.tg.config(poll_guard=False)
        yield desk


@pytest.fixture
async def start(desk: Desk, library: str, tmp_path: Path) -> AsyncIterator[Start]:
    """Start the example, in a folder without a `.env`."""
    started: list[Process] = []
    names = {**desk.settings, "DEFAULT_LANGUAGE": "en", "WORKING_HOURS": "24x7"}

    async def run() -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(ROOT / "docs" / "examples" / EXAMPLES[library]),
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **names},
            cwd=tmp_path,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_sells_supports_and_stops_when_told(desk: Desk, start: Start) -> None:
    shop = await start()
    ann = await desk.customer("Ann", language_code="en")

    await ann.writes("/price")
    await ann.shows("9 €", timeout=STARTING_SECONDS)
    await ann.writes(QUESTION)
    await ann.shows("#1")
    await desk.sergey.writes(await desk.topic(), "It arrives tomorrow.")
    await ann.shows("It arrives tomorrow.")

    shop.terminate()
    assert await asyncio.wait_for(shop.wait(), STOPPING_SECONDS) == 0


async def test_killed_with_a_question_in_hand_answers_it_after_the_next_start(
    desk: Desk, start: Start
) -> None:
    """Nothing is confirmed before it is on disk, though it is the host's library that receives."""
    shop = await start()
    ann = await desk.customer("Ann", language_code="en")
    await ann.writes("/price")
    await ann.shows("9 €", timeout=STARTING_SECONDS)

    file = desk.database_url.partition("///")[2]
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await ann.writes(QUESTION)
        await asyncio.sleep(0.5)  # time enough to receive it, and to confirm it if anybody would
        shop.kill()
        await shop.wait()
    await start()

    await ann.shows("#1", timeout=STARTING_SECONDS)
