"""`otboinik check`: whether everything is there that the bot needs."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass

from bot.channels import open_telegram
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_rights import ChatRights
from bot.commands.performing import DONE, FAILED, say
from bot.desk_policy import staff_chats
from bot.settings import Settings
from handlers.errors import DeliveryError
from storage.engine import Database
from storage.errors import SchemaBehind, StorageError

PATIENCE_SECONDS = 15
"""How long the Bot API may take to say who the bot is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `missing` says what to do about it."""

    what: str
    missing: str | None = None

    def __str__(self) -> str:
        return f"missing  {self.what}: {self.missing}" if self.missing else f"ok       {self.what}"


async def check(settings: Settings) -> int:
    """Look at everything, say what is missing."""
    missing = 0
    async with aclosing(_findings(settings)) as findings:
        async for finding in findings:
            missing += finding.missing is not None
            say(
                f"missing  {finding.what}: {finding.missing}"
                if finding.missing
                else f"ok       {finding.what}"
            )
    return FAILED if missing else DONE


async def _findings(settings: Settings) -> AsyncGenerator[Finding]:
    yield Finding("settings")
    yield await _database(settings)
    telegram = open_telegram(settings)
    if telegram is None:
        yield Finding("token", "set TELEGRAM_BOT_TOKEN to the token from @BotFather")
        return
    try:
        async for finding in _telegram(telegram, settings):
            yield finding
    finally:
        await telegram.close()


async def _database(settings: Settings) -> Finding:
    try:
        database = await Database.open(settings.database_url.get_secret_value(), upgrade=False)
    except SchemaBehind as error:
        is_sqlite = settings.database_url.get_secret_value().startswith("sqlite")
        return Finding(
            "database (run brings it up to date)" if is_sqlite else "database",
            None if is_sqlite else str(error),
        )
    except StorageError as error:
        return Finding("database", str(error))
    await database.close()
    return Finding(f"database {database.url_for_people}")


async def _telegram(telegram: TelegramChannel, settings: Settings) -> AsyncGenerator[Finding]:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            identity = await telegram.identity()
    except TokenRefused as error:
        yield Finding("token", f"Telegram does not take it ({error}): copy it again from @BotFather")
        return
    except TimeoutError:
        yield Finding("Bot API", f"{settings.telegram_api_url} does not answer: try again later")
        return
    yield Finding(f"token of @{identity.username}")
    for line, chat in staff_chats(settings).items():
        for finding in await _staff_chat(telegram, line, chat):
            yield finding


async def _staff_chat(telegram: TelegramChannel, line: int, chat: str) -> list[Finding]:
    what = f"line {line}'s group {chat.removeprefix('telegram:')}"
    try:
        rights = await telegram.chat_rights(chat)
    except DeliveryError as error:
        return [Finding(what, f"the bot cannot see it ({error}): add the bot to it, or mend the id")]
    return [Finding(f"{what} {rights.title!r}", advice) for advice in (*missing_rights(rights),) or (None,)]


def missing_rights(rights: ChatRights) -> Iterator[str]:
    """What the bot may not do in a staff group and has to."""
    if rights.is_forum and not (rights.is_administrator and rights.can_manage_topics):
        yield "make the bot an administrator who may manage topics"
    if not rights.reads_everything:
        yield (
            "the bot sees commands only (privacy mode): make it an administrator, "
            "or switch the mode off at @BotFather and add the bot again"
        )
