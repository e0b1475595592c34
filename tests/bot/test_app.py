"""The whole bot in one process: how it starts, ends, and tells what stops it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot.app import running, serve
from bot.channels.telegram_outcomes import TokenRefused
from bot.lifecycle import TIME_TO_FINISH, App, LockLost
from bot.sample_faq import is_wanted, load_sample_faq, sample_entries
from bot.setting_faults import SettingsError
from bot.settings import Settings, load_settings
from handlers.clock import utc_now
from handlers.knowledge.shelf import entry_of
from storage.database import Database
from storage.errors import DatabaseInUse
from tests.journeys.desk import Desk

SOON = 10.0


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    """People and a messenger; each test starts the bot in its own way."""
    async with Desk.stands(sqlite_url) as desk:
        yield desk


def settings_of(desk: Desk, **changed: str) -> Settings:
    return load_settings(env_file=None, environ=desk.settings | changed)


class TestTheStart:
    async def test_with_neither_token_nor_web_says_what_to_set(self, desk: Desk) -> None:
        with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
            async with running(settings_of(desk, TELEGRAM_BOT_TOKEN="", WEB_CHAT="off")):
                pass

    async def test_without_a_token_serves_chat_and_desk(self, desk: Desk) -> None:
        web = {"TELEGRAM_BOT_TOKEN": "", "STAFF_CHAT_ID": "", "WEB_CHAT": "on", "HTTP_LISTEN": "127.0.0.1:0"}
        async with running(settings_of(desk, **web)) as app, ClientSession() as browser:
            assert app.desk_link is not None
            for page in ("chat", "desk"):
                async with browser.get(f"{app.address}/{page}") as answer:
                    assert answer.status == 200

    async def test_on_a_database_in_use_is_refused(self, desk: Desk) -> None:
        settings = settings_of(desk)
        async with running(settings):
            with pytest.raises(DatabaseInUse):
                async with running(settings):
                    pass

    async def test_with_a_token_that_telegram_refuses_ends_with_that_reason(self, desk: Desk) -> None:
        """Waiting mends no token."""
        with pytest.raises(TokenRefused), capture_logs() as logged:
            async with running(settings_of(desk, TELEGRAM_BOT_TOKEN="1:wrong")) as app:
                await asyncio.wait_for(app.ending.wait(), SOON)

        assert [line["event"] for line in logged if line["log_level"] != "info"] == []
        assert not any("menu" in line["event"] for line in logged)

    async def test_waits_for_a_messenger_that_is_away(self, desk: Desk) -> None:
        outage = await desk.tg.fault("error", status=502)
        anna = await desk.customer("Анна")
        await anna.writes("Сайт открывается через раз")
        await desk.opens()
        await desk.tg.until(lambda: _struck(desk))
        assert await anna.texts() == []

        await desk.tg.clear_faults(id=outage)

        await anna.shows("№ 1")


class TestALostLock:
    async def test_stops_the_bot(self, desk: Desk) -> None:
        """Others take over the work of a process that lost its lock: going on would do it twice."""
        with pytest.raises(LockLost), capture_logs():
            await self.lose_the_lock(desk)

    lost_at = 0.0

    async def lose_the_lock(self, desk: Desk, after: Callable[[], Awaitable[bool]] | None = None) -> None:
        async with running(settings_of(desk)) as app:
            if after is not None:
                await desk.tg.until(after)
            self.lost_at = asyncio.get_running_loop().time()
            app._place.holder.lost.set()
            await asyncio.wait_for(app.ending.wait(), SOON)

    async def test_waits_for_nothing_that_is_in_hand(self, desk: Desk) -> None:
        """What is in hand is another's by now."""
        await desk.opens()
        anna = await desk.customer("Анна")
        await anna.writes("Сайт открывается через раз")
        await anna.shows("№ 1")
        await desk.closes()
        await desk.tg.fault("latency", "sendMessage", delay=60)
        await anna.writes("и почта тоже")

        with pytest.raises(LockLost), capture_logs():
            await self.lose_the_lock(desk, after=lambda: _struck(desk))

        stopped_at = asyncio.get_running_loop().time()
        assert stopped_at - self.lost_at < TIME_TO_FINISH.total_seconds()

    async def test_brings_a_new_link_to_the_desk_with_the_next_start(self, desk: Desk) -> None:
        """The former one is of a process that forgot it."""
        started: asyncio.Queue[App] = asyncio.Queue()
        web = {"TELEGRAM_BOT_TOKEN": "", "STAFF_CHAT_ID": "", "WEB_CHAT": "on"}
        handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            serving = asyncio.get_running_loop().create_task(
                serve(settings_of(desk, **web), on_start=started.put_nowait)
            )
            first = await asyncio.wait_for(started.get(), SOON)
            with capture_logs():
                first._place.holder.lost.set()
                second = await asyncio.wait_for(started.get(), SOON)
            signal.raise_signal(signal.SIGTERM)
            await asyncio.wait_for(serving, SOON)
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)

        assert first.desk_link is not None
        assert second.desk_link is not None
        assert first.desk_link.partition("#")[2] != second.desk_link.partition("#")[2]


