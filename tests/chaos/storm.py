"""Conversations in a storm, and then a full comparison of what was written with what arrived."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from handlers.phrases import Phrases
from storage.database import Database
from storage.ledgers.backlog import InboxDepth, OutboxDepth
from tests.bot.ports import free_port
from tests.botapi.client import Actor
from tests.chaos.bot_process import BotProcess
from tests.chaos.comparison import (
    Comparison,
    Copy,
    compare,
    copies_in,
    mark_of_agent,
    mark_of_customer,
    repeated,
)
from tests.chaos.databases import FrailDatabase
from tests.chaos.report import Plan, Report
from tests.chaos.weather import Weather
from tests.journeys.desk import Desk
from tests.journeys.installations import Installation
from tests.journeys.people import Seen

PHRASES = Phrases.load()
LANGUAGE = "ru"
PHOTOS = 0.1
SIGN_OF_REPEAT = PHRASES.say(LANGUAGE, "may-be-repeat")


@dataclass
class Conversation:
    """A customer and the ticket's topic; both sides number what they write."""

    number: int
    customer: Actor
    thread: int = 0
    by_customer: list[str] = field(default_factory=list)
    by_agents: list[str] = field(default_factory=list)

    def next_of_customer(self) -> str:
        self.by_customer.append(mark_of_customer(self.number, len(self.by_customer) + 1))
        return self.by_customer[-1]

    def next_of_agents(self) -> str:
        self.by_agents.append(mark_of_agent(self.number, len(self.by_agents) + 1))
        return self.by_agents[-1]


