"""The one place that wires: settings in, a working bot out."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from types import FrameType

import structlog

from bot.assembly import App, assembled
from bot.channels import open_telegram
from bot.settings import Fault, Settings, SettingsError
from handlers.clock import Clock, utc_now

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_NO_TOKEN = Fault(
    "TELEGRAM_BOT_TOKEN",
    "is missing: without it there is nobody to talk to. Get one from @BotFather and write it into .env, "
    "with the id of your staff group as STAFF_CHAT_ID.",
)


@asynccontextmanager
async def running(settings: Settings, *, clock: Clock = utc_now) -> AsyncIterator[App]:
    """The whole bot in this event loop, from the database to the messenger; leaving it stops it in order.

    `App.ending` is set when something crashed; the crash is raised at the end. Raises `SettingsError` without
    a token and `StorageError` when the database cannot be used. The Bot API may be away: it is waited for.
    """
    telegram = open_telegram(settings)
    if telegram is None:
        raise SettingsError((_NO_TOKEN,))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(telegram.close)
        yield await stack.enter_async_context(assembled(settings, telegram, telegram.receive, clock=clock))


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; a second signal ends the process at once."""
    async with running(settings) as app:
        _on_signals(app.ending)
        await app.ending.wait()
        log.info("stopping")
    log.info("stopped")


def _on_signals(ending: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)  # the next one ends the process at once
        loop.call_soon_threadsafe(ending.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