class TestAProcess:
    @pytest.fixture
    async def process(self, desk: Desk) -> AsyncIterator[asyncio.subprocess.Process]:
        """The bot as operators start it, once it answers."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={**os.environ, **desk.settings},
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            await _told(process.stderr, b"the bot is up")
            anna = await desk.customer("Анна")
            await anna.writes("Сайт открывается через раз")
            await anna.shows("№ 1")
            await desk.settles()
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    async def test_ends_in_order_at_a_signal(self, process: asyncio.subprocess.Process) -> None:
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), SOON)

        assert process.returncode == 0
        assert b"stopped" in errors
        assert b"Traceback" not in errors

    async def test_ends_at_once_at_a_second_signal(
        self, desk: Desk, process: asyncio.subprocess.Process
    ) -> None:
        await desk.tg.fault("hang", "sendMessage", delay=60)
        anna = await desk.customer("Борис")
        await anna.writes("Не работает почта")

        await desk.tg.until(lambda: _struck(desk))

        process.send_signal(signal.SIGTERM)
        await _told(process.stderr, b"stopping")
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), SOON)

        assert process.returncode == -signal.SIGTERM

    async def test_that_nobody_set_up_says_where_to_click(self, sqlite_url: str, tmp_path: Path) -> None:
        """As a newcomer starts it."""
        async with _started(sqlite_url, tmp_path) as process:
            asked = await _told(process.stdout, b"customer's side")
            assert "«Как подключиться к сайту по FTP?»" in asked.decode()
            told = await _told(process.stdout, b"  Desk  ")
            async with ClientSession() as browser, browser.get(told.split()[1].decode()) as answer:
                assert answer.status == 200

        assert process.returncode == 0

    async def test_with_an_address_for_people_names_that(self, sqlite_url: str, tmp_path: Path) -> None:
        async with _started(sqlite_url, tmp_path, PUBLIC_URL="https://support.example.org/") as process:
            chat = await _told(process.stdout, b"  Chat  ")
            desk = await _told(process.stdout, b"  Desk  ")

        assert chat.split()[1] == b"https://support.example.org/chat"
        assert desk.split()[1] == b"https://support.example.org/desk"


@asynccontextmanager
async def _started(
    sqlite_url: str, folder: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`otboinik run` without a token; it is ended in order."""
    nothing = {"TELEGRAM_BOT_TOKEN": "", "STAFF_CHAT_ID": "", "HTTP_LISTEN": "127.0.0.1:0"}
    places = {"DATABASE_URL": sqlite_url, "UPLOADS_DIR": str(folder)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env={**os.environ, **nothing, **places, **settings},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.terminate()
        await asyncio.wait_for(process.communicate(), SOON)


class TestTheSampleFaq:
    @pytest.mark.parametrize(
        ("token", "sample_faq", "wanted"),
        [
            ("", "auto", True),
            ("1:token", "auto", False),
            ("1:token", "on", True),
            ("", "off", False),
        ],
    )
    def test_never_meets_real_customers_by_accident(
        self, token: str, sample_faq: str, *, wanted: bool
    ) -> None:
        environ = {"TELEGRAM_BOT_TOKEN": token, "STAFF_CHAT_ID": "-1001", "SAMPLE_FAQ": sample_faq}

        assert is_wanted(load_settings(env_file=None, environ=environ)) is wanted

    async def test_goes_into_an_empty_faq_only(self, sqlite_url: str) -> None:
        database = await Database.open(sqlite_url)
        try:
            await load_sample_faq(database, utc_now, first="ru")
            await load_sample_faq(database, utc_now, first="en")
            async with database.books() as books:
                languages = list(dict.fromkeys(record.language for record in await books.faq.live()))
                (change,) = await books.faq.history(1)
                entries = tuple(map(entry_of, await books.faq.live()))
        finally:
            await database.close()

        assert entries == sample_entries(first="ru")
        assert languages == ["ru", "en"]
        assert change is not None


async def _told(stream: asyncio.StreamReader | None, words: bytes) -> bytes:
    """Wait until the process says this; the line."""
    assert stream is not None
    async with asyncio.timeout(60):
        while words not in (line := await stream.readline()):
            assert line, "the process ended before"
    return line


async def _struck(desk: Desk) -> bool:
    """The fault that the messenger was told of met a call."""
    (rule,) = (await desk.tg.call("faults"))["faults"]
    return bool(rule["fired"])
