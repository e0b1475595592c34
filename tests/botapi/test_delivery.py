"""Updates, flood limits and faults: the double is no kinder than the server."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from tests.botapi.client import Client
from tests.botapi.conftest import RawBot


class TestGetUpdates:
    async def test_an_offset_confirms(self, tg: Client, bot: RawBot) -> None:
        ann = await tg.user(first_name="Ann")
        for text in "01234":
            await ann.send(text)
        first = await bot.ok("getUpdates", limit=2)
        assert [update["message"]["text"] for update in first] == ["0", "1"]
        after = first[1]["update_id"] + 1
        rest = await bot.ok("getUpdates", offset=after)
        assert [update["message"]["text"] for update in rest] == ["2", "3", "4"]
        hammered = await bot.ok("getUpdates", offset=after)
        assert len(hammered) == 1, "the same offset at once gets one update"
        last = await bot.ok("getUpdates", offset=-1)
        assert [update["message"]["text"] for update in last] == ["4"]
        assert (await tg.updates())["pending"] == 1

    async def test_allowed_updates_persist(self, tg: Client, bot: RawBot) -> None:
        ann = await tg.user(first_name="Ann")
        await bot.ok("getUpdates", allowed_updates=["callback_query"])
        await ann.send("not wanted")
        assert (await tg.updates())["pending"] == 0
        await bot.ok("getUpdates", offset=1, allowed_updates=[])
        await ann.send("wanted")
        assert (await tg.updates())["pending"] == 1

    async def test_a_second_poller_makes_the_first_fail(self, tg: Client, bot: RawBot) -> None:
        ann = await tg.user(first_name="Ann")
        async with asyncio.TaskGroup() as tasks:
            first = tasks.create_task(bot.call("getUpdates", offset=1, timeout=20))
            await asyncio.sleep(0.1)
            second = tasks.create_task(bot.ok("getUpdates", offset=2, timeout=20))
            assert (await first)["status"] == 409
            await ann.send("late")
            assert (await second)[0]["message"]["text"] == "late"

    async def test_not_beside_a_webhook(self, bot: RawBot) -> None:
        await bot.ok("setWebhook", url="http://127.0.0.1:9/x")
        await bot.refused(409, "webhook is active", "getUpdates")
        await bot.ok("deleteWebhook", drop_pending_updates=True)
        assert (await bot.ok("getWebhookInfo"))["pending_update_count"] == 0


class Hook:
    """A webhook that fails the first three deliveries of `a0`."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str | None]] = []
        self.url = ""

    async def receive(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        self.seen.append((text, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        failed = text == "a0" and [seen for seen, _ in self.seen].count("a0") <= 3
        return web.Response(status=500 if failed else 200)


class TestWebhook:
    @pytest.fixture
    async def hook(self) -> AsyncIterator[Hook]:
        hook = Hook()
        app = web.Application()
        app.router.add_post("/hook", hook.receive)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        yield hook
        await runner.cleanup()

    async def test_one_chat_waits_for_its_failed_update_and_others_go_on(
        self, tg: Client, bot: RawBot, hook: Hook
    ) -> None:
        await tg.config(webhook_backoff_scale=0.05)
        await bot.ok("setWebhook", url=hook.url, secret_token="tok-1")
        ann, bob = await tg.user(first_name="Ann"), await tg.user(first_name="Bob")
        for number in range(2):
            await ann.send(f"a{number}")
            await bob.send(f"b{number}")
        assert (await tg.idle())["idle"]
        texts = [text for text, _ in hook.seen]
        assert texts.count("a0") == 4
        assert texts.index("a1") == len(texts) - 1
        assert {secret for _, secret in hook.seen} == {"tok-1"}
        assert "500" in (await bot.ok("getWebhookInfo"))["last_error_message"]

    async def test_a_secret_has_an_alphabet(self, bot: RawBot) -> None:
        await bot.refused(
            400, "secret token contains", "setWebhook", url="http://127.0.0.1:9/x", secret_token="a b"
        )


class TestFloodLimits:
    @pytest.fixture(autouse=True)
    async def limits(self, tg: Client) -> None:
        await tg.config(limits=True)

    async def test_a_private_chat_gets_one_a_second_after_a_burst_of_three(
        self, tg: Client, bot: RawBot
    ) -> None:
        ann = await tg.user(first_name="Ann")
        await ann.send("x")
        answers = [await bot.call("sendMessage", chat_id=ann.id, text="x") for _ in range(5)]
        assert [answer["ok"] for answer in answers] == [True, True, True, False, False]
        assert answers[3]["parameters"] == {"retry_after": 1}

    async def test_a_group_gets_twenty_a_minute(self, tg: Client, bot: RawBot) -> None:
        forum = await tg.forum()
        answers = [await bot.call("sendMessage", chat_id=forum, text="x") for _ in range(22)]
        assert sum(answer["ok"] for answer in answers) == 20
        assert answers[-1]["parameters"]["retry_after"] > 50


class TestFaults:
    async def test_a_lost_answer_was_executed(self, tg: Client, bot: RawBot) -> None:
        ann = await tg.user(first_name="Ann")
        await ann.send("x")
        await tg.fault("lost", "sendMessage", count=1)
        with pytest.raises(aiohttp.ClientError):
            await bot.call("sendMessage", chat_id=ann.id, text="dup")
        await bot.ok("sendMessage", chat_id=ann.id, text="dup")
        (duplicate,) = await tg.duplicates()
        assert (duplicate["count"], duplicate["lost"]) == (2, 1)

    async def test_a_reset_or_refused_one_was_not(self, tg: Client, bot: RawBot) -> None:
        ann = await tg.user(first_name="Ann")
        await ann.send("x")
        await tg.fault("reset", "send*", count=1)
        with pytest.raises(aiohttp.ClientError):
            await bot.call("sendMessage", chat_id=ann.id, text="a")
        await tg.fault("error", "sendMessage", status=400, description="Bad Request: odd", count=1)
        await bot.refused(400, "odd", "sendMessage", chat_id=ann.id, text="a")
        await tg.fault("flood", "sendMessage", retry_after=7, count=1)
        answer = await bot.refused(429, "retry after 7", "sendMessage", chat_id=ann.id, text="a")
        assert answer["parameters"] == {"retry_after": 7}
        assert await ann.inbox() == []

    async def test_a_gateway_answers_with_html(self, tg: Client, bot: RawBot) -> None:
        await tg.fault("error", "getMe", status=502, count=1)
        async with bot.session.post(f"{bot.base}/getMe") as response:
            assert response.status == 502
            with pytest.raises(json.JSONDecodeError):
                json.loads(await response.text())

    async def test_a_truncated_answer_breaks_off(self, tg: Client, bot: RawBot) -> None:
        await tg.fault("truncated", "getMe", count=1)
        with pytest.raises(aiohttp.ClientError):
            await bot.call("getMe")

    @pytest.mark.parametrize("mode", ["reset", "refuse"])
    async def test_an_outage_ends(self, tg: Client, bot: RawBot, mode: str) -> None:
        async with asyncio.TaskGroup() as tasks:
            outage = tasks.create_task(tg.call("outage", seconds=0.3, mode=mode))
            await asyncio.sleep(0.1)
            with pytest.raises(aiohttp.ClientError):
                await bot.call("getMe")
            await outage
        await bot.ok("getMe")
