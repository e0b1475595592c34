"""Long polling: nothing is confirmed before it is kept, and no outage ends it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_envelope import UNREADABLE_LANE
from bot.channels.telegram_polling import FULL_ANSWER, SILENCE, Keep, Progress, poll
from handlers.channel import MessageWritten
from handlers.errors import InDoubt, RetryLater, UpdateUnreadable
from storage.errors import StorageUnavailable
from storage.records.updates import RawUpdate
from tests.botapi.client import Client
from tests.botapi.server import Server


@asynccontextmanager
async def receiving(channel: TelegramChannel, keep: Keep) -> AsyncIterator[None]:
    """The channel's polling, stopped at the end as the program stops it: by cancellation."""
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(channel.receive(keep))
        yield
        polling.cancel()


class Inbox:
    """Keeps updates, but fails first as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.kept: list[RawUpdate] = []
        self.failures = failures
        self.on_failure: Callable[[], Awaitable[None]] | None = None

    async def keep(self, updates: Sequence[RawUpdate]) -> None:
        if self.failures:
            self.failures -= 1
            if self.on_failure:
                await self.on_failure()
            raise StorageUnavailable("the disk is full")
        self.kept += updates

    @property
    def texts(self) -> list[str]:
        return [update.raw["message"]["text"] for update in self.kept if "text" in update.raw["message"]]


class PoisonedInbox(Inbox):
    """A bug keeps one text from the disk, and those of its transaction along with it, until it is mended."""

    POISON = "poison"

    def __init__(self) -> None:
        super().__init__()
        self.is_mended = False
        self.tried_often = asyncio.Event()
        self._tries = 0

    async def keep(self, updates: Sequence[RawUpdate]) -> None:
        texts = [update.raw["message"]["text"] for update in updates]
        if self.POISON in texts and not self.is_mended:
            self._tries += 1
            if self._tries == 6:
                self.tried_often.set()
            raise ValueError(f"cannot keep {self.POISON}")
        await super().keep(updates)


async def confirmed(tg: Client) -> None:
    """Wait until Telegram has nothing left for us."""

    async def nothing_waits() -> bool:
        return (await tg.updates())["pending"] == 0

    await tg.until(nothing_waits)


class TestUpdates:
    async def test_are_confirmed_only_after_they_are_kept(self, channel: TelegramChannel, tg: Client) -> None:
        """While the database is away Telegram still counts the update as not received."""
        pending: list[int] = []
        inbox = Inbox(failures=3)

        async def look() -> None:
            pending.append((await tg.updates())["pending"])

        inbox.on_failure = look
        ann = await tg.user(first_name="Ann")
        await ann.send("hello")

        async with receiving(channel, inbox.keep):
            await confirmed(tg)

        assert pending == [1, 1, 1]
        assert inbox.texts == ["hello"]

    async def test_survive_every_kind_of_outage_in_order(self, channel: TelegramChannel, tg: Client) -> None:
        inbox = Inbox()
        ann = await tg.user(first_name="Ann")
        await tg.fault("reset", "getUpdates", count=1)
        await tg.fault("error", "getUpdates", status=502, count=1)
        await tg.fault("error", "getUpdates", status=409, count=1)
        await tg.fault("error", "getUpdates", status=401, count=1)
        await tg.fault("not_json", "getUpdates", count=1)
        await tg.fault("lost", "getUpdates", count=1)
        for number in range(5):
            await ann.send(str(number))

        async with receiving(channel, inbox.keep):
            await confirmed(tg)

        assert list(dict.fromkeys(inbox.texts)) == ["0", "1", "2", "3", "4"]

    async def test_one_of_which_is_nonsense_all_reach_the_disk(
        self, channel: TelegramChannel, tg: Client
    ) -> None:
        inbox = Inbox()
        await tg.raw_update(type="message", payload={"message_id": "?", "chat": [], "date": {}})
        await (await tg.user(first_name="Ann")).send("hello")

        async with receiving(channel, inbox.keep):
            await confirmed(tg)

        nonsense, hello = inbox.kept
        assert nonsense.lane == UNREADABLE_LANE
        with pytest.raises(UpdateUnreadable):
            channel.read(nonsense)
        message = channel.read(hello)
        assert isinstance(message, MessageWritten)
        assert message.content.text.text == "hello"


class TestABugInKeeping:
    """One update meets it, again and again, until somebody mends it."""

    async def test_neither_loses_nor_confirms_the_update_and_harms_no_other(
        self, channel: TelegramChannel, tg: Client
    ) -> None:
        inbox = PoisonedInbox()
        ann = await tg.user(first_name="Ann")
        for text in ("hello", PoisonedInbox.POISON, "bye"):
            await ann.send(text)

        with capture_logs() as logged:
            async with receiving(channel, inbox.keep):
                await inbox.tried_often.wait()
                pending, kept = (await tg.updates())["pending"], set(inbox.texts)
                is_steady = channel.pulse.is_steady
                inbox.is_mended = True
                await confirmed(tg)

        assert pending == 3
        assert kept == {"hello", "bye"}
        assert PoisonedInbox.POISON in inbox.texts
        assert not is_steady, "health tells of it when it lasts"
        bugs = [entry for entry in logged if entry["log_level"] == "error"]
        assert {entry["event"] for entry in bugs} == {"a bug is met at each try"}
        assert PoisonedInbox.POISON not in str(bugs)


class TestABugInAsking:
    async def test_is_told_and_asked_again(self) -> None:
        """Nobody would receive anything before somebody starts the bot anew."""
        bugs, kept = [ValueError("words"), ValueError("words")], asyncio.Event()

        async def ask(method: str, _wanted: dict[str, Any]) -> object:
            if method != "getUpdates":
                return {}
            if bugs:
                raise bugs.pop()
            return [{"update_id": 1}]

        async def keep(_updates: Sequence[RawUpdate]) -> None:
            kept.set()
            await asyncio.Event().wait()

        with capture_logs() as logged:
            async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
                polling = tasks.create_task(poll(ask, keep, source="telegram:1", pauses=(0.0,)))
                await kept.wait()
                polling.cancel()

        assert [entry["event"] for entry in logged if entry["log_level"] == "error"] == [
            "a bug is met at each try",
            "a bug is met at each try",
        ]


class TestAWebhookOfBefore:
    async def test_is_removed_and_what_waited_there_comes(
        self, channel: TelegramChannel, tg: Client, server: Server
    ) -> None:
        await channel._call(BotApiCall("setWebhook", {"url": "http://127.0.0.1:9/nobody"}))
        await (await tg.user(first_name="Ann")).send("hello")
        inbox = Inbox()

        async with receiving(channel, inbox.keep):
            await confirmed(tg)

        (bot,) = server.world.bots.values()
        assert bot.webhook is None
        assert inbox.texts == ["hello"]


class TestTheOffset:
    """With a Bot API that answers what it is told to."""

    async def asked(self, *answers: Any) -> list[dict[str, Any]]:
        """The parameters of each getUpdates, until the answers are used up."""
        asked: list[dict[str, Any]] = []
        script = iter(answers)

        async def ask(method: str, parameters: dict[str, Any]) -> Any:
            if method == "getWebhookInfo":
                return {"url": ""}
            asked.append(parameters)
            try:
                answer = next(script)
            except StopIteration:
                raise asyncio.CancelledError from None
            if isinstance(answer, Exception):
                raise answer
            return answer

        with pytest.raises(asyncio.CancelledError):
            await poll(ask, Inbox().keep, source="telegram:1", pauses=(0.0,))
        return asked

    async def test_follows_the_highest_id(self) -> None:
        asked = await self.asked([{"update_id": 7}, {"update_id": 5}], [], [{"update_id": 8}])

        assert [parameters.get("offset") for parameters in asked] == [None, 8, 8, 9]

    async def test_stays_where_it_is_through_failures_and_nonsense(self) -> None:
        asked = await self.asked(
            [{"update_id": 7}],
            InDoubt("the connection died"),
            {"not": "a list"},
            RetryLater(timedelta(0)),
            [{"no": "id"}, "nonsense"],
        )

        assert [parameters.get("offset") for parameters in asked] == [None, 8, 8, 8, 8, 8]

    async def test_comes_with_the_kinds_of_updates_that_we_read(self) -> None:
        (first,) = await self.asked()

        assert first["allowed_updates"] == [
            "message",
            "edited_message",
            "callback_query",
            "inline_query",
            "my_chat_member",
            "chat_member",
        ]


class TestWhatWasHeard:
    """A topic in doubt is made again only when its notice cannot be on its way any more."""

    def progress(self) -> tuple[Progress, list[float]]:
        now = [0.0]
        return Progress(stopwatch=lambda: now[0]), now

    def test_is_everything_from_before_an_answer_that_is_kept(self) -> None:
        progress, now = self.progress()
        with progress.asking():
            now[0] = 1
        assert not progress.has_heard_all_older_than(timedelta(seconds=1))

        progress.kept([])

        assert progress.has_heard_all_older_than(timedelta(seconds=1))
        assert not progress.has_heard_all_older_than(timedelta(seconds=0.5))

    def test_is_not_known_after_a_full_answer(self) -> None:
        progress, now = self.progress()
        with progress.asking():
            now[0] = 1
        progress.kept([{}] * FULL_ANSWER)

        assert not progress.has_heard_all_older_than(timedelta(seconds=1))

    def test_is_everything_when_an_open_call_stays_silent(self) -> None:
        progress, now = self.progress()
        with progress.asking():
            now[0] = 20
            assert not progress.has_heard_all_older_than(timedelta(0))
            now[0] += SILENCE.total_seconds()
            assert progress.has_heard_all_older_than(SILENCE)
        assert not progress.has_heard_all_older_than(SILENCE)

    def test_is_nothing_while_telegram_is_away(self) -> None:
        progress, now = self.progress()
        for _ in range(3):
            with contextlib.suppress(InDoubt), progress.asking():
                raise InDoubt("the connection died")
            now[0] += 60

        assert not progress.has_heard_all_older_than(timedelta(seconds=180))
