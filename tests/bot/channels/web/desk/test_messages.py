"""What the desk's people write: files with it, and other words for what stands already."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientConnectionError

from bot.channels.web.uploads import LARGEST_FILE
from tests.bot.channels.web.browser import PNG, Browser
from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import Opened, a_bot, standing
from tests.journeys.desk import Desk


@pytest.fixture
async def telegram(sqlite_url: str) -> AsyncIterator[Desk]:
    """A messenger whose staff group handles the tickets; the desk is one more window."""
    async with Desk.stands(sqlite_url) as desk:
        desk.settings |= {"WEB_CHAT": "on", "BURST_SECONDS": "0"}
        yield desk


async def sends_a_file(agent: DeskBrowser, ticket: int, text: str = "") -> str:
    """The plan of a house, under a ticket; answers the name that the browser gave the message."""
    status, file = await agent.attaches(PNG, "план дома.png")
    assert status == 200
    message = agent.message(text) | {"file": file["file"]}
    await agent.posts(f"tickets/{ticket}/messages", message)
    return str(message["id"])


async def words_of_customer(customer: Browser) -> str:
    return " ".join(each["text"] for each in (await customer.enter())["messages"])


class TestAFile:
    async def test_reaches_the_web_visitor_under_the_agents_name(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)

        await sends_a_file(oleg, number, "Вот план")

        message = await standing(anna, "Вот план")
        assert message["text"] == "Олег Агентов\nВот план"
        assert (message["file"]["name"], message["file"]["picture"]) == ("план дома.png", True)
        file = await anna.get(message["file"]["url"])
        assert (await file.text("latin-1")).encode("latin-1") == PNG
        assert file.content_type == "image/png"

    async def test_stands_at_the_desk_too(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        await sends_a_file(oleg, number)

        shown = await oleg.gets(f"tickets/{number}")
        url = next(item["file"]["url"] for item in shown["timeline"] if item.get("file"))
        async with oleg.session.get(opened.address + url) as got:
            assert (await got.read(), got.headers["Content-Disposition"][:10]) == (PNG, "attachment")

    async def test_reaches_a_customer_of_telegram_and_the_topic(
        self, telegram: Desk, sqlite_url: str, tmp_path: Path
    ) -> None:
        async with a_bot(sqlite_url, tmp_path, telegram.settings, telegram.clock) as opened:
            anna, oleg = await telegram.customer("Анна"), await opened.desk("Олег Агентов")
            await anna.writes("Сайт открывается через раз")
            inbox = await oleg.sees("inbox", lambda told: bool(told["tickets"]))

            await sends_a_file(oleg, inbox["tickets"][0]["number"], "Вот план")

            await anna.shows("Вот план")
            topic = await telegram.topic()
            await topic.shows("Вот план")

    async def test_of_somebody_else_is_not_sent_on(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        _, number = await opened.ticket(oleg)
        _, file = await oleg.attaches(PNG, "plan.png")

        told = await maria.calls(
            "POST", f"tickets/{number}/messages", maria.message("моё") | {"file": file["file"]}
        )

        assert told == (404, {"error": "no-file"})

    async def test_of_a_kind_that_is_not_taken_tells_its_author(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        assert await oleg.attaches(b"MZ\x90\0\3", "счёт.pdf") == (415, {"error": "file-not-taken"})

    async def test_that_is_too_large_tells_its_author(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        told = await oleg.attaches(PNG.ljust(LARGEST_FILE + 1, b"\0"), "plan.png")

        assert told == (413, {"error": "file-too-large"})

    async def test_needs_the_pages_token_and_a_session(self, opened: Opened) -> None:
        oleg, stranger = await opened.desk("Олег Агентов"), await opened.desk()
        oleg.token = ""

        refused = [(await each.attaches(PNG, "plan.png"))[0] for each in (oleg, stranger)]

        assert refused == [403, 401]

    async def test_of_50_megabytes_leaves_nothing_behind(self, opened: Opened, tmp_path: Path) -> None:
        oleg = await opened.desk("Олег Агентов")

        async def large() -> AsyncIterator[bytes]:
            """In chunks of unknown number: no header tells the size."""
            for _ in range(50 * 16):
                yield PNG.ljust(2**16, b"\0")
                await asyncio.sleep(0)

        url, headers = f"{opened.address}/desk/api/files", {"Content-Type": "application/octet-stream"}
        given = {"Origin": opened.address, "X-CSRF-Token": oleg.token} | headers
        with suppress(ClientConnectionError):  # the connection may be closed on whoever does not stop
            async with oleg.session.post(url, data=large(), headers=given) as answer:
                assert answer.status == 413

        assert [path for path in (tmp_path / "uploads").rglob("*") if path.is_file()] == []

    @pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/json"])
    async def test_in_a_form_of_another_kind_is_refused(self, opened: Opened, kind: str) -> None:
        oleg = await opened.desk("Олег Агентов")

        assert (await oleg.calls("POST", "files", PNG, **{"Content-Type": kind}))[0] == 415


class TestAnotherWording:
    async def test_follows_at_the_customers_side(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        message = oleg.message("Ответим через чаc")
        await oleg.posts(f"tickets/{number}/messages", message)
        await standing(anna, "Ответим через чаc")

        await edits(oleg, number, message["id"], "Ответим через час")

        edited = await standing(anna, "Ответим через час")
        assert (edited["text"], edited["edited"]) == ("Олег Агентов\nОтветим через час", True)
        own = [item for item in (await oleg.gets(f"tickets/{number}"))["timeline"] if item.get("own")]
        assert [(item["text"], item["edited"]) for item in own] == [("Ответим через час", True)]

    async def test_keeps_the_file(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        message = await sends_a_file(oleg, number, "Вот плaн")
        await standing(anna, "Вот плaн")

        await edits(oleg, number, message, "Вот план")

        assert (await standing(anna, "Вот план"))["file"]["name"] == "план дома.png"

    async def test_of_a_note_stays_inside(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        note = oleg.message("клиент сложный", note=True)
        await oleg.posts(f"tickets/{number}/messages", note)

        await edits(oleg, number, note["id"], "клиент постоянный")
        await oleg.says(number, "Здравствуйте")
        await standing(anna, "Здравствуйте")

        assert "клиент" not in await words_of_customer(anna)
        shown = await oleg.gets(f"tickets/{number}")
        assert "клиент постоянный" in [item.get("text") for item in shown["timeline"]]

    async def test_of_somebody_elses_message_is_refused(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        _, number = await opened.ticket(oleg)
        message = oleg.message("Смотрим")
        await oleg.posts(f"tickets/{number}/messages", message)

        path = f"tickets/{number}/messages/{message['id']}"

        assert await maria.calls("PUT", path, {"text": "Чужое"}) == (404, {"error": "no-message"})
        assert [item for item in (await maria.gets(f"tickets/{number}"))["timeline"] if item.get("own")] == []

    @pytest.mark.parametrize("text", ["/close", "//клиент сложный", ""])
    async def test_makes_no_command_no_note_and_nothing_of_it(self, opened: Opened, text: str) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        message = oleg.message("Смотрим")
        await oleg.posts(f"tickets/{number}/messages", message)

        status, told = await oleg.calls("PUT", f"tickets/{number}/messages/{message['id']}", {"text": text})

        assert (status, told["error"]) == (409, "not-now")
        assert "только слова" in told["words"]

    async def test_follows_in_the_topic_of_a_messenger(
        self, telegram: Desk, sqlite_url: str, tmp_path: Path
    ) -> None:
        """Colleagues in the group read what the customer reads."""
        async with a_bot(sqlite_url, tmp_path, telegram.settings, telegram.clock) as opened:
            oleg = await opened.desk("Олег Агентов")
            _, number = await opened.ticket(oleg, "Сайт открывается через раз")
            topic = await telegram.topic()
            message = oleg.message("Ответим через чаc")
            await oleg.posts(f"tickets/{number}/messages", message)
            seen = await topic.shows("Ответим через чаc")

            await edits(oleg, number, message["id"], "Ответим через час")

            await topic.changes(seen, "Ответим через час")


async def edits(agent: DeskBrowser, ticket: int, message: str, text: str) -> None:
    status, told = await agent.calls("PUT", f"tickets/{ticket}/messages/{message}", {"text": text})
    assert status == 200, told


class TestANote:
    """A note is marked by its slashes wherever else it is read; at the desk it is named one."""

    @pytest.mark.parametrize(
        ("text", "note"),
        [
            ("звонить после 12", True),
            ("// звонить после 12", True),
            ("//звонить после 12", False),
            ("/note звонить после 12", False),
        ],
    )
    async def test_stands_without_slashes_and_inside(self, opened: Opened, text: str, *, note: bool) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)

        await oleg.says(number, text, note=note)
        await oleg.says(number, "Здравствуйте")
        await standing(anna, "Здравствуйте")

        timeline = (await oleg.gets(f"tickets/{number}"))["timeline"]
        assert [item["text"] for item in timeline if item["kind"] == "note"] == ["звонить после 12"]
        assert "звонить" not in await words_of_customer(anna)

    async def test_with_other_words_is_a_note_still_and_needs_no_warning(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        note = oleg.message("звонить после 12", note=True)
        await oleg.posts(f"tickets/{number}/messages", note)

        await edits(oleg, number, note["id"], "звонить после 13")
        await oleg.says(number, "// и не раньше")
        shown = await oleg.sees(f"tickets/{number}", lambda told: "и не раньше" in str(told["timeline"]))

        told = [item.get("text") for item in shown["timeline"] if item["kind"] in ("note", "post")]
        assert told == ["звонить после 13", "и не раньше"]

    async def test_is_marked_in_the_topic_of_a_messenger(
        self, telegram: Desk, sqlite_url: str, tmp_path: Path
    ) -> None:
        """There a colleague could not tell it from a reply."""
        async with a_bot(sqlite_url, tmp_path, telegram.settings, telegram.clock) as opened:
            oleg = await opened.desk("Олег Агентов")
            _, number = await opened.ticket(oleg, "Сайт открывается через раз")
            note = oleg.message("звонить после 12", note=True)
            await oleg.posts(f"tickets/{number}/messages", note)
            topic = await telegram.topic()

            seen = await topic.shows("Олег Агентов\n// звонить после 12")
            await edits(oleg, number, note["id"], "звонить после 13")
            await topic.changes(seen, "Олег Агентов\n// звонить после 13")


class TestTyping:
    async def test_of_an_agent_is_shown_to_the_visitor(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        async with anna.listening() as stream:
            await stream.next("messages")
            await oleg.posts(f"tickets/{number}/typing")

            name, _, told = await stream.next("typing")

        assert (name, told) == ("typing", {"name": "Олег Агентов"})

    async def test_of_a_visitor_is_shown_to_who_looks_at_the_ticket(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        await oleg.gets(f"tickets/{number}")
        async with oleg.listening() as stream:
            await stream.next("changed")
            assert (await anna.post("typing", {})).status == 200

            _, _, told = await stream.next("typing")

        assert told == {"ticket": number}

    async def test_is_told_by_nobody_else(self, opened: Opened) -> None:
        oleg, stranger = await opened.desk("Олег Агентов"), await opened.desk()
        anna, number = await opened.ticket(oleg)

        refused = [
            (await stranger.send("POST", f"tickets/{number}/typing")).status,
            (await anna.post("typing", {}, **{"X-CSRF-Token": ""})).status,
            (await anna.post("typing", {}, Origin="https://evil.example")).status,
        ]

        assert refused == [401, 403, 403]

    async def test_that_comes_too_often_is_passed_over(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        async with anna.listening() as stream:
            await stream.next("messages")
            for _ in range(20):
                await oleg.posts(f"tickets/{number}/typing")
            await oleg.says(number, "Здравствуйте")

            assert await events_before(stream, "Здравствуйте") <= 2


async def events_before(stream: Any, words: str) -> int:
    """How many hints of typing come before the message with these words."""
    hints = 0
    while True:
        name, _, told = await stream.next("typing", "messages")
        hints += name == "typing"
        if name == "messages" and words in told[-1]["text"]:
            return hints


class TestTheHistory:
    async def test_has_what_was_written_before_a_reply_before_it(
        self, sqlite_url: str, tmp_path: Path
    ) -> None:
        """A customer's words are read when the burst is over; an agent's reply does not wait."""
        async with a_bot(sqlite_url, tmp_path, {"BURST_SECONDS": "1"}) as opened:
            oleg = await opened.desk("Олег Агентов")
            anna, number = await opened.ticket(oleg)
            await anna.writes("и почта тоже")
            await oleg.says(number, "Смотрим")

            shown = await oleg.sees(f"tickets/{number}", lambda told: "и почта тоже" in texts_of(told))

        assert texts_of(shown)[-2:] == ["и почта тоже", "Смотрим"]

    async def test_tells_once_of_what_the_bots_own_words_tell(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        await oleg.says(number, "/priority 1")
        await oleg.says(number, "/assign me")

        await oleg.does(number, "close")

        shown = await oleg.sees(f"tickets/{number}", lambda told: "закрывает" in " ".join(texts_of(told)))
        told = " ".join(item.get("words") or item.get("text") or "" for item in shown["timeline"])
        assert told.count("закрывает обращение") == 1
        assert told.count("Олег Агентов ставит приоритет 1") == 1
        assert "меняет приоритет" not in told
        assert "Ответственный: " not in told


def texts_of(ticket: dict[str, Any]) -> list[str]:
    return [item["text"] for item in ticket["timeline"] if "text" in item]
