"""Starting and stopping with a host, and what goes wrong on the way."""

import asyncio
import logging

import pytest
import structlog
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import Update
from telegram.ext import Application

from bot.channels.telegram_aiogram import support_router
from bot.channels.telegram_ptb import add_support
from bot.host_logs import speak_through_logging
from bot.setting_faults import SettingsError
from bot.settings import Settings, load_settings
from storage.database import Database
from storage.errors import StorageError
from tests.bot.channels.mounting.hosted_desk import HostedDesk
from tests.bot.channels.mounting.hosts import PRICE
from tests.bot.channels.twins import NOW, TOKEN
from tests.bot.channels.updates import a_message, an_update
from tests.databases import PostgresServer
from tests.journeys.installations import Installation

QUESTION = "Сайт открывается через раз, а вчера работал"
OTHER_TOKEN = f"7001:{'b' * 35}"


def settings(**more: str) -> Settings:
    known = {"TELEGRAM_BOT_TOKEN": TOKEN, "STAFF_CHAT_ID": "-1001", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    return load_settings(env_file=None, environ=known | more)


class TestSettingsThatDoNotFit:
    def test_are_refused_at_once(self) -> None:
        with pytest.raises(SettingsError, match="STAFF_CHAT_ID"):
            support_router(Settings())
        with pytest.raises(SettingsError, match="STAFF_CHAT_ID"):
            add_support(Application.builder().token(TOKEN).build(), Settings())

    async def test_the_token_of_another_bot_stops_the_hosts_start(self) -> None:
        dispatcher = Dispatcher()
        dispatcher.include_router(support_router(settings()))

        with pytest.raises(SettingsError, match="another bot"):
            await dispatcher.emit_startup(bot=Bot(OTHER_TOKEN))
        with pytest.raises(SettingsError, match="another bot"):
            add_support(Application.builder().token(OTHER_TOKEN).build(), settings())

    async def test_a_database_that_cannot_be_used_stops_the_hosts_start(self) -> None:
        dispatcher = Dispatcher()
        dispatcher.include_router(support_router(settings(DATABASE_URL="sqlite+aiosqlite:///nowhere/x.db")))

        with pytest.raises(StorageError, match="nowhere"):
            await dispatcher.emit_startup(bot=Bot(TOKEN))
        await dispatcher.emit_shutdown(bot=Bot(TOKEN))


class TestAHostOfSeveralBots:
    async def test_keeps_the_updates_of_the_others(self, sqlite_url: str) -> None:
        dispatcher = Dispatcher()
        dispatcher.include_router(support_router(settings(DATABASE_URL=sqlite_url)))
        await dispatcher.emit_startup(bots=(Bot(TOKEN), Bot(OTHER_TOKEN)))
        question = Update.model_validate(an_update("message", a_message(text=QUESTION)))

        outcome = await asyncio.wait_for(dispatcher.feed_update(Bot(OTHER_TOKEN), question), 5)

        assert outcome is UNHANDLED
        await dispatcher.emit_shutdown()


class TestTheStaffGroupMovedLongAgo:
    async def test_its_new_address_is_supports_alone(self, desk: HostedDesk) -> None:
        desk.settings["STAFF_CHAT_ID"] = "-4321"
        await _remember_move(desk.database_url, "telegram:-4321", f"telegram:{desk.group}")
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await desk.sergey.writes(topic, "Смотрю.")

        await anna.shows("Смотрю.")


async def _remember_move(url: str, old: str, new: str) -> None:
    database = await Database.open(url)
    async with database.books() as books:
        await books.chats.moved(old, new)
        await books.commit()
    await database.close()


class TestTheDatabaseServerCutsEveryConnection:
    async def test_the_host_goes_on_and_support_comes_back(
        self,
        library: str,
        postgres_url: str,
        postgres_server: PostgresServer,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """The lock that shows that we are alive is gone then; no supervisor would start the host again."""
        async with HostedDesk.stands(postgres_url, Installation(library)) as desk:
            await desk.opens()
            anna = await desk.customer()
            postgres_server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'otboinik'"
            )

            await anna.writes("/price")
            await anna.shows(PRICE)
            await anna.writes(QUESTION)
            await anna.shows("№ 1", timeout=10)

        assert "support crashed and starts again" in caplog.text


class TestLinesInTheHostsLog:
    def test_go_through_its_logging_with_secrets_masked(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        speak_through_logging({TOKEN})

        structlog.get_logger("bot.channels.mounting").warning("waiting", reason=f"POST /bot{TOKEN}/getMe")

        [record] = caplog.records
        assert (record.name, record.levelname) == ("bot.channels.mounting", "WARNING")
        assert record.getMessage().startswith("waiting")
        assert TOKEN not in record.getMessage()

    def test_are_left_to_a_host_that_speaks_structlog(self) -> None:
        structlog.configure(processors=[structlog.processors.JSONRenderer()])
        before = structlog.get_config()["processors"]

        speak_through_logging(())

        assert structlog.get_config()["processors"] == before


class TestAHostThatRunsItsApplicationByHand:
    """Without `run_polling` nobody calls the hooks."""

    async def test_starts_support_with_the_first_update(self, sqlite_url: str) -> None:
        async with HostedDesk.stands(sqlite_url, Installation("python-telegram-bot")) as desk:
            api = desk.settings["TELEGRAM_API_URL"]
            application = (
                Application.builder()
                .token(desk.settings["TELEGRAM_BOT_TOKEN"])
                .base_url(f"{api}/bot")
                .base_file_url(f"{api}/file/bot")
                .build()
            )
            add_support(application, load_settings(env_file=None, environ=desk.settings), clock=lambda: NOW)
            assert application.updater
            assert application.post_shutdown
            async with application:
                await application.start()
                await application.updater.start_polling(timeout=5)
                anna = await desk.customer()
                await anna.writes(QUESTION)
                await anna.shows("№ 1")
                await application.updater.stop()
                await application.stop()
            await application.post_shutdown(application)
