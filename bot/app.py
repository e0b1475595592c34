"""Runs the bot from its settings until it is told to stop; `bot/assembly.py` wires its parts."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from types import FrameType

import structlog

from bot import collector
from bot.assembly import assembled
from bot.channels.opening import open_telegram, open_webhook
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_menus import Menus
from bot.channels.telegram_polling import Keep
from bot.channels.telegram_webhook import Webhook
from bot.channels.web.door import open_door
from bot.channels.web.server import build_web, site_of
from bot.health import WITHOUT_DATABASE, NothingYet
from bot.lifecycle import App, LockLost
from bot.setting_faults import SettingFault, SettingsError
from bot.settings import Settings
from bot.workers.backoff import pause_after
from handlers.clock import Clock, utc_now
from handlers.phrases import Phrases
from storage.errors import StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_NOBODY_TO_TALK_TO = SettingFault(
    "TELEGRAM_BOT_TOKEN",
    "is missing, and WEB_CHAT is off: there is nobody to talk to. Get a token from @BotFather and write it "
    "into .env, with the id of your staff group as STAFF_CHAT_ID; or write WEB_CHAT=on.",
)


@asynccontextmanager
async def running(settings: Settings, *, clock: Clock = utc_now) -> AsyncIterator[App]:
    """Run the whole bot in this event loop, from the database to messenger and web; stop it in order on exit.

    `App.ending` is set when something crashed; the crash is raised at the end. Raises `SettingsError` with
    neither a token nor the web, and `StorageError` if the database cannot be used. If the Bot API is away, it
    is waited for.
    """
    telegram = open_telegram(settings)
    if telegram is None and not settings.web_chat:
        raise SettingsError((_NOBODY_TO_TALK_TO,))
    async with AsyncExitStack() as stack:
        webhook = menus = receive = None
        if telegram is not None:
            stack.push_async_callback(telegram.close)
            webhook = open_webhook(settings, telegram)
            menus = Menus(telegram, settings, Phrases.load())
            receive = partial(_receive, webhook or telegram, menus)
        together = assembled(
            settings,
            telegram,
            receive,
            clock=clock,
            parts=() if webhook is None else (webhook,),
            polls=webhook is None,
        )
        app = await stack.enter_async_context(together)
        if menus is not None:
            app.start_beside(menus.run, name="menus")
        yield app


async def _receive(source: Webhook | TelegramChannel, menus: Menus, keep: Keep) -> None:
    await source.receive(menus.watched(keep))


async def serve(settings: Settings, *, on_start: Callable[[App], None] = lambda _app: None) -> None:
    """Run until SIGTERM or SIGINT; a second signal ends the process at once.

    When the database goes away and takes our lock along, everything is stopped, and started again once the
    database is back. `on_start` is called each time: another start has another one-time link. A database that
    cannot be used at the first start is a fault for the operator: `StorageError` is raised.
    """
    collector.rest()
    stopping = asyncio.Event()
    failures: int | None = None
    while not stopping.is_set():
        try:
            async with running(settings) as app:
                _on_signals(stopping, app.ending)
                if failures is None:
                    collector.spare_what_was_loaded()
                failures = 0
                on_start(app)
                await app.ending.wait()
                log.info("stopping")
        except (LockLost, StorageUnavailable) as error:
            if failures is None:
                raise
            failures += 1
            log.warning("waiting for the database to start anew", reason=str(error), failures=failures)
            nothing = build_web(site_of(settings), [NothingYet(WITHOUT_DATABASE)])
            async with open_door(settings.http_listen, nothing):
                await _wait(stopping, at_most=pause_after(failures))
    log.info("stopped")


async def _wait(event: asyncio.Event, *, at_most: timedelta) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(at_most.total_seconds()):
            await event.wait()


def _on_signals(*events: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)  # the next one ends the process at once
        for event in events:
            loop.call_soon_threadsafe(event.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
