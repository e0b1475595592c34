"""The one place that wires: settings in, a working bot out."""

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from types import FrameType

import structlog

from bot.channels import open_telegram
from bot.channels.telegram_channel import TelegramChannel
from bot.desk_policy import desk_policy
from bot.sample_faq import is_wanted, load_sample_faq
from bot.settings import Fault, Settings, SettingsError
from bot.supervision import Supervisor, finish
from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from bot.workers.ticker import Ticker
from bot.workers.workplace import Workplace
from handlers.clock import Clock, utc_now
from handlers.frontdesk import FrontDesk
from handlers.phrases import Phrases
from storage.content import Media
from storage.engine import Database
from storage.inbox import RawUpdate

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

TIME_TO_FINISH = timedelta(seconds=10)
"""How long a stop waits for what is in hand. What is cut off then is safe: the next start goes on with it."""


_NO_TOKEN = Fault(
    "TELEGRAM_BOT_TOKEN",
    "is missing: without it there is nobody to talk to. Get one from @BotFather and write it into .env, "
    "with the id of your staff group as STAFF_CHAT_ID.",
)


class LockLost(Exception):
    """The database took away the lock that shows that this process is alive: others take over its work."""


class App:
    """Everything that runs, and how it stops: receiving first, then reading, then sending."""

    def __init__(
        self, place: Workplace, telegram: TelegramChannel, settings: Settings, ending: asyncio.Event
    ) -> None:
        self.ending = ending
        self._place = place
        self._telegram = telegram
        self._intake = Intake(place, timedelta(seconds=settings.burst_seconds))
        self._delivery = Delivery(place, settings.telegram_limits)
        self._ticker = Ticker(place)
        self._receiving: list[asyncio.Task[None]] = []
        self._reading: list[asyncio.Task[None]] = []
        self._sending: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Set everybody to work."""
        start = self._place.supervisor.start
        self._sending = [
            start(self._delivery.run(), name="delivery"),
            start(self._ticker.run(), name="ticker"),
        ]
        self._receiving = [
            start(self._receive(), name="receiving"),
            start(self._watch_lock(), name="lock"),
        ]

    async def stop(self) -> None:
        """Stop in order, within the time that there is."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + TIME_TO_FINISH.total_seconds()

        def left() -> timedelta:
            return timedelta(seconds=max(0.0, deadline - loop.time()))

        await finish(self._receiving, within=timedelta(0))
        self._intake.stop(left())
        self._ticker.stop()
        await finish(self._reading, within=left())
        self._delivery.stop(left())
        await finish(self._sending, within=left())

    async def _receive(self) -> None:
        """Updates name the bot by its username, so nothing is read before that is known."""
        identity = await self._telegram.identity()
        log.info("the bot is up", username=identity.username)
        self._reading = [self._place.supervisor.start(self._intake.run(), name="intake")]
        await self._telegram.receive(self._keep)

    async def _keep(self, updates: Sequence[RawUpdate]) -> None:
        async with self._place.database.books() as books:
            await books.inbox.keep(updates, self._place.clock())
            await books.commit()

    async def _watch_lock(self) -> None:
        await self._place.holder.lost.wait()
        raise LockLost("another process may have taken over: this one stops")


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
        database = await Database.open(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        holder = await stack.enter_async_context(database.hold())
        ending = asyncio.Event()
        supervisor = Supervisor(on_crash=ending.set)
        stack.push_async_callback(supervisor.stop)
        desk = build_desk(settings, database, clock, telegram)
        place = Workplace(database, holder, desk, {telegram.name: telegram}, supervisor, clock)
        await _prepare(place, settings)
        app = App(place, telegram, settings, ending)
        app.start()
        try:
            yield app
        finally:
            await app.stop()
    supervisor.raise_crash()


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; a second signal ends the process at once."""
    async with running(settings) as app:
        _on_signals(app.ending)
        await app.ending.wait()
        log.info("stopping")
    log.info("stopped")


def build_desk(settings: Settings, database: Database, clock: Clock, telegram: TelegramChannel) -> FrontDesk:
    """The desk, as the settings want it."""

    async def fetch(_chat: str, media: Media) -> bytes:
        return await telegram.fetch(media)

    return FrontDesk.open(database, desk_policy(settings), Phrases.load(), clock, fetch)


async def _prepare(place: Workplace, settings: Settings) -> None:
    """What must be so before anybody works: a FAQ within reach, and nothing in the hands of the dead."""
    if is_wanted(settings):
        await load_sample_faq(place.database, place.clock)
    await place.desk.refresh()
    async with place.database.books() as books:
        buried = await books.bury_the_dead(place.holder)
        await books.commit()
    log.info("continuing", claims_of_the_dead=buried.claims, letters_in_doubt=buried.in_doubt)


def _on_signals(ending: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)  # the next one ends the process at once
        loop.call_soon_threadsafe(ending.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
