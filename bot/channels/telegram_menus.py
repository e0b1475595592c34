"""The commands that Telegram shows in its menu, by role and language.

Customers see theirs in private, in their own language; the staff in its groups; managers have theirs besides.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

import structlog

from bot.channels.staff_chats import staff_chats
from bot.channels.telegram_addresses import address, chat_id
from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_insistence import insist_on_each
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_polling import Keep
from bot.settings import Settings
from handlers.desk.access import AGENTS_COMMANDS, CUSTOMERS_COMMANDS, MANAGERS_COMMANDS
from handlers.errors import Mendable, RecipientUnreachable, Refused
from handlers.phrases import Phrases, Speech
from storage.records.updates import RawUpdate

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_LONGEST_DESCRIPTION = 256  # https://core.telegram.org/bots/api#botcommand

Entry = dict[str, str]


def menus(settings: Settings, phrases: Phrases) -> Iterator[BotApiCall]:
    """The call for each menu. Telegram refuses chats that the bot has not met yet."""
    default = settings.default_language
    private = {"type": "all_private_chats"}
    yield _menu(_customers(phrases.in_language(default)), private)
    for language in phrases.languages:
        yield _menu(_customers(phrases.in_language(language)), private, language)
    everybodys = [*_agents(phrases.in_language(default)), *_managers(phrases.in_language(default))]
    for chat in staff_chats(settings).values():
        if chat.startswith("telegram:"):
            yield _menu(everybodys, {"type": "chat", "chat_id": chat_id(chat)})
    for manager in sorted(settings.manager_ids):
        theirs = [*_customers(phrases.in_language(default)), *_managers(phrases.in_language(default))]
        yield _menu(theirs, {"type": "chat", "chat_id": manager})


class Menus:
    """Shows the menus at the start, and that of a chat new to the bot once it writes."""

    def __init__(self, telegram: TelegramChannel, settings: Settings, phrases: Phrases) -> None:
        self._telegram = telegram
        self._due = list(menus(settings, phrases))
        self._has_due = asyncio.Event()
        self._not_shown: dict[str, BotApiCall] = {}

    def watched(self, keep: Keep) -> Keep:
        """Wrap `keep` to notice whose menu can be shown now: Telegram lets no bot write first."""

        async def keep_and_look(updates: Sequence[RawUpdate]) -> None:
            await keep(updates)
            for update in updates:
                call = self._not_shown.pop(update.lane, None)
                if call is not None:
                    self._due.append(call)
                    self._has_due.set()

        return keep_and_look

    async def run(self) -> None:
        """Show the menus until cancelled. A refused menu is only logged, since it is not essential."""
        while True:
            self._has_due.clear()
            await insist_on_each(self._due, self._show, doing="show the menus of commands")
            await self._has_due.wait()

    async def _show(self, call: BotApiCall) -> None:
        scope = call.parameters["scope"]
        chat = address(scope["chat_id"]) if "chat_id" in scope else ""
        if chat:  # before the call: someone who writes meanwhile is noticed, too
            self._not_shown[chat] = call
        try:
            await self._telegram.order(call)
        except RecipientUnreachable as error:
            # Telegram lets no bot write first: for these chats the menu is shown when they write.
            log.debug("a menu of commands is not shown yet", scope=scope, reason=str(error))
        except (Refused, Mendable, TokenRefused) as error:
            log.warning("a menu of commands is not shown", scope=scope, reason=str(error))
        else:
            self._not_shown.pop(chat, None)


def _menu(entries: list[Entry], scope: Mapping[str, object], language: str | None = None) -> BotApiCall:
    parameters: dict[str, object] = {"commands": entries, "scope": scope}
    if language is not None:
        parameters["language_code"] = language
    return BotApiCall("setMyCommands", parameters)


def _customers(speech: Speech) -> list[Entry]:
    return [_entry(name, speech.say(f"menu-{name}")) for name in CUSTOMERS_COMMANDS]


def _agents(speech: Speech) -> list[Entry]:
    named = [_entry(name, speech.say(f"agent-command-{name}")) for name in AGENTS_COMMANDS]
    return [*named, _entry("help", speech.say("menu-help"))]


def _managers(speech: Speech) -> list[Entry]:
    return [_entry(name, speech.say(f"manager-help-{name}")) for name in MANAGERS_COMMANDS]


def _entry(name: str, help_line: str) -> Entry:
    """A line of `/help` without the command at its start."""
    described = help_line.partition(" — ")[2] or help_line
    return {"command": name, "description": described[:_LONGEST_DESCRIPTION]}
