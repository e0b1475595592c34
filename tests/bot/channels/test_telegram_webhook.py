"""The webhook over real HTTP: nothing is confirmed before it is kept, and nonsense leaves no trace."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_webhook import DEEPEST_NESTING, LARGEST_UPDATE, NoUpdate, Webhook, parse_update
from bot.channels.web.callers import Site
from bot.channels.web.server import build_web
from bot.setting_values import ListenAddress
from storage.errors import StorageUnavailable
from storage.records.updates import RawUpdate
from tests.bot.channels.updates import a_message, an_update
from tests.bot.ports import free_port, listening
from tests.botapi.client import Client
from tests.botapi.server import Server
from tests.waiting import until

LOOK_AGAIN_SECONDS = 0.02
SECRET = "a-long_random-word"
PATH = "/desk-hook"
UPDATE = an_update("message", a_message(text="hello"))


@dataclass
class Inbox:
    """Keeps updates, unless it is away; `gate` holds up who writes."""

    batches: list[list[RawUpdate]] = field(default_factory=list)
    is_away: bool = False
    refused: set[int] = field(default_factory=set)
    gate: asyncio.Event | None = None

    async def keep(self, updates: Sequence[RawUpdate]) -> None:
        if self.gate is not None:
            await self.gate.wait()
        if self.is_away:
            raise StorageUnavailable("the disk is full")
        if any(update.update_id in self.refused for update in updates):
            raise ValueError("the database takes no such row")
        self.batches.append(list(updates))

    @property
    def kept(self) -> list[RawUpdate]:
        return [update for batch in self.batches for update in batch]

    @property
    def texts(self) -> list[str]:
        return [update.raw["message"]["text"] for update in self.kept]


@dataclass
class Called:
    """Our side of the webhook, and somebody who calls it."""

    url: str
    session: ClientSession
    inbox: Inbox
    webhook: Webhook

    retry_after: str | None = None

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self.session.post(self.url, data=BytesIO(body), headers=headers) as answer:
            self.retry_after = answer.headers.get("Retry-After")
            return answer.status

    async def has_waiting(self, count: int) -> None:
        """Wait until so many updates wait for the one that is being kept."""
        together = self.webhook._together
        assert together is not None
        await until(lambda: len(together._arrived) >= count, LOOK_AGAIN_SECONDS)


@asynccontextmanager
async def served(
    channel: TelegramChannel, inbox: Inbox, *, receives: bool = True, look_every: float = 60.0
) -> AsyncIterator[Called]:
    port = free_port()
    url = f"http://127.0.0.1:{port}{PATH}"
    webhook = Webhook(channel, url, SECRET, look_every_seconds=look_every)
    app = build_web(Site(public_url="https://support.example.org", only_here=True), [webhook])
    async with (
        asyncio.timeout(20),
        listening(app, ListenAddress("127.0.0.1", port)),
        ClientSession() as session,
        asyncio.TaskGroup() as tasks,
    ):
        receiving = tasks.create_task(webhook.receive(inbox.keep)) if receives else None
        await asyncio.sleep(0)
        yield Called(url, session, inbox, webhook)
        if receiving is not None:
            receiving.cancel()


@pytest.fixture
async def called(channel: TelegramChannel) -> AsyncIterator[Called]:
    async with served(channel, Inbox()) as called:
        yield called


async def until_told(tg: Client, count: int = 1) -> None:
    """Wait until Telegram has been answered 200 so often."""

    async def confirmed() -> bool:
        return (await tg.counters()).get("webhook_ok", 0) >= count

    await tg.until(confirmed)


class TestTelegram:
    async def test_is_told_where_to_call_and_for_what(
        self, called: Called, server: Server, tg: Client
    ) -> None:
        (bot,) = server.world.bots.values()

        async def is_set() -> bool:
            return bot.webhook is not None

        await tg.until(is_set)

        assert bot.webhook is not None
        assert (bot.webhook.url, bot.webhook.secret) == (called.url, SECRET)
        assert bot.webhook.max_connections == 40
        assert bot.allowed == frozenset(
            {"message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member"}
        )
        (call,) = await tg.journal(method="setWebhook")
        assert "drop_pending_updates" not in call["params"]

    async def test_delivers_what_waited_and_what_comes(self, channel: TelegramChannel, tg: Client) -> None:
        ann = await tg.user(first_name="Ann")
        await ann.send("before")

        async with served(channel, Inbox()) as called:
            await until_told(tg)
            await ann.send("after")
            await until_told(tg, 2)

        assert called.inbox.texts == ["before", "after"]

    async def test_is_waited_for_when_away_at_the_start(self, channel: TelegramChannel, tg: Client) -> None:
        await tg.fault("error", "setWebhook", status=502, count=1)
        await tg.fault("reset", "setWebhook", count=1)
        await (await tg.user(first_name="Ann")).send("hello")

        async with served(channel, Inbox()) as called:
            await until_told(tg)

        assert called.inbox.texts == ["hello"]

    async def test_comes_again_while_the_database_is_away(self, channel: TelegramChannel, tg: Client) -> None:
        await tg.config(webhook_backoff_scale=0.01)
        await (await tg.user(first_name="Ann")).send("hello")
        inbox = Inbox(is_away=True)

        async with served(channel, inbox):

            async def refused() -> bool:
                return (await tg.counters()).get("webhook_retries", 0) >= 2

            await tg.until(refused)
            assert (await tg.updates())["pending"] == 1
            assert not channel.pulse.is_steady
            inbox.is_away = False
            await until_told(tg)

        assert inbox.texts == ["hello"]
        assert channel.pulse.is_steady


class TestTheWatch:
    """Telegram knows of troubles that cannot be seen from here."""

    async def in_trouble(self, channel: TelegramChannel, *, expected: bool = True) -> None:
        await until(lambda: channel.pulse.is_steady != expected, LOOK_AGAIN_SECONDS)

    async def test_tells_that_somebody_took_the_webhook_away(
        self, channel: TelegramChannel, server: Server
    ) -> None:
        (bot,) = server.world.bots.values()
        async with served(channel, Inbox(), look_every=0.05):
            await self.in_trouble(channel, expected=False)
            await channel._call(BotApiCall("deleteWebhook", {}))

            await self.in_trouble(channel)

            assert channel.pulse._reason == "somebody took the webhook away"
            assert bot.webhook is None

    async def test_tells_that_telegram_cannot_reach_us_until_it_does(
        self, channel: TelegramChannel, server: Server, tg: Client
    ) -> None:
        (bot,) = server.world.bots.values()
        async with served(channel, Inbox(), look_every=0.05):
            await self.in_trouble(channel, expected=False)
            assert bot.webhook is not None
            right_port, bot.webhook.port = bot.webhook.port, free_port()
            await (await tg.user(first_name="Ann")).send("hello")

            await self.in_trouble(channel)
            assert channel.pulse._reason == "Telegram cannot reach the webhook"

            bot.webhook.port = right_port
            await self.in_trouble(channel, expected=False)

    async def test_tells_that_telegram_is_away(self, channel: TelegramChannel, tg: Client) -> None:
        async with served(channel, Inbox(), look_every=0.05):
            await self.in_trouble(channel, expected=False)
            await tg.fault("error", "getWebhookInfo", status=502, count=3)

            await self.in_trouble(channel)
            await self.in_trouble(channel, expected=False)


async def hears_all(channel: TelegramChannel) -> None:
    half_a_second = timedelta(seconds=0.5)
    await until(lambda: channel.has_heard_all_older_than(half_a_second), LOOK_AGAIN_SECONDS)


class TestWhatWasHeard:
    """Who needs to know does not wait for the next look at the watch."""

    async def test_is_everything_when_nothing_waits_there(self, channel: TelegramChannel) -> None:
        async with served(channel, Inbox(), look_every=3600):
            await hears_all(channel)

    async def test_is_not_known_while_something_waits_there(
        self, channel: TelegramChannel, tg: Client
    ) -> None:
        inbox = Inbox(is_away=True)
        await (await tg.user(first_name="Ann")).send("hello")

        async def was_asked() -> bool:
            assert not channel.has_heard_all_older_than(timedelta(seconds=0.5))
            return (await tg.counters()).get("method.getWebhookInfo", 0) > 1

        async with served(channel, inbox, look_every=3600):
            await tg.until(was_asked)
            inbox.is_away = False
            await hears_all(channel)
            assert inbox.texts == ["hello"]


class TestACaller:
    @pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper(), "секрет"])
    async def test_without_the_secret_is_refused(self, called: Called, secret: str | None) -> None:
        assert await called.post(json.dumps(UPDATE).encode(), secret) == HTTPStatus.UNAUTHORIZED
        assert called.inbox.kept == []

    async def test_with_a_secret_that_is_no_text_is_refused(self, called: Called) -> None:
        """As it comes from the wire: no client of ours would send that."""
        port = urlsplit(called.url).port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n" % PATH.encode())
        writer.write(b"X-Telegram-Bot-Api-Secret-Token: \xff\xfe\r\n\r\n{}")
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()

        assert answer == b"HTTP/1.1 401 Unauthorized\r\n"
        assert called.inbox.kept == []

    async def test_with_the_secret_is_heard(self, called: Called) -> None:
        assert await called.post(json.dumps(UPDATE).encode()) == HTTPStatus.OK
        assert [update.raw for update in called.inbox.kept] == [UPDATE]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"null",
            b"[]",
            b"7",
            b'"hello"',
            b"{}",
            b'{"update_id": null}',
            b'{"update_id": "7"}',
            b'{"update_id": 7.5}',
            b'{"update_id": true}',
            b'{"update_id": -1}',
            b'{"update_id": 9223372036854775808}',
            b'{"update_id": 7, "message": {"chat": {"id": 99999999999999999999}}}',
            b'{"update_id": 7, "message": {"date": 1e999}}',
            b'{"update_id": 7, "message": {"date": NaN}}',
            b'{"update_id": 7, "message": {"date": ' + b"9" * 5000 + b"}}",
            b'{"update_id": 7, "message": "\xff"}',
            b'{"update_id": 7, "message": ' + b"[" * 200 + b"]" * 200 + b"}",
            b"[" * 500_000,
            b'{"a":' * 100_000,
        ],
    )
    async def test_with_nonsense_is_refused_and_leaves_no_trace(self, called: Called, body: bytes) -> None:
        assert await called.post(body) == HTTPStatus.BAD_REQUEST
        assert called.inbox.kept == []

    async def test_with_more_than_any_update_is_refused(self, called: Called) -> None:
        body = json.dumps(an_update("message", a_message(text="x" * LARGEST_UPDATE))).encode()

        assert await called.post(body) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        assert called.inbox.kept == []

    async def test_with_the_longest_real_update_is_heard(self, called: Called) -> None:
        """4096 emoji that answer as many: escaped, more than the web's other parts read."""
        answered = a_message(text="\N{GRINNING FACE}" * 4096)
        body = json.dumps(an_update("message", answered | {"reply_to_message": answered})).encode()

        assert len(body) > 64 * 1024
        assert await called.post(body) == HTTPStatus.OK

    async def test_is_asked_to_come_again_before_anybody_receives(self, channel: TelegramChannel) -> None:
        async with served(channel, Inbox(), receives=False) as called:
            assert await called.post(json.dumps(UPDATE).encode()) == HTTPStatus.SERVICE_UNAVAILABLE
            assert called.retry_after == "2"

    async def test_is_asked_to_come_again_while_the_database_is_away(self, called: Called) -> None:
        called.inbox.is_away = True

        assert await called.post(json.dumps(UPDATE).encode()) == HTTPStatus.SERVICE_UNAVAILABLE
        assert called.retry_after == "2"


