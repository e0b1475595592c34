"""A support desk on the web, for browsers to visit: everything real but the staff's messenger."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from aiohttp.web import Application

from bot.channels.web.door import open_door
from bot.channels.web.opening import Web
from bot.desk_policy import desk_policy
from bot.setting_values import ListenAddress
from bot.settings import Settings
from bot.supervision import Supervisor
from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from bot.workers.ticker import Ticker
from bot.workers.workplace import Workplace
from handlers.channel import Channel, ChatKind, Delivered, Inbound, MessageWritten, Person, Scene
from handlers.errors import Refused, UpdateUnreadable
from handlers.frontdesk import FrontDesk
from handlers.opening import open_desk
from handlers.phrases import Phrases
from storage.database import Database
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText, Media, Span
from storage.records.letters import ClaimedLetter
from storage.records.message_refs import MessageRef
from storage.records.updates import RawUpdate

STAFF_CHAT = "staff:1"
SERGEY = Person("staff:9", "Сергей", "Петров")


@dataclass(slots=True)
class StaffMessenger:
    """Where the staff reads; it keeps what it was given."""

    name: str = "staff"
    reads_storage: bool = False
    posts: list[str] = field(default_factory=list)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def read(self, update: RawUpdate) -> Inbound:
        raise UpdateUnreadable(f"nobody writes update {update.update_id}")

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        letter = claimed.posted.letter
        if isinstance(letter.action, SendContent):
            self.posts.append(letter.action.content.text.text)
        return Delivered((str(next(self._ids)),), thread=str(letter.to.ticket))

    def holds(self, media: Media) -> bool:
        return ":" not in media.file_id

    async def fetch(self, media: Media) -> bytes:
        raise Refused(f"no file {media.file_id}")

    async def reopen_topic(self, chat: str, thread: str) -> None:
        raise Refused(f"no topic {thread} in {chat}")


# No repr: asyncio words what a fixture yields, and a whole desk takes it ten seconds.
@dataclass(slots=True, repr=False)
class Support:
    """The desk as customers meet it. It may go down and come up again at the same address."""

    url: str
    folder: Path
    port: int = 0
    burst_seconds: float = 0.3
    messenger: StaffMessenger = field(default_factory=StaffMessenger)
    address: str = ""
    allowed_origins: tuple[str, ...] = ()
    _ids: count[int] = field(default_factory=lambda: count(1))
    _desk: FrontDesk | None = None
    _database: Database | None = None
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    async def opens(self) -> None:
        """Start, and wait until the web answers."""
        self._closing = asyncio.Event()
        opened = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(self._work(opened))
        waiting = asyncio.get_running_loop().create_task(opened.wait())
        await asyncio.wait((self._task, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task.done():
            await self._task

    async def closes(self) -> None:
        """Stop: whoever has a page open is cut off."""
        if self._task is not None:
            self._closing.set()
            task, self._task = self._task, None
            await task

    async def knows(self, question: str, answer: str) -> None:
        """One more FAQ entry."""
        assert self._database is not None
        assert self._desk is not None
        async with self._database.books() as books:
            await books.faq.add(question=question, answer=answer, by="test", now=datetime.now(UTC))
            await books.commit()
        await self._desk.refresh()

    async def agent_replies(self, text: str, ticket: int = 1, *, spans: tuple[Span, ...] = ()) -> None:
        """Sergey writes in the ticket's topic."""
        assert self._database is not None
        assert self._desk is not None
        written = MessageWritten(
            sender=SERGEY,
            scene=Scene(STAFF_CHAT, ChatKind.FORUM, str(ticket)),
            ref=MessageRef(STAFF_CHAT, f"agent-{next(self._ids)}"),
            content=Content(FormattedText(text, spans)),
            at=datetime.now(UTC),
        )
        async with self._database.books() as books:
            await self._desk.receive(books, [written])
            await books.commit()

    async def _work(self, opened: asyncio.Event) -> None:
        async with self._running():
            opened.set()
            await self._closing.wait()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        settings = Settings(
            http_listen=ListenAddress("127.0.0.1", self.port),
            uploads_dir=self.folder / "uploads",
            allowed_origins=self.allowed_origins,
        )
        phrases, clock = Phrases.load(), lambda: datetime.now(UTC)
        database = await Database.open(self.url)
        async with database.hold() as holder:
            web = await Web.open(settings, database, phrases, clock)
            policy = replace(desk_policy(settings), staff_chats={1: STAFF_CHAT})
            desk = open_desk(database, policy, phrases, clock, _no_files).front
            supervisor = Supervisor(self._closing.set)
            channels: dict[str, Channel] = {web.chat.name: web.chat, self.messenger.name: self.messenger}
            place = Workplace(database, holder, desk, channels, supervisor, clock)
            await desk.refresh()
            async with database.books() as books:
                await books.void_dead_claims(holder)
                await books.commit()
            for worker in (
                Intake(place, timedelta(seconds=self.burst_seconds)),
                Delivery(place, None),
                Ticker(place),
            ):
                supervisor.start(worker.run(), name=type(worker).__name__)
            self._desk, self._database = desk, database
            async with (
                open_door(settings.http_listen, Application()) as door,
                web.serving(supervisor, door) as self.address,
            ):
                self.port = int(self.address.rpartition(":")[2])
                yield
            await supervisor.stop()
        await database.close()
        supervisor.raise_crash()


async def _no_files(_chat: str, media: Media) -> bytes:
    raise Refused(f"no file {media.file_id}")
