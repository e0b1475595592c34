"""What no request gets past."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest
from aiohttp import ClientConnectionError
from structlog.testing import capture_logs
from yarl import URL

from bot.channels.web.chat.visitors import COOKIE, LIFETIME
from bot.channels.web.security import LARGEST_BODY
from tests.bot.channels.web.browser import PNG, Browser
from tests.bot.channels.web.conftest import Served
from tests.bot.channels.web.letters import a_claimed_letter

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(1)</script>\"'&"


class TestAPageOfAnotherSite:
    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "https://shop.example", "null", "", "http://127.0.0.1:1"]
    )
    async def test_changes_nothing(self, anna: Browser, origin: str) -> None:
        """Not even one that may embed the chat: what it embeds is our own page."""
        answer = await anna.post("messages", {"id": "message-1", "text": "forged"}, Origin=origin)
        assert answer.status == 403
        assert (await anna.enter())["messages"] == []

    async def test_reads_nothing(self, anna: Browser) -> None:
        for path in ("/chat/api/messages?before=9", "/chat/api/events", "/chat/files/" + "0" * 32):
            assert (await anna.get(path, Origin="https://evil.example")).status == 403
            assert (await anna.get(path, **{"Sec-Fetch-Site": "cross-site"})).status == 403

    async def test_may_show_the_chat_only_when_it_is_allowed_to(self, anna: Browser) -> None:
        policy = (await anna.get("/chat")).headers["Content-Security-Policy"]
        assert "frame-ancestors 'self' https://shop.example;" in policy

    async def test_does_not_reach_us_by_a_name_that_it_made_up(self, anna: Browser) -> None:
        """DNS rebinding: its own name leads to this machine."""
        assert (await anna.get("/chat", Host="rebound.example")).status == 421

    async def test_is_told_of_once_since_it_may_be_our_own_behind_a_proxy(self, anna: Browser) -> None:
        with capture_logs() as logs:
            for _ in range(2):
                await anna.get("/chat", Host="support.example")
                await anna.post("messages", {}, Origin="https://support.example")
            for number in range(30):
                await anna.get("/chat", Host=f"{number}.example")

        first, second, *others = [entry["address"] for entry in logs]
        assert (first, second) == ("support.example", "https://support.example")
        assert len(others) < 20
        assert "PUBLIC_URL" in logs[0]["mend"]


class TestAPage:
    async def test_runs_nothing_but_our_own_scripts(self, anna: Browser) -> None:
        page = await anna.get("/chat?lang=" + "%3Cscript%3Ealert(1)%3C/script%3E")
        policy = page.headers["Content-Security-Policy"]
        nonce = policy.partition("script-src 'nonce-")[2].partition("'")[0]
        other = (await anna.get("/chat")).headers["Content-Security-Policy"]
        assert len(nonce) >= 20
        assert nonce not in other
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "alert(1)" not in await page.text()
        assert " on" not in (await page.text()).partition("<body>")[2].replace(" one", "")

    async def test_tells_nothing_of_what_it_runs_on(self, anna: Browser) -> None:
        for path in ("/chat", "/nothing"):
            answer = await anna.get(path)
            assert answer.headers["Server"] == "otboinik"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


class TestAStranger:
    async def test_is_not_let_in_without_a_cookie(self, served: Served) -> None:
        async with Browser.at(served.address) as stranger:
            assert (await stranger.post("messages", {"id": "message-1", "text": "x"})).status == 401
            assert (await stranger.get("/chat/api/events")).status == 401
            assert (await stranger.get("/chat/api/messages?before=9")).status == 401
            assert (await stranger.uploads()).status == 401

    @pytest.mark.parametrize("token", ["", "0" * 64, "юникод"])
    async def test_needs_the_token_of_this_very_page(self, anna: Browser, boris: Browser, token: str) -> None:
        for wrong in (token.encode().decode("latin-1"), boris.token):
            answer = await anna.post("messages", {"id": "message-1", "text": "x"}, **{"X-CSRF-Token": wrong})
            assert answer.status == 403
        assert (await anna.send("session", None, "DELETE", **{"X-CSRF-Token": token or "x"})).status == 403

    async def test_gets_nothing_for_a_cookie_of_one_who_left(self, served: Served, anna: Browser) -> None:
        stolen = next(cookie.value for cookie in anna.session.cookie_jar if cookie.key == COOKIE)
        await anna.writes("личное")
        assert (await anna.send("session", None, "DELETE")).status == 200
        async with Browser.at(served.address) as thief:
            answer = await thief.get("/chat/api/messages?before=9", Cookie=f"{COOKIE}={stolen}")
            assert answer.status == 401

    async def test_gets_nothing_for_a_cookie_that_expired(self, served: Served, anna: Browser) -> None:
        served.clock.advance(LIFETIME + timedelta(seconds=1))
        assert (await anna.get("/chat/api/messages?before=9")).status == 401

    async def test_finds_no_key_in_the_database(self, served: Served, anna: Browser) -> None:
        key = next(cookie.value for cookie in anna.session.cookie_jar if cookie.key == COOKIE)
        async with served.database.books() as books:
            assert await books.web_sessions.visitor_of(key, served.clock()) is None
            proof = served.web.key.proof(key)
            assert await books.web_sessions.visitor_of(proof, served.clock()) == anna.visitor


class TestAnotherVisitor:
    async def test_reads_and_writes_in_their_own_chat_alone(
        self, served: Served, anna: Browser, boris: Browser
    ) -> None:
        await anna.writes("личное", id="a-known-id")
        await boris.writes("моё", id="a-known-id")
        assert [message["text"] for message in (await boris.enter())["messages"]] == ["моё"]
        assert [message["text"] for message in (await anna.enter())["messages"]] == ["личное"]
        await served.web.chat.deliver(a_claimed_letter(anna.visitor, "только Анне"))
        async with boris.listening() as stream:
            _, _, messages = await stream.next("messages")
        assert [message["text"] for message in messages] == ["моё"]

    async def test_gets_no_file_by_any_id_nor_sends_it_on(self, anna: Browser, boris: Browser) -> None:
        upload = (await (await anna.uploads()).json())["file"]
        assert (await anna.get(f"/chat/files/{upload}")).status == 200
        assert (await boris.get(f"/chat/files/{upload}")).status == 404
        answer = await boris.post("messages", {"id": "message-1", "file": upload})
        assert answer.status == 404
        for path in ("..%2f..%2fotboinik.db", "%2e%2e", upload + "/..", "*"):
            untouched = URL(f"{boris.address}/chat/files/{path}", encoded=True)
            async with boris.session.get(untouched) as answer:
                assert answer.status in {403, 404}


class TestHostileWords:
    async def test_travel_as_words_and_nothing_else(self, anna: Browser) -> None:
        await anna.post("name", {"name": HOSTILE[:60]})
        upload = await (await anna.uploads(b"<script>alert(1)</script>", "%3Cscript%3E.html")).json()
        message = await anna.writes(HOSTILE, file=upload["file"])
        state = await anna.enter()
        assert state["messages"][0]["text"] == message["text"] == HOSTILE
        assert message["file"]["name"] == "<script>.html.txt"
        file = await anna.get(message["file"]["url"])
        assert file.content_type == "text/plain"
        assert file.headers["Content-Disposition"].isascii()

    async def test_do_not_end_an_event_of_the_stream(self, anna: Browser) -> None:
        await anna.writes("a\n\nevent: left\ndata: null\r\n\r\n\u2028b")
        async with anna.listening() as stream:
            name, _, (message,) = await stream.next("messages", "left")
        assert (name, message["text"]) == ("messages", "a\n\nevent: left\ndata: null\r\n\r\n\u2028b")


class TestTooMuch:
    async def test_of_a_body_is_refused_before_it_is_read(self, anna: Browser) -> None:
        answer = await anna.post("messages", {"id": "message-1", "text": "x" * LARGEST_BODY})
        assert (answer.status, (await answer.json())["error"]) == (413, "too-long")

    async def test_of_50_megabytes_leaves_nothing_behind(self, served: Served, anna: Browser) -> None:
        async def large() -> AsyncIterator[bytes]:
            """In chunks of unknown number: no header tells the size."""
            for _ in range(50 * 16):
                yield PNG.ljust(2**16, b"\0")
                await asyncio.sleep(0)

        for path, kind in (("files", "application/octet-stream"), ("messages", "application/json")):
            with suppress(ClientConnectionError):  # the connection may be closed on whoever does not stop
                assert (await anna.send(path, large(), **{"Content-Type": kind})).status == 413
        folder = served.web.uploads.folder
        assert [path for path in folder.rglob("*") if path.is_file()] == []
        assert (await anna.enter())["messages"] == []

    async def test_of_sessions_from_one_address_is_stopped(self, served: Served) -> None:
        statuses = []
        async with Browser.at(served.address) as crowd:
            for _ in range(1000):
                crowd.session.cookie_jar.clear()
                statuses.append((await crowd.post("session", {"language": "ru"})).status)
        assert statuses.count(200) <= 31
        assert set(statuses) == {200, 429}

    async def test_of_messages_is_slowed_down(self, served: Served, anna: Browser) -> None:
        answers = [await anna.post("messages", {"id": f"message-{n:02}", "text": "x"}) for n in range(40)]
        refused = [answer for answer in answers if answer.status == 429]
        assert len(refused) >= 10
        assert refused[0].headers["Retry-After"] == "1"
        served.clock.advance(timedelta(minutes=1))
        await anna.writes("теперь можно")

    async def test_of_files_from_one_visitor_is_slowed_down(self, anna: Browser) -> None:
        statuses = [(await anna.uploads()).status for _ in range(14)]
        assert statuses.count(200) <= 11
        assert statuses[-1] == 429


class TestTheWrongThing:
    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
    )
    async def test_in_a_form_of_another_kind_is_refused(self, anna: Browser, kind: str) -> None:
        body = json.dumps({"id": "message-1", "text": "x"}).encode()
        for path in ("messages", "files", "session"):
            assert (await anna.send(path, body, **{"Content-Type": kind})).status == 415

    @pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'"\\ud800"', b"[" * 5000, b"1e999", b""])
    async def test_instead_of_json_is_refused(self, anna: Browser, body: bytes) -> None:
        answer = await anna.send("messages", body, **{"Content-Type": "application/json"})
        assert answer.status == 422

    async def test_among_files_is_refused_and_not_kept(self, served: Served, anna: Browser) -> None:
        answer = await anna.uploads(b"MZ\x90\0\3", "invoice.pdf")
        assert (answer.status, (await answer.json())["error"]) == (415, "file-not-taken")
        assert [path for path in served.web.uploads.folder.rglob("*") if path.is_file()] == []

    @pytest.mark.parametrize("number", ["-1", "9" * 30, "abc", "١"])
    async def test_as_a_number_is_refused(self, anna: Browser, number: str) -> None:
        assert (await anna.get(f"/chat/api/messages?before={number}")).status == 400
