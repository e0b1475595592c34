"""Puts the bot together: around a messenger, wherever its updates come from, and beside the web."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

import structlog

from bot.acquaintance import meet_administrators
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.web.desk_pages import DeskPages
from bot.channels.web.door import Door, open_door
from bot.channels.web.opening import Web
from bot.channels.web.server import Part, build_web, must_take_files, site_of
from bot.desk_policy import desk_policy
from bot.health import STARTING, Health, NothingYet
from bot.ledger_watch import LedgerWatch
from bot.lifecycle import App, LockLost, Receive
from bot.membership import MembershipCheck
from bot.metrics import Metrics
from bot.sample_faq import is_wanted, load_sample_faq
from bot.settings import Settings
from bot.staff_groups import look_at_staff_groups
from bot.supervision import Supervisor
from bot.workers.meters import Meters
from bot.workers.steady_clock import SteadyClock
from bot.workers.workplace import Workplace
from handlers.channel import Channel
from handlers.classification.shipped import stock
from handlers.clock import Clock, utc_now
from handlers.opening import OpenDesk, open_desk
from handlers.phrases import Phrases
from handlers.wording_counters import UNCOUNTED, WordingCounters
from storage.database import Database
from storage.records.content import Media

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


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
    """Run all workers in this event loop, from the database to `telegram`; stop them in order on exit.

    `App.ending` is set when something crashed; the crash is raised at the end. Raises `StorageError` if the
    database cannot be used, `SettingsError` if the web's address is taken or there is no folder for its
    files. If the Bot API is away, it is waited for. The caller closes `telegram`.

    `parts` are what the HTTP server has beside our own; None: there is no server. `polls`: `receive` asks the
    messenger, which answers one process at a time, so the others stand by.
    """
    ending = asyncio.Event()
    async with AsyncExitStack() as stack:
        door = None if parts is None else await stack.enter_async_context(_open_door(settings))
        opened = await stack.enter_async_context(
            _opened(settings, telegram, clock, ending, hears_all=parts is not None)
        )
        place = opened.place
        await _prepare(place, settings)
        app = App(place, telegram, receive, settings, ending, clock, polls=polls)
        stack.push_async_callback(app.stop)
        if door is not None:
            served = (*(parts or ()), *_for_operators(place, app))
            await stack.enter_async_context(_served(settings, opened, app, door, served, clock))
        app.start()  # only now: our address must listen before Telegram is told to call it
        if telegram is not None:
            meeting = partial(meet_administrators, telegram.administrators, app.staff_chats, place)
            app.start_beside(meeting, name="staff")
            looking = partial(look_at_staff_groups, telegram.chat_rights, app.present_staff_chats)
            app.start_beside(looking, name="staff groups")
        yield app
    place.supervisor.raise_crash()


@dataclass(frozen=True, slots=True)
class _Opened:
    """All that stands before the workers start."""

    place: Workplace
    desk: OpenDesk
    web: Web


@asynccontextmanager
async def _opened(
    settings: Settings,
    telegram: TelegramChannel | None,
    clock: Clock,
    ending: asyncio.Event,
    *,
    hears_all: bool,
) -> AsyncIterator[_Opened]:
    """Open the database, the channels and the desk; on exit, stop what still uses them first."""
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        holder = await stack.enter_async_context(database.hold())
        supervisor = Supervisor(on_crash=ending.set, foreseen=(TokenRefused, LockLost))
        stack.push_async_callback(supervisor.stop)
        phrases = Phrases.load()
        web = await Web.open(settings, database, phrases, clock)
        channels: dict[str, Channel] = {web.chat.name: web.chat, web.desk.name: web.desk}
        if telegram is not None:
            channels[telegram.name] = telegram
        meters = Meters()
        desk = build_desk(settings, database, phrases, clock, channels, meters, hears_all=hears_all)
        place = Workplace(
            database=database,
            holder=holder,
            desk=desk.front,
            channels=channels,
            supervisor=supervisor,
            clock=SteadyClock(clock),
            has_heard_all_older_than=telegram.has_heard_all_older_than if telegram else lambda _age: True,
            meters=meters,
            without_doubt=frozenset({web.chat.name, web.desk.name}),
            may_be_read=telegram.may_be_read if telegram else lambda _source: True,
        )
        yield _Opened(place, desk, web)


@asynccontextmanager
async def _served(
    settings: Settings, opened: _Opened, app: App, door: Door, served: Sequence[Part], clock: Clock
) -> AsyncIterator[None]:
    """Serve the pages, if they are wished, and `served` beside them; tells `app` where."""
    if not settings.web_chat:
        async with door.serving(build_web(site_of(settings), served)):
            yield
        return
    place = opened.place
    pages = DeskPages.open(settings, opened.web, place.database, opened.desk, clock)
    place.supervisor.start(pages.feed.run(), name="web desk")
    async with opened.web.serving(place.supervisor, door, (pages, *served)) as app.address:
        app.desk_link = pages.one_time_link(app.address)
        app.questions = tuple(entry.question for entry in opened.desk.managers.shelf.matcher.entries)
        yield


@asynccontextmanager
async def _open_door(settings: Settings) -> AsyncIterator[Door]:
    """Open the web's address; until the pages are served, it answers that we are starting."""
    if settings.web_chat:
        must_take_files(settings)
    async with open_door(settings.http_listen, build_web(site_of(settings), [NothingYet(STARTING)])) as door:
        yield door


def _for_operators(place: Workplace, app: App) -> tuple[Part, ...]:
    ledgers = LedgerWatch(place.database, place.clock, place.supervisor)
    return Health(ledgers, app.troubles), Metrics(ledgers, place.meters, app.troubles)


def build_desk(
    settings: Settings,
    database: Database,
    phrases: Phrases,
    clock: Clock,
    channels: Mapping[str, Channel],
    counters: WordingCounters = UNCOUNTED,
    *,
    hears_all: bool = True,
) -> OpenDesk:
    """The desk, as configured by the settings. `counters` are told of texts that could not be said.

    Without `hears_all` a host's handlers take some of the customers' messages.
    """

    async def fetch(chat: str, media: Media) -> bytes:
        return await channels[chat.partition(":")[0]].fetch(media)

    is_member = MembershipCheck(channels, clock)
    policy = replace(desk_policy(settings), hears_all=hears_all)
    return open_desk(database, policy, phrases, clock, fetch, is_member, counters)


async def _prepare(place: Workplace, settings: Settings) -> None:
    """Prepare the start: load the FAQ, and void the claims of dead processes."""
    if is_wanted(settings):
        await load_sample_faq(place.database, place.clock, first=settings.default_language)
    await place.desk.refresh()
    async with place.database.books() as books:
        await stock(books, Phrases.load(), settings.default_language)
        left = await books.void_dead_claims(place.holder)
        await books.inbox.bring_forward(place.clock())
        await books.outbox.bring_forward(place.clock())
        await place.desk.follow_the_staff(books)
        await books.commit()
    if left.claims or left.in_doubt:
        log.info("continuing", claims_of_the_dead=left.claims, letters_in_doubt=left.in_doubt)
