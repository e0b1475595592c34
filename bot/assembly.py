"""How the bot is put together: around a messenger, wherever its updates come from, and beside the web."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog

from bot.acquaintance import meet_administrators
from bot.channels.staff_chats import staff_chats
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_polling import Keep
from bot.channels.web.desk_pages import DeskPages
from bot.channels.web.opening import Web
from bot.channels.web.server import Part, build_web, listening, site_of
from bot.desk_policy import desk_policy
from bot.health import Health, Troubles
from bot.ledger_watch import LedgerWatch
from bot.membership import Membership
from bot.metrics import Metrics
from bot.sample_faq import is_wanted, load_sample_faq
from bot.settings import Settings
from bot.supervision import Supervisor, finish
from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from bot.workers.steady_clock import SteadyClock
from bot.workers.ticker import Ticker
from bot.workers.workplace import Workplace
from handlers.channel import Channel
from handlers.classification.shipped import stock
from handlers.clock import Clock, utc_now
from handlers.frontdesk import FrontDesk
from handlers.opening import open_front_desk
from handlers.phrases import Phrases
from storage.engine import Database
from storage.records.content import Media

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Receive = Callable[[Keep], Awaitable[None]]
"""A source of updates: hands them over to be kept, and confirms nothing before that, until cancelled."""

TIME_TO_FINISH = timedelta(seconds=10)
"""How long a stop waits for what is in hand. What is cut off then is safe: the next start goes on with it."""


class LockLost(Exception):
    """The database took away the lock that shows that this process is alive: others take over its work."""


class App:
    """Everything that runs, and how it stops: receiving first, then reading, then sending.

    `address` is where the web answers, if it is served; `desk_link` lets one browser into the desk, once.
    """

    def __init__(
        self,
        place: Workplace,
        telegram: TelegramChannel | None,
        receive: Receive | None,
        settings: Settings,
        ending: asyncio.Event,
        wall_clock: Clock,
        *,
        polls: bool,
    ) -> None:
        self.ending = ending
        self.address: str | None = None
        self.desk_link: str | None = None
        self._place = place
        self._telegram = telegram
        self._receive_updates = receive
        self._polls = polls
        self._staff_chats = frozenset(staff_chats(settings).values())
        self._delivery = Delivery(place, settings.telegram_limits)
        self._intake = Intake(place, timedelta(seconds=settings.burst_seconds), self._delivery.commit)
        self._ticker = Ticker(place, wall_clock)
        self._is_recognised = asyncio.Event()
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
        self._reading = [start(self._intake.run(), name="intake")]
        self._receiving = [
            start(self._receive(), name="receiving"),
            start(self._watch_lock(), name="lock"),
        ]

    def start_beside(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        """Something that is done beside everything else, as soon as Telegram has told who we are.

        A stop does not wait for it.
        """
        self._place.supervisor.start(self._once_recognised(work), name=name)

    async def _once_recognised(self, work: Callable[[], Awaitable[None]]) -> None:
        await self._is_recognised.wait()
        await work()

    async def stop(self) -> None:
        """Stop in order, within the time that there is."""
        loop = asyncio.get_running_loop()
        # Who lost the lock must do nothing more: another process may be at the same work already.
        time_to_finish = timedelta(0) if self._place.holder.lost.is_set() else TIME_TO_FINISH
        deadline = loop.time() + time_to_finish.total_seconds()

        def left() -> timedelta:
            return timedelta(seconds=max(0.0, deadline - loop.time()))

        await finish(self._receiving, within=timedelta(0))
        self._intake.stop(left())
        self._ticker.stop()
        await finish(self._reading, within=left())
        self._delivery.stop(left())
        await finish(self._sending, within=left())

    def troubles(self) -> Troubles:
        """What keeps each part from working, for `/health`."""
        parts = {
            "intake": self._intake.trouble,
            "delivery": self._delivery.trouble,
            "ticker": self._ticker.trouble,
        }
        return parts if self._telegram is None else {"receiving": self._telegram.trouble, **parts}

    async def staff_chats(self) -> frozenset[str]:
        """The addresses of the staff's groups: those of the settings, and where groups moved since."""
        async with self._place.database.reading() as books:
            current = await books.chats.current_of(self._staff_chats)
        return self._staff_chats.union(current.values())

    async def _receive(self) -> None:
        """Telegram's updates wait until it has told who we are; the web's wait for nobody."""
        if self._telegram is not None:
            identity = await self._telegram.identity()
            self._is_recognised.set()
            self._intake.look_again()
            log.info("the bot is up", username=identity.username)
        if self._receive_updates is None:
            return
        async with AsyncExitStack() as stack:
            if self._telegram is not None and self._polls:
                task = f"polling {self._telegram.source}"
                await stack.enter_async_context(self._place.database.alone_at(task, self._place.holder))
            await self._receive_updates(self._intake.keep)

    async def _watch_lock(self) -> None:
        await self._place.holder.lost.wait()
        raise LockLost("another process may have taken over: this one stops")