class TestUpdatesThatComeTogether:
    async def test_are_kept_together(self, called: Called) -> None:
        """One waits for the disk; the others wait for it, and then once for all of them."""
        called.inbox.gate = asyncio.Event()
        updates = [an_update("message", a_message(text=str(number)), number) for number in range(10)]
        async with asyncio.TaskGroup() as tasks:
            answers = [tasks.create_task(called.post(json.dumps(update).encode())) for update in updates]
            await called.has_waiting(len(updates) - 1)
            called.inbox.gate.set()

        assert {answer.result() for answer in answers} == {HTTPStatus.OK}
        assert sorted(called.inbox.texts) == [str(number) for number in range(10)]
        assert len(called.inbox.batches) == 2

    async def test_fail_together(self, called: Called) -> None:
        called.inbox.gate, called.inbox.is_away = asyncio.Event(), True
        updates = [an_update("message", a_message(text=str(number)), number) for number in range(5)]
        async with asyncio.TaskGroup() as tasks:
            answers = [tasks.create_task(called.post(json.dumps(update).encode())) for update in updates]
            await called.has_waiting(len(updates) - 1)
            called.inbox.gate.set()

        assert {answer.result() for answer in answers} == {HTTPStatus.SERVICE_UNAVAILABLE}
        assert called.inbox.kept == []

    async def test_are_kept_although_one_of_them_is_refused(self, called: Called) -> None:
        """A row that the database does not take would stop the updates of everybody else until a restart."""
        called.inbox.gate, called.inbox.refused = asyncio.Event(), {2}
        updates = [an_update("message", a_message(text=str(number)), number) for number in range(5)]
        async with asyncio.TaskGroup() as tasks:
            answers = [tasks.create_task(called.post(json.dumps(update).encode())) for update in updates]
            await called.has_waiting(len(updates) - 1)
            called.inbox.gate.set()
        later = await called.post(json.dumps(an_update("message", a_message(text="5"), 5)).encode())

        refused, ok = HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.OK
        assert [answer.result() for answer in answers] == [ok, ok, refused, ok, ok]
        assert later == ok
        assert sorted(called.inbox.texts) == ["0", "1", "3", "4", "5"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


class TestWhatIsRead:
    @given(st.dictionaries(st.text(), JSON, max_size=3), st.integers(0, 2**63 - 1))
    def test_is_storable_or_refused(self, event: dict[str, Any], number: int) -> None:
        try:
            update = parse_update(json.dumps({"update_id": number, "message": event}).encode())
        except NoUpdate:
            return
        assert update["update_id"] == number
        assert parse_update(json.dumps(update, allow_nan=False).encode()) == update

    @given(st.binary(max_size=200))
    def test_is_no_bug_of_ours_whatever_it_is(self, body: bytes) -> None:
        with pytest.raises(NoUpdate):
            parse_update(body)

    @pytest.mark.parametrize(("depth", "is_read"), [(DEEPEST_NESTING - 1, True), (DEEPEST_NESTING, False)])
    def test_is_nested_as_deeply_as_that(self, depth: int, *, is_read: bool) -> None:
        body = b'{"update_id": 1, "message": ' + b"[" * depth + b"]" * depth + b"}"

        if is_read:
            parse_update(body)
            return
        with pytest.raises(NoUpdate, match="deeply"):
            parse_update(body)
