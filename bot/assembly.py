"""How the bot is put together around one messenger, wherever the messenger's updates come from."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

import structlog

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_polling import Keep
from bot.desk_policy import desk_policy, staff_chats
from bot.sample_faq import is_wanted, load_sample_faq
from bot.settings import Settings
from bot.supervision import Supervisor, finish
from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from bot.workers.steady_clock import SteadyClock
from bot.workers.ticker import Ticker
from bot.workers.workplace import Workplace
from handlers.clock import Clock, utc_now
from handlers.frontdesk import FrontDesk
from handlers.phrases import Phrases
from storage.content import Media
from storage.engine import Database
from storage.inbox import RawUpdate

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Receive = Callable[[Keep], Awaitable[None]]
"""A source of updates: hands them over to be kept, and confirms nothing before that, until cancelled."""

TIME_TO_FINISH = timedelta(seconds=10)
"""How long a stop waits for what is in hand. What is cut off then is safe: the next start goes on with it."""


class LockLost(Exception):
    """The database took away the lock that shows that this process is alive: others take over its work."""


class App:
    """Everything that runs, and how it stops: receiving first, then reading, then sending."""

    def __init__(
        self,
        place: Workplace,
        telegram: TelegramChannel,
        receive: Receive,
        settings: Settings,
        ending: asyncio.Event,
        wall_clock: Clock,
    ) -> None:
        self.ending = ending
        self._place = place
        self._telegram = telegram
        self._receive_updates = receive
        self._staff_chats = frozenset(staff_chats(settings).values())
        self._intake = Intake(place, timedelta(seconds=settings.burst_seconds))
        self._delivery = Delivery(place, settings.telegram_limits)
        self._ticker = Ticker(place, wall_clock)
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

    async def staff_chats(self) -> frozenset[str]:
        """The addresses of the staff's groups: those of the settings, and where groups moved since."""
        async with self._place.database.books() as books:
            current = await books.chats.current_of(self._staff_chats)
        return self._staff_chats.union(current.values())

    async def _receive(self) -> None:
        """Updates name the bot by its username, so nothing is read before that is known."""
        identity = await self._telegram.identity()
        log.info("the bot is up", username=identity.username)
        self._reading = [self._place.supervisor.start(self._intake.run(), name="intake")]
        await self._receive_updates(self._keep)

    async def _keep(self, updates: Sequence[RawUpdate]) -> None:
        async with self._place.database.books() as books:
            await books.inbox.keep(updates, self._place.clock())
            await books.commit()

    async def _watch_lock(self) -> None:
        await self._place.holder.lost.wait()
        raise LockLost("another process may have taken over: this one stops")


@asynccontextmanager
async def assembled(
    settings: Settings, telegram: TelegramChannel, receive: Receive, *, clock: Clock = utc_now
) -> AsyncIterator[App]:
    """Everybody at work in this event loop, from the database to `telegram`; leaving it stops them in order.

    `App.ending` is set when something crashed; the crash is raised at the end. Raises `StorageError` when
    the database cannot be used. The Bot API may be away: it is waited for. The caller closes `telegram`.
    """
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        holder = await stack.enter_async_context(database.hold())
        ending = asyncio.Event()
        supervisor = Supervisor(on_crash=ending.set)
        stack.push_async_callback(supervisor.stop)
        desk = build_desk(settings, database, clock, telegram)
        place = Workplace(
            database,
            holder,
            desk,
            {telegram.name: telegram},
            supervisor,
            SteadyClock(clock),
            telegram.has_heard_all_older_than,
        )
        await _prepare(place, settings)
        app = App(place, telegram, receive, settings, ending, clock)
        app.start()
        try:
            yield app
        finally:
            await app.stop()
    supervisor.raise_crash()


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
        await books.inbox.bring_forward(place.clock())
        await books.outbox.bring_forward(place.clock())
        await books.commit()
    log.info("continuing", claims_of_the_dead=buried.claims, letters_in_doubt=buried.in_doubt)
