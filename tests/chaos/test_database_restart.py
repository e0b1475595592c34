"""The PostgreSQL server is killed under the running bot, and comes back, or a standby does in its place."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from tests.bot.ports import free_port
from tests.chaos.bot_process import BotProcess
from tests.chaos.databases import FrailPostgres, frail_postgres
from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Topic

QUESTION = "Сайт открывается через раз"
MORE = "и почта тоже"


@dataclass(frozen=True)
class Case:
    """A customer's case in the hands of a bot that works on that server."""

    database: FrailPostgres
    bot: BotProcess
    anna: Customer
    topic: Topic
    address: str
    log: Path

    async def health_of_database(self) -> object:
        """What is told of it; None if nothing is, or nobody answers."""
        try:
            async with ClientSession() as session, session.get(f"{self.address}/health") as answer:
                return (await answer.json())["parts"].get("database")
        except ClientError:
            return None

    async def goes_on(self) -> None:
        """What was written meanwhile reaches the staff, and the bot is well."""
        await self.topic.shows(MORE, timeout=30)
        assert await self.bot.stopped() == 0


@pytest.fixture
async def case(tmp_path: Path) -> AsyncIterator[Case]:
    log = tmp_path / "bot.log"
    async with frail_postgres() as database, Desk.stands(database.url) as desk:
        listen = f"127.0.0.1:{free_port()}"
        desk.settings["HTTP_LISTEN"] = listen
        bot = BotProcess(desk.settings, log)
        bot.started()
        try:
            anna = await desk.customer()
            await anna.writes(QUESTION)
            await anna.shows("№ 1", timeout=30)
            topic = await desk.topic()
            await topic.card_shows(QUESTION)
            yield Case(database, bot, anna, topic, f"http://{listen}", log)
        finally:
            bot.killed()


async def test_the_bot_takes_up_its_work_again_by_itself(case: Case) -> None:
    away = asyncio.get_running_loop().create_task(case.database.away(2))
    await asyncio.sleep(0.5)
    await case.anna.writes(MORE)
    await away

    await case.goes_on()


async def test_the_bot_answers_meanwhile_that_its_database_is_away(case: Case) -> None:
    """Whoever watches it would take a closed port for a dead bot."""
    outage = asyncio.get_running_loop().create_task(case.database.away(6))
    async with asyncio.timeout(60):
        while "waiting for the database" not in case.log.read_text():
            await asyncio.sleep(0.02)
        while await case.health_of_database() != {"state": "down", "reason": "does not answer"}:
            await asyncio.sleep(0.02)
    await outage
    await case.anna.writes(MORE)

    await case.goes_on()


async def test_the_bot_waits_for_a_standby_to_be_promoted(case: Case) -> None:
    """Until then the database answers, and takes nothing."""
    await case.database.fails_over()
    await case.anna.writes(MORE)
    await asyncio.sleep(2)
    await case.database.promote()

    await case.goes_on()
    assert "read-only transaction" in case.log.read_text()
