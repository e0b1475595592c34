"""The PostgreSQL server is killed under the running bot, and comes back, or a standby does in its place."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.bot_process import BotProcess
from tests.chaos.databases import FrailPostgres, frail_postgres
from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


@pytest.fixture
async def database() -> AsyncIterator[FrailPostgres]:
    async with frail_postgres() as database:
        yield database


async def test_the_bot_takes_up_its_work_again_by_itself(database: FrailPostgres, tmp_path: Path) -> None:
    async with Desk.stands(database.url) as desk:
        bot = BotProcess(desk.settings, tmp_path / "bot.log")
        bot.started()
        anna = await desk.customer()
        await anna.writes(QUESTION)
        await anna.shows("№ 1", timeout=30)
        topic = await desk.topic()
        await topic.card_shows(QUESTION)

        away = asyncio.get_running_loop().create_task(database.away(2))
        await asyncio.sleep(0.5)
        await anna.writes("и почта тоже")
        await away

        await topic.shows("и почта тоже", timeout=30)
        assert await bot.stopped() == 0


async def test_the_bot_waits_for_a_standby_to_be_promoted(database: FrailPostgres, tmp_path: Path) -> None:
    """Until then the database answers, and takes nothing."""
    async with Desk.stands(database.url) as desk:
        bot = BotProcess(desk.settings, tmp_path / "bot.log")
        bot.started()
        anna = await desk.customer()
        await anna.writes(QUESTION)
        await anna.shows("№ 1", timeout=30)
        topic = await desk.topic()
        await topic.card_shows(QUESTION)

        await database.fails_over()
        await anna.writes("и почта тоже")
        await asyncio.sleep(2)
        await database.promote()

        await topic.shows("и почта тоже", timeout=30)
        assert await bot.stopped() == 0
        assert "read-only transaction" in (tmp_path / "bot.log").read_text()
