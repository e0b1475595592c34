"""Two processes of one bot on one PostgreSQL: one asks Telegram for updates, the other stands by."""

import asyncio
from pathlib import Path

from tests.chaos.bot_process import BotProcess
from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


async def conflicts(desk: Desk) -> int:
    """How often Telegram refused a poll because of another one."""
    return (await desk.tg.counters()).get("error.409", 0)


async def test_the_other_takes_over_when_the_first_is_killed(postgres_url: str, tmp_path: Path) -> None:
    async with Desk.stands(postgres_url) as desk:
        first = BotProcess(desk.settings, tmp_path / "first.log")
        second = BotProcess(desk.settings, tmp_path / "second.log")
        first.started()
        anna, topic = await desk.opened_ticket(QUESTION)
        second.started()
        await said(tmp_path / "second.log", "the bot is up")
        await asyncio.sleep(1)
        await anna.writes("и почта тоже")
        await topic.shows("и почта тоже", timeout=20)
        assert await conflicts(desk) == 0

        first.killed()
        await anna.writes("и база данных")

        await topic.shows("и база данных", timeout=20)
        assert await desk.tg.duplicates() == []
        assert await second.stopped() == 0


async def said(log_file: Path, words: str) -> None:
    """Wait until the log says so."""
    async with asyncio.timeout(30):
        while not log_file.exists() or words not in log_file.read_text(encoding="utf-8"):
            await asyncio.sleep(0.1)
