"""The commands in Telegram's menu, by role and language."""

import asyncio

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_menus import Menus, menus
from bot.settings import Settings
from handlers.phrases import Phrases
from tests.botapi.client import Client
from tests.botapi.server import Server

PHRASES = Phrases.load()


def shown(**scope: object) -> dict[str, str]:
    """What stands in the menu of a scope and a language."""
    language = scope.pop("language", None)
    settings = Settings(staff_chat_id=-1001, manager_ids=frozenset({7}))
    (call,) = (
        call
        for call in menus(settings, PHRASES)
        if call.parameters["scope"] == scope and call.parameters.get("language_code") == language
    )
    return {entry["command"]: entry["description"] for entry in call.parameters["commands"]}


@pytest.mark.parametrize(
    ("language", "words"), [(None, "позвать человека"), ("ru", "позвать человека"), ("en", "call a person")]
)
def test_customers_see_theirs_in_their_own_language(language: str | None, words: str) -> None:
    menu = shown(type="all_private_chats", language=language)

    assert menu["human"] == words
    assert set(menu) == {"human", "status", "language", "forget", "help"}


def test_the_staff_sees_its_own_in_its_group() -> None:
    menu = shown(type="chat", chat_id=-1001)

    assert {"take", "close", "delete", "find", "ban", "help", "faq"} <= set(menu)
    assert "forget" not in menu
    assert menu["take"] == "взять обращение"


def test_managers_have_theirs_in_private_besides_the_customers() -> None:
    menu = shown(type="chat", chat_id=7)

    assert {"faq", "outbox", "human"} <= set(menu)
    assert "take" not in menu


def test_every_description_fits() -> None:
    for call in menus(Settings(staff_chat_id=-1001, default_language="en"), PHRASES):
        assert all(1 <= len(entry["description"]) <= 256 for entry in call.parameters["commands"])


class TestTheLog:
    """What the operator reads while menus are shown, one of them to a manager who never wrote to the bot."""

    async def told(self, channel: TelegramChannel, server: Server, tg: Client) -> list[EventDict]:
        stranger, known = await tg.user(first_name="Maria"), await tg.user(first_name="Pavel")
        await known.send("/start")
        settings = Settings(manager_ids=frozenset({stranger.id, known.id}))
        (bot,) = server.world.bots.values()

        async def is_last_one_shown() -> bool:
            return any(str(known.id) in scope for scope, _ in bot.commands)

        with capture_logs() as logged:
            async with asyncio.TaskGroup() as tasks:
                showing = tasks.create_task(Menus(channel, settings, PHRASES).run())
                await tg.until(is_last_one_shown)
                showing.cancel()
        return [entry for entry in logged if entry["log_level"] != "debug"]

    async def test_is_silent_about_who_cannot_be_written_to_yet(
        self, channel: TelegramChannel, server: Server, tg: Client
    ) -> None:
        assert await self.told(channel, server, tg) == []

    async def test_tells_of_a_menu_that_is_refused(
        self, channel: TelegramChannel, server: Server, tg: Client
    ) -> None:
        await tg.fault(
            "error", "setMyCommands", count=1, status=400, description="Bad Request: BOT_COMMAND_INVALID"
        )

        (told,) = await self.told(channel, server, tg)

        assert told["log_level"] == "warning"
        assert "BOT_COMMAND_INVALID" in told["reason"].upper()

    async def test_tells_of_a_bug_and_the_menu_is_shown_after_the_others(
        self, channel: TelegramChannel, server: Server, tg: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        order = channel.order
        shown_in: list[str | None] = []

        async def buggy_at_first(call: BotApiCall) -> None:
            shown_in.append(call.parameters.get("language_code"))
            if shown_in == [None, "en"]:
                raise KeyError("a bug")
            await order(call)

        monkeypatch.setattr(channel, "order", buggy_at_first)

        (bot,) = server.world.bots.values()

        async def is_shown_in_english() -> bool:
            return any(language == "en" for _, language in bot.commands)

        with capture_logs() as logged:
            async with asyncio.TaskGroup() as tasks:
                showing = tasks.create_task(Menus(channel, Settings(), PHRASES).run())
                await tg.until(is_shown_in_english)
                showing.cancel()

        assert shown_in == [None, "en", "ru", "en"]
        assert [line["log_level"] for line in logged] == ["error", "info"]
