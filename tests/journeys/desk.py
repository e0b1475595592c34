"""A support desk at work, for stories: messenger, people, bot, and a clock that can be put forward."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from bot.app import running
from bot.lifecycle import App
from bot.settings import load_settings
from storage.database import Database
from tests.bot.ports import free_port
from tests.botapi.client import Actor, Client
from tests.botapi.server import Server
from tests.journeys.clock import SteerableClock
from tests.journeys.installations import AT_THE_DESK, Installation
from tests.journeys.people import Agent, Customer, Place, Thread, Topic
from tests.journeys.speech import StoryLanguage, Words

DEFAULT = Installation()

# How a ticket's card begins, in either language.
CARD = r"\A(№ |#)\d+ · [^\n]+\n(Клиент|Customer): "

ANNA = Words("Анна", "Anna")

MOSCOW = ZoneInfo("Europe/Moscow")
TUESDAY_MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=MOSCOW)

# Retries after a fault may take a while; nothing in a story takes longer.
SETTLING_SECONDS = 60.0

# Long enough for three messages sent one after another to count as one burst, short enough to wait for.
BURST_SECONDS = 0.15

# Between two looks at the ledgers: any step that cannot be seen from outside takes less.
LOOK_AGAIN_SECONDS = 0.05


class Desk:
    """The desk of a hosting provider. Sergey answers customers, Maria keeps the FAQ."""

    REOPENING_IS_OVER: ClassVar[timedelta] = timedelta(days=4)

    def __init__(self, server: Server, tg: Client, database_url: str, installation: Installation) -> None:
        self.server, self.tg = server, tg
        self.database_url, self.installation = database_url, installation
        self.clock = SteerableClock(TUESDAY_MORNING)
        self.settings: dict[str, str] = {}
        self.group = 0
        self.has_topics = installation.staff_chat == "forum"
        # In a plain group, what stands under a card is read by all, and told to nobody once more.
        self.has_general = installation.staff_chat != "plain group"
        self.speech = StoryLanguage.of(installation.language)
        self.sergey: Agent
        self.maria: Agent
        self._staff_group: Place
        self._app: App | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def stands(cls, database_url: str, installation: Installation = DEFAULT) -> AsyncIterator[Desk]:
        """The messenger and the people are there; the bot is not started yet."""
        server = await Server().start()
        try:
            async with Client(server.control_url) as tg:
                desk = cls(server, tg, database_url, installation)
                await desk._people_come()
                yield desk
                await desk.closes()
        finally:
            await server.stop()

    async def _people_come(self) -> None:
        await self.tg.reset(limits=False, clock_offset=self.clock.ahead_by)
        bot = await self.tg.bot(first_name="Поддержка")
        sergey = await self._person(Words("Сергей Петров", "Sergey Petrov"), username="sergey_p")
        maria = await self._person(Words("Мария Орлова", "Maria Orlova"), username="maria_o")
        self.sergey, self.maria = Agent(sergey), Agent(maria)
        self.group = await self.tg.staff_group("Поддержка", staff=(sergey, maria), is_forum=self.has_topics)
        self._staff_group = Place(self.tg, self.group, 0)
        self.settings = {
            "TELEGRAM_BOT_TOKEN": bot["token"],
            "TELEGRAM_API_URL": self.server.base_url,
            "TELEGRAM_LIBRARY": self.installation.library,
            "TELEGRAM_LIMITS": "off",
            "STAFF_CHAT_ID": str(self.group),
            "MANAGER_IDS": str(maria.id),
            "DATABASE_URL": self.database_url,
            "BURST_SECONDS": str(BURST_SECONDS),
            "WEB_CHAT": "off",
            "DEFAULT_LANGUAGE": self.speech.language,
            "HTTP_LISTEN": "127.0.0.1:0",
            "SAMPLE_FAQ": "off",
        }
        if self.installation.staff_chat == AT_THE_DESK:
            listen = f"127.0.0.1:{free_port()}"  # the same after a restart: browsers come back to it
            self.settings |= {"STAFF_CHAT_ID": "", "WEB_CHAT": "on", "HTTP_LISTEN": listen}
        if self.installation.transport == "webhook":
            await self.is_called()

    async def _person(self, name: Words, **data: Any) -> Actor:
        first, last = self.speech(name).split()
        return await self.tg.user(first_name=first, last_name=last, **data)

    @property
    def general(self) -> Place:
        """The staff group outside of any topic."""
        return self._staff_group

    async def is_called(self) -> None:
        """Settings by which the bot is called instead of asking. Telegram soon repeats what was refused."""
        await self.tg.config(webhook_backoff_scale=0.1)
        port = free_port()
        self.settings |= {
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": "a-long_random-word",
            "HTTP_LISTEN": f"127.0.0.1:{port}",
        }

    async def asks(self) -> None:
        """Settings by which the bot asks for updates."""
        self.settings |= {"TELEGRAM_WEBHOOK_URL": "", "TELEGRAM_WEBHOOK_SECRET": ""}

    # ------------------------------------------------------------------ the bot
    async def opens(self) -> None:
        """Start the bot, and wait until it listens."""
        ready: asyncio.Event = asyncio.Event()
        self._closing = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(self._work(ready))
        waiting = asyncio.get_running_loop().create_task(ready.wait())
        await asyncio.wait((self._task, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task.done():
            await self._task

    async def _work(self, ready: asyncio.Event) -> None:
        settings = load_settings(env_file=None, environ=self.settings)
        async with running(settings, clock=self.clock) as self._app:
            ready.set()
            await self._closing.wait()

    @property
    def address(self) -> str:
        """Where the bot's web answers."""
        assert self._app is not None
        assert self._app.address is not None
        return self._app.address

    async def catches_up(self) -> None:
        """What managers changed counts now, and not a moment later: a story need not wait for the ticker."""
        assert self._app is not None
        await self._app._place.desk.refresh()

    async def listened_to(self, timeout: float) -> None:
        """Wait until a bot in a process of its own asks for updates, or to be called."""

        async def listening() -> bool:
            counters = await self.tg.counters()
            return any(counters.get(f"method.{method}", 0) > 0 for method in ("getUpdates", "setWebhook"))

        await self.tg.until(listening, timeout)

    async def closes(self) -> None:
        """Stop the bot, and fail if it died on the way."""
        if self._task is not None:
            self._closing.set()
            task, self._task = self._task, None
            await task

    async def knows(self, question: str, answer: str, *alternatives: str) -> int:
        """Put an entry into the FAQ before the bot starts; returns its number."""
        database = await Database.open(self.database_url, upgrade=True)
        try:
            async with database.books() as books:
                record = await books.faq.add(
                    question=question, answer=answer, alternatives=alternatives, by="test", now=self.clock()
                )
                await books.commit()
        finally:
            await database.close()
        return record.id

    # ------------------------------------------------------------------ people
    async def customer(self, first_name: str | Words = ANNA, **data: Any) -> Customer:
        data.setdefault("language_code", self.speech.language)
        return Customer(await self.tg.user(first_name=self.speech(first_name), **data))

    async def agent(self, first_name: str, last_name: str = "", **data: Any) -> Agent:
        """One more member of the staff group."""
        actor = await self.tg.user(first_name=first_name, last_name=last_name, **data)
        await self.tg.member(chat_id=self.group, user_id=actor.id, status="administrator", announce=False)
        return Agent(actor)

    async def topic(self, number: int = 1, group: int | None = None) -> Topic:
        """The newest place of that ticket in the staff group, or in another line's; waits for it."""
        named = re.compile(rf"(№\s?|#){number}\b")

        async def found() -> Topic | None:
            fitting = [topic for topic in await self.topics(group) if named.search(topic.name)]
            return fitting[-1] if fitting else None

        topic = await self.tg.until(found, Place.PATIENCE)
        assert topic is not None
        return topic

    async def topics(self, group: int | None = None) -> list[Topic]:
        """All places of tickets that stand."""
        group = group or self.group
        if not self.has_topics:
            cards = await self.tg.messages(chat_id=group, from_bot=True, regex=CARD)
            return [
                Thread(self.tg, group, card["message_id"], card["text"].partition("\n")[0]) for card in cards
            ]
        topics = (await self.tg.topics(chat_id=group))["topics"]
        return [
            Topic(self.tg, group, topic["message_thread_id"], topic["name"])
            for topic in topics
            if not topic["deleted"]
        ]

    async def renamed(self, topic: Topic) -> str:
        """Wait until the topic has another name."""

        async def other() -> str | None:
            name = next(each.name for each in await self.topics() if each.thread == topic.thread)
            return None if name == topic.name else name

        name = await self.tg.until(other, Place.PATIENCE)
        assert name is not None
        return name

    async def opened_ticket(self, question: str, first_name: str | Words = ANNA) -> tuple[Customer, Topic]:
        """Somebody asked what the FAQ does not know, was acknowledged, and the card stands."""
        customer = await self.customer(first_name)
        number = len(await self.topics()) + 1
        await customer.writes(question)
        await customer.shows(self.speech.number(number))
        topic = await self.topic(number)
        await topic.shows(question)
        return customer, topic

    # ------------------------------------------------------------------ time
    async def passes(self, by: timedelta) -> None:
        """Put the clock forward, for the bot and for the dates of messages."""
        self.clock.advance(by)
        await self.tg.config(clock_offset=self.clock.ahead_by)

    async def settles(self) -> None:
        """Wait until nothing more is to be expected: no update, no inbox row, no letter is on its way."""
        database = await Database.open(self.database_url)
        try:
            async with asyncio.timeout(SETTLING_SECONDS):
                calm = 0
                while calm < 2:  # at one look, an update may be between the messenger and the inbox
                    await asyncio.sleep(LOOK_AGAIN_SECONDS)
                    calm = 0 if await self._on_its_way(database) else calm + 1
        finally:
            await database.close()

    async def _on_its_way(self, database: Database) -> int:
        pending = (await self.tg.updates())["pending"]
        async with database.books() as books:
            inbox = await books.backlog.of_inbox()
            outbox = await books.backlog.of_outbox()
        return int(pending) + inbox.waiting + outbox.waiting + outbox.in_doubt