@asynccontextmanager
async def assembled(
    settings: Settings,
    telegram: TelegramChannel | None,
    receive: Receive | None,
    *,
    clock: Clock = utc_now,
    parts: Sequence[Part] | None = None,
    polls: bool = False,
) -> AsyncIterator[App]:
    """Everybody at work in this event loop, from the database to `telegram`; leaving it stops them in order.

    `App.ending` is set when something crashed; the crash is raised at the end. Raises `StorageError` when
    the database cannot be used, `SettingsError` when the web's address cannot be had. The Bot API may be
    away: it is waited for. The caller closes `telegram`.

    `parts` are what the HTTP server has beside our own; None: there is no server. `polls`: `receive` asks
    the messenger, which answers one process at a time, so the others stand by.
    """
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        holder = await stack.enter_async_context(database.hold())
        ending = asyncio.Event()
        supervisor = Supervisor(on_crash=ending.set, foreseen=(TokenRefused, LockLost))
        stack.push_async_callback(supervisor.stop)
        phrases = Phrases.load()
        web = await Web.open(settings, database, phrases, clock)
        channels: dict[str, Channel] = {web.chat.name: web.chat, web.desk.name: web.desk}
        if telegram is not None:
            channels[telegram.name] = telegram
        desk = build_desk(settings, database, phrases, clock, channels)
        place = Workplace(
            database,
            holder,
            desk,
            channels,
            supervisor,
            SteadyClock(clock),
            telegram.has_heard_all_older_than if telegram is not None else lambda _age: True,
            without_doubt=frozenset({web.chat.name, web.desk.name}),
            may_be_read=telegram.may_be_read if telegram is not None else lambda _source: True,
        )
        place.meters.follow_templates(lambda: desk.style.failures)
        await _prepare(place, settings, phrases)
        app = App(place, telegram, receive, settings, ending, clock, polls=polls)
        try:
            async with AsyncExitStack() as serving:
                served = [] if parts is None else [*parts, *_for_operators(place, app)]
                if served and settings.web_chat:
                    pages = DeskPages.open(settings, web, database, desk, clock)
                    supervisor.start(pages.feed.run(), name="web desk")
                    app.address = await serving.enter_async_context(web.serving(supervisor, (pages, *served)))
                    app.desk_link = pages.one_time_link(app.address)
                elif served:
                    others = build_web(site_of(settings), served)
                    await serving.enter_async_context(listening(others, settings.http_listen))
                app.start()  # only now: whom Telegram is told to call must listen
                if telegram is not None:
                    meeting = partial(meet_administrators, telegram, app.staff_chats, place)
                    app.start_beside(meeting, name="staff")
                yield app
        finally:
            await app.stop()
    supervisor.raise_crash()


def _for_operators(place: Workplace, app: App) -> tuple[Part, ...]:
    ledgers = LedgerWatch(place.database, place.clock, place.supervisor)
    return Health(ledgers, app.troubles), Metrics(ledgers, place.meters, app.troubles)


def build_desk(
    settings: Settings,
    database: Database,
    phrases: Phrases,
    clock: Clock,
    channels: Mapping[str, Channel],
) -> FrontDesk:
    """The desk, as the settings want it."""

    async def fetch(chat: str, media: Media) -> bytes:
        return await channels[chat.partition(":")[0]].fetch(media)

    is_member = Membership(channels, clock)
    return open_front_desk(database, desk_policy(settings), phrases, clock, fetch, is_member)


async def _prepare(place: Workplace, settings: Settings, phrases: Phrases) -> None:
    """What must be so before anybody works: a FAQ within reach, and nothing in the hands of the dead."""
    if is_wanted(settings):
        await load_sample_faq(place.database, place.clock, first=settings.default_language)
    await place.desk.refresh()
    async with place.database.books() as books:
        await stock(books, phrases, settings.default_language)
        left = await books.void_dead_claims(place.holder)
        await books.inbox.bring_forward(place.clock())
        await books.outbox.bring_forward(place.clock())
        await place.desk.follow_the_staff(books)
        await books.commit()
    if left.claims or left.in_doubt:
        log.info("continuing", claims_of_the_dead=left.claims, letters_in_doubt=left.in_doubt)
