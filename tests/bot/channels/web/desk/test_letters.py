"""At the desk: what was not delivered, and who decides about it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import Opened, a_bot
from tests.journeys.desk import Desk
from tests.journeys.people import Customer

REPLY = "Смотрим, ответим через час"


@pytest.fixture
async def telegram(sqlite_url: str) -> AsyncIterator[Desk]:
    """A messenger whose staff group handles the tickets; the desk is one more window."""
    async with Desk.stands(sqlite_url) as desk:
        desk.settings |= {"WEB_CHAT": "on", "BURST_SECONDS": "0"}
        yield desk


@pytest.fixture
async def opened(telegram: Desk, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Opened]:
    async with a_bot(sqlite_url, tmp_path, telegram.settings, telegram.clock) as opened:
        yield opened


@pytest.fixture
async def oleg(opened: Opened) -> DeskBrowser:
    return await opened.desk("Олег Агентов")


@pytest.fixture
async def anna(telegram: Desk, oleg: DeskBrowser) -> Customer:
    """A customer in Telegram with ticket 1, which the desk sees."""
    anna = await telegram.customer("Анна")
    await anna.writes("Сайт открывается через раз")
    await anna.shows("№ 1")
    await oleg.sees("inbox", lambda told: bool(told["tickets"]))
    return anna


async def goes_nowhere(telegram: Desk, oleg: DeskBrowser, anna: Customer) -> dict[str, Any]:
    """A reply whose outcome nobody knows: the connection died after it was written."""
    await telegram.tg.fault("lost", "sendMessage", chat_id=anna.chat, count=1)
    await oleg.says(1, REPLY)
    shown = await oleg.sees(
        "tickets/1", lambda told: any(item.get("unconfirmed") for item in told["timeline"])
    )
    return next(item for item in shown["timeline"] if item.get("unconfirmed"))


def fates(told: dict[str, Any]) -> list[str | None]:
    """How far the agents' replies got, as the ticket's page shows it."""
    return [item["fate"] for item in told["timeline"] if item["kind"] == "agent"]


def lines(told: dict[str, Any], words: str) -> list[str]:
    """What the history tells with these words."""
    return [item["words"] for item in told["timeline"] if words in item.get("words", "")]


class TestAReplyThatNobodyCanConfirm:
    async def test_is_sent_again_from_the_desk(
        self, telegram: Desk, oleg: DeskBrowser, anna: Customer
    ) -> None:
        reply = await goes_nowhere(telegram, oleg, anna)
        await anna.shows(REPLY)

        await oleg.posts("tickets/1/replies", {"letter": reply["unconfirmed"], "act": "again"})

        await anna.shows(REPLY)
        await oleg.sees("tickets/1", lambda told: fates(told) == ["sent"])
        late = await oleg.calls("POST", "tickets/1/replies", {"letter": reply["unconfirmed"], "act": "again"})
        assert (late[0], late[1]["error"]) == (409, "not-now")

    async def test_is_known_to_have_arrived(self, telegram: Desk, oleg: DeskBrowser, anna: Customer) -> None:
        reply = await goes_nowhere(telegram, oleg, anna)

        await oleg.posts("tickets/1/replies", {"letter": reply["unconfirmed"], "act": "arrived"})

        assert fates(await oleg.gets("tickets/1")) == ["sent"]


class TestALetterThatWasGivenUp:
    async def test_is_told_of_without_its_reason_once_the_customer_is_erased(
        self, telegram: Desk, oleg: DeskBrowser, anna: Customer
    ) -> None:
        await telegram.tg.fault("error", "sendMessage", chat_id=anna.chat, status=400, count=1)
        await oleg.says(1, REPLY)
        await oleg.sees("tickets/1", lambda told: bool(lines(told, "не получил")))

        await anna.writes("/forget")
        await anna.shows(has_button=telegram.speech.button("button-forget"))
        await anna.presses(telegram.speech.button("button-forget"))
        await telegram.passes(timedelta(seconds=2))

        shown = await oleg.sees("tickets/1", lambda told: told["erased"])
        assert lines(shown, "не получил") == ["Клиент не получил сообщение"]

    async def test_is_shown_and_sent_again_by_a_manager(
        self, telegram: Desk, opened: Opened, oleg: DeskBrowser, anna: Customer
    ) -> None:
        maria = await opened.desk("Мария Главная")
        await telegram.tg.fault("error", "sendMessage", chat_id=anna.chat, status=400, count=1)
        await oleg.says(1, REPLY)
        told = await maria.sees("outbox", lambda told: bool(told["letters"]))
        (letter,) = told["letters"]
        assert (letter["ticket"], REPLY in letter["words"]) == (1, True)
        shown = await oleg.gets("tickets/1")
        assert any("не получил" in item.get("words", "") for item in shown["timeline"])

        await maria.posts(f"outbox/{letter['id']}", {"act": "retry"})

        await anna.shows(REPLY)
        assert (await maria.gets("outbox"))["letters"] == []

    async def test_is_let_go_once(
        self, telegram: Desk, opened: Opened, oleg: DeskBrowser, anna: Customer
    ) -> None:
        maria = await opened.desk("Мария Главная")
        await telegram.tg.fault("error", "sendMessage", chat_id=anna.chat, status=400, count=1)
        await oleg.says(1, REPLY)
        told = await maria.sees("outbox", lambda told: bool(told["letters"]))
        path = f"outbox/{told['letters'][0]['id']}"

        await maria.posts(path, {"act": "discard"})

        assert fates(await oleg.gets("tickets/1")) == ["refused"]
        assert (await maria.gets("outbox"))["letters"] == []
        assert await maria.calls("POST", path, {"act": "discard"}) == (409, {"error": "stale"})

    async def test_is_no_agents_business(self, oleg: DeskBrowser) -> None:
        refused = [
            await oleg.calls("GET", "outbox"),
            await oleg.calls("POST", "outbox/1", {"act": "retry"}),
        ]

        assert refused == [(403, {"error": "managers-only"})] * 2
