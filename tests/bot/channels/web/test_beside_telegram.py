"""Chat and desk in one process with Telegram: neither waits for the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.bot.channels.web.opened import Opened, a_bot, standing
from tests.journeys.desk import Desk


@pytest.fixture
async def telegram(sqlite_url: str) -> AsyncIterator[Desk]:
    """A messenger with people in it; the bot is not started."""
    async with Desk.stands(sqlite_url) as desk:
        desk.settings |= {"WEB_CHAT": "on", "BURST_SECONDS": "0"}
        yield desk


@pytest.fixture
async def at_the_desk(telegram: Desk, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Opened]:
    """A token and no staff group: customers write in Telegram, the staff works at the desk."""
    alone = telegram.settings | {"STAFF_CHAT_ID": ""}
    async with a_bot(sqlite_url, tmp_path, alone, telegram.clock) as opened:
        yield opened


class TestTheChatWhileTheBotApiIsAway:
    async def test_answers_at_once(self, telegram: Desk, sqlite_url: str, tmp_path: Path) -> None:
        """Who the bot is in Telegram nobody knows yet: the web needs no name there."""
        await telegram.tg.fault("error", "getMe", status=502, count=1000)
        async with a_bot(sqlite_url, tmp_path, telegram.settings, telegram.clock) as opened:
            anna = await opened.customer()

            await anna.writes("Сайт открывается через раз")

            assert "№ 1" in (await standing(anna, "Сайт открывается через раз»"))["text"]


class TestAStaffWithoutAGroup:
    async def test_answers_telegram_from_the_desk(self, telegram: Desk, at_the_desk: Opened) -> None:
        anna, oleg = await telegram.customer("Анна"), await at_the_desk.desk("Олег Агентов")

        await anna.writes("Сайт открывается через раз")
        inbox = await oleg.sees("inbox?list=unassigned", lambda told: bool(told["tickets"]))
        await oleg.says(inbox["tickets"][0]["number"], "Смотрим, ответим через час")

        await anna.shows("Смотрим, ответим через час")

    def test_is_refused_without_the_desk(self, telegram: Desk) -> None:
        alone = telegram.settings | {"STAFF_CHAT_ID": "", "WEB_CHAT": "off"}

        with pytest.raises(Exception, match="where should tickets go"):
            load_settings(env_file=None, environ=alone)


class TestAPersonInTelegramAndOnTheSite:
    async def test_is_joined_and_answered_where_they_wrote(self, telegram: Desk, at_the_desk: Opened) -> None:
        oleg = await at_the_desk.desk("Олег Агентов")
        here, there = await telegram.customer("Анна"), await at_the_desk.customer("Аня")
        await here.writes("Сайт открывается через раз")
        await oleg.sees("inbox?list=unassigned", lambda told: len(told["tickets"]) == 1)
        await there.writes("Почта не уходит с утра")
        await oleg.sees("inbox?list=unassigned", lambda told: len(told["tickets"]) == 2)

        await oleg.posts("tickets/2/person", {"number": "1"})

        work = await oleg.gets("tickets/2/work")
        assert work["channels"] == ["Аня · Web", "Анна · Telegram"]
        assert (await oleg.gets("tickets/2"))["earlier"] == [1]
        await oleg.says(2, "Чиним почту")
        await oleg.says(1, "Чиним сайт")
        assert await standing(there, "Чиним почту")
        await here.shows("Чиним сайт")
        assert not any("почту" in text for text in await here.texts())
