"""The web of one process: its channels for the workers, its pages for people, and its housekeeping.

`bot/assembly.py` opens it beside the database and serves it while the workers run:

    web = await Web.open(settings, database, phrases, clock)
    channels = {web.chat.name: web.chat, web.desk.name: web.desk, …}
    async with web.serving(supervisor, door): …
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.channels.web.chat.api import ChatApi
from bot.channels.web.chat.channel import WebChat
from bot.channels.web.chat.feed import ChatFeed
from bot.channels.web.chat.files import ChatFiles
from bot.channels.web.chat.page import ChatPage
from bot.channels.web.chat.typing import VisitorTyping
from bot.channels.web.chat.visitors import Visitors
from bot.channels.web.desk.channel import WebDesk
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.door import Door
from bot.channels.web.housekeeping import Housekeeping
from bot.channels.web.server import Part, build_web, site_of
from bot.channels.web.sessions import SessionKey, session_key
from bot.channels.web.uploads import UploadsFolder
from bot.settings import Settings
from bot.supervision import Supervisor, finish
from handlers.clock import Clock
from handlers.phrases import Phrases
from storage.database import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Web:
    """The parts of the web. The desk shares all but the chat's own pages."""

    settings: Settings
    chat: WebChat
    desk: WebDesk
    feed: ChatFeed
    desk_feed: DeskFeed
    key: SessionKey
    uploads: UploadsFolder
    parts: tuple[Part, ...]
    housekeeping: Housekeeping

    @classmethod
    async def open(cls, settings: Settings, database: Database, phrases: Phrases, clock: Clock) -> "Web":
        """Assemble the web without listening. Raises `StorageError` if the database cannot be used."""
        configured = settings.session_key.get_secret_value() if settings.session_key else None
        key = await session_key(database, configured)
        uploads = UploadsFolder(settings.uploads_dir)
        feed = ChatFeed(database, clock)
        desk_feed = DeskFeed(database, clock)
        visitors = Visitors(key, clock)
        return cls(
            settings=settings,
            chat=WebChat(database, uploads, clock),
            desk=WebDesk(database, uploads),
            feed=feed,
            desk_feed=desk_feed,
            key=key,
            uploads=uploads,
            parts=(
                ChatPage.load(phrases, settings.company_name, settings.default_language),
                ChatApi(database, visitors, feed, clock, timedelta(seconds=settings.burst_seconds)),
                ChatFiles(database, visitors, uploads, clock),
                VisitorTyping(database, visitors, desk_feed.customer_types, clock),
            ),
            housekeeping=Housekeeping(database, uploads, clock),
        )

    @asynccontextmanager
    async def serving(
        self, supervisor: Supervisor, door: Door, others: Sequence[Part] = ()
    ) -> AsyncIterator[str]:
        """Serve, with `others` beside the chat; yields the address. On exit, stop listening first."""
        app = build_web(site_of(self.settings), [*self.parts, *others])
        app.on_shutdown.append(self._close_streams)
        async with door.serving(app) as address:
            tasks = [
                supervisor.start(self.feed.run(), name="web chat"),
                supervisor.start(self.housekeeping.run(), name="web housekeeping"),
            ]
            log.info("the web is up", address=address)
            try:
                yield address
            finally:
                await finish(tasks, within=timedelta(0))

    async def _close_streams(self, _app: object) -> None:
        self.feed.close()