class Storm:
    """The people, the bot, and what befalls them."""

    def __init__(self, plan: Plan, desk: Desk, database: FrailDatabase, log_file: Path) -> None:
        self.plan, self.desk, self.tg = plan, desk, desk.tg
        self.random = random.Random(plan.seed)  # noqa: S311 - chance that repeats, not a secret
        self.bot = BotProcess(desk.settings, log_file)
        self.weather = Weather(self.tg, self.bot, database, random.Random(plan.seed + 1))  # noqa: S311
        self.conversations: list[Conversation] = []

    async def passes(self) -> Report:
        """Live through it, let everything arrive, count."""
        started = time.monotonic()
        await self._customers_come()
        async with _beside(self.bot.kept_running()):
            async with _beside(self._bad_weather_passes()):
                await asyncio.gather(*(self._talk(conversation) for conversation in self.conversations))
            await self.weather.calms_down()
            await self._everything_arrives()
            repeated_unmarked = await self._repeated_unmarked()
            parked = await self._decide_about_the_parked()
        exit_code = await self.bot.stopped()
        await self._write_down_what_stands()
        inbox, outbox = await self._depths()
        return Report(
            plan=self.plan,
            to_staff=await self._compare_staff_side(),
            to_customers=await self._compare_customer_side(parked),
            topics_twice=repeated([topic.name for topic in await self.desk.topics()]),
            repeated_unmarked=repeated_unmarked,
            inbox=inbox,
            outbox=outbox,
            happened=dict(self.weather.happened),
            starts=self.bot.starts,
            exit_code=exit_code,
            seconds=time.monotonic() - started,
        )

    async def _customers_come(self) -> None:
        for number in range(1, self.plan.conversations + 1):
            customer = await self.tg.user(first_name=f"Гость{number}", language_code=LANGUAGE)
            self.conversations.append(Conversation(number, customer))

    async def _bad_weather_passes(self) -> None:
        """It ends with the last word that is written, and at the latest when there was time for it twice."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.plan.longest_storm):
                await self.weather.rages()
        await self.weather.calms_down()

    # What people do

    async def _talk(self, conversation: Conversation) -> None:
        """The first question opens the ticket; then both sides write at random moments."""
        chance = random.Random(f"{self.plan.seed}/{conversation.number}")  # noqa: S311
        steps = self._steps_of(conversation)
        pause = self.plan.seconds / steps
        await asyncio.sleep(chance.uniform(0, 2 * pause))
        await conversation.customer.send(self._words_of_customer(conversation))
        conversation.thread = await self._thread_of(conversation)
        for _ in range(steps - 1):
            await asyncio.sleep(chance.uniform(0, 2 * pause))
            who = chance.choice([self._customer_writes, self._agent_writes])
            await who(conversation, chance)

    def _steps_of(self, conversation: Conversation) -> int:
        share, rest = divmod(self.plan.messages, self.plan.conversations)
        return share + (conversation.number <= rest)

    @staticmethod
    def _words_of_customer(conversation: Conversation) -> str:
        return f"{conversation.next_of_customer()} сайт открывается через раз"

    async def _customer_writes(self, conversation: Conversation, chance: random.Random) -> None:
        words = self._words_of_customer(conversation)
        await conversation.customer.send(**_as_something(words, chance))

    async def _agent_writes(self, conversation: Conversation, chance: random.Random) -> None:
        agent = chance.choice([self.desk.sergey, self.desk.maria]).actor
        words = f"{conversation.next_of_agents()} посмотрите теперь"
        await agent.send(
            chat_id=self.desk.group, thread_id=conversation.thread, **_as_something(words, chance)
        )

    async def _thread_of(self, conversation: Conversation) -> int:
        question = conversation.by_customer[0]
        until_calm = self.plan.longest_storm + self.plan.patience
        found = await self.tg.wait(1, until_calm, chat_id=self.desk.group, contains=question, from_bot=True)
        return found[0]["thread_id"]

    # What becomes of it

    async def _everything_arrives(self) -> None:
        """Wait until all is there, or until nobody would wait any longer."""

        async def nothing_lost() -> bool:
            staff, customers = await self._compare_staff_side(), await self._compare_customer_side({})
            unconfirmed = await self._unconfirmed()
            return not staff.lost and set(customers.lost) <= set(unconfirmed)

        deadline = time.monotonic() + self.plan.patience
        while not await nothing_lost() and time.monotonic() < deadline:
            await asyncio.sleep(0.5)
        await self.tg.call("idle", quiet=2.0, timeout=self.plan.patience)

    async def _decide_about_the_parked(self) -> dict[str, Seen]:
        """As agents would who ask their customers, until nothing waits: a call that hangs is told of late."""
        decided: dict[str, Seen] = {}
        deadline = time.monotonic() + self.plan.patience
        while True:
            decided |= await self._decide_about_those_that_stand()
            _, left = await self._depths()
            if not (left.waiting or left.in_doubt or left.parked) or time.monotonic() > deadline:
                return decided

    async def _decide_about_those_that_stand(self) -> dict[str, Seen]:
        """*It arrived*, or *send again*, by what the customer sees."""
        unconfirmed = await self._unconfirmed()
        for mark, notice in unconfirmed.items():
            arrived = mark in {copy.mark for side in await self._seen_by_customers() for copy in side}
            button = PHRASES.say(LANGUAGE, "button-arrived" if arrived else "button-send-again")
            position = notice.buttons.index(button)
            await self.desk.sergey.actor.press(
                data=notice.button_data[position], chat_id=self.desk.group, message_id=notice.id
            )
        await self.tg.call("idle", quiet=1.0, timeout=self.plan.patience)
        return unconfirmed

    async def _unconfirmed(self) -> dict[str, Seen]:
        """The notices that ask an agent, by the mark of the reply that they are about."""
        button = PHRASES.say(LANGUAGE, "button-arrived")
        asking = await self.tg.messages(chat_id=self.desk.group, from_bot=True, has_button=f"^{button}$")
        notices = [Seen(view) for view in asking]
        return {copy.mark: notice for notice in notices for copy in copies_in([notice.text], "")}

    async def _compare_staff_side(self) -> Comparison:
        views = await self.tg.messages(chat_id=self.desk.group, from_bot=True)
        texts = {
            conversation.thread: _texts([view for view in views if view["thread_id"] == conversation.thread])
            for conversation in self.conversations
        }
        return _sum(
            compare(talk.by_customer, copies_in(texts[talk.thread], SIGN_OF_REPEAT))
            for talk in self.conversations
        )

    async def _compare_customer_side(self, parked: dict[str, Seen]) -> Comparison:
        seen = await self._seen_by_customers()
        return _sum(
            compare(talk.by_agents, copies, parked)
            for talk, copies in zip(self.conversations, seen, strict=True)
        )

    async def _seen_by_customers(self) -> list[list[Copy]]:
        return [copies_in(_texts(await talk.customer.inbox()), SIGN_OF_REPEAT) for talk in self.conversations]

    async def _repeated_unmarked(self) -> tuple[str, ...]:
        """Messages of the bot that stand twice in one place and do not say that they may be a repeat."""
        unmarked = [
            view for view in await self.tg.messages(from_bot=True) if SIGN_OF_REPEAT not in _text(view)
        ]
        places = Counter((view["chat_id"], view["thread_id"], _text(view)) for view in unmarked)
        return tuple(text for (_, _, text), times in places.items() if times > 1)

    async def _write_down_what_stands(self) -> None:
        """Beside the bot's log, for whoever looks into a fault."""
        messages = await self.tg.messages(service=True, deleted=True)
        calls = await self.tg.journal(kinds=["call", "outage"])
        for name, found in (("messages", messages), ("calls", calls)):
            lines = (json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in found)
            self.bot.log_file.with_name(f"{name}.jsonl").write_text("".join(lines))

    async def _depths(self) -> tuple[InboxDepth, OutboxDepth]:
        database = await Database.open(self.desk.database_url)
        try:
            async with database.books() as books:
                return await books.backlog.of_inbox(), await books.backlog.of_outbox()
        finally:
            await database.close()


def webhook_settings() -> dict[str, str]:
    """Telegram calls the bot, at a port that is free."""
    port = free_port()
    return {
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": "a-secret-of-the-storm",
        "HTTP_LISTEN": f"127.0.0.1:{port}",
    }


async def live_through(plan: Plan, database: FrailDatabase, log_file: Path) -> Report:
    """A whole storm, on a fresh desk."""
    async with Desk.stands(database.url, Installation(plan.library)) as desk:
        await desk.tg.config(clock_offset=0, seed=plan.seed)
        if plan.transport == "webhook":
            desk.settings |= webhook_settings()
            await desk.tg.config(webhook_backoff_scale=0.1)
        return await Storm(plan, desk, database, log_file).passes()


def _as_something(text: str, chance: random.Random) -> dict[str, Any]:
    """Mostly words, sometimes a photo with words under it."""
    return {"photo": {}, "caption": text} if chance.random() < PHOTOS else {"text": text}


def _text(view: Mapping[str, Any]) -> str:
    return view["text"] or ""


def _texts(views: Iterable[Mapping[str, Any]]) -> list[str]:
    """From top to bottom."""
    return [_text(view) for view in sorted(views, key=lambda view: view["message_id"])]


def _sum(comparisons: Iterable[Comparison]) -> Comparison:
    return reduce(add, comparisons, Comparison())


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """`work` goes on meanwhile; if it fails, so does the storm."""
    task = asyncio.get_running_loop().create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
