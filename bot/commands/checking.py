"""`otboinik check`: whether everything is there that the bot needs."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass

from bot.channels import open_telegram
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_rights import ChatRights
from bot.channels.telegram_webhook_calls import WebhookState
from bot.channels.web.desk.channel import is_desk
from bot.commands.performing import DONE, FAILED, say
from bot.desk_policy import staff_chats
from bot.settings import Settings, misspelt_names
from faq.encoder import is_encoder_installed
from handlers.errors import DeliveryError
from storage.engine import Database, missing_file
from storage.errors import SchemaBehind, StorageError

PATIENCE_SECONDS = 15
"""How long the Bot API may take to say who the bot is."""

NO_MANAGERS = "MANAGER_IDS is empty: nobody may change the FAQ, texts and promises in Telegram"

BACKLOG_SECONDS = 3
"""Between two looks at what waits: does it become less?"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    `missing` says what to do before the bot can work, `warning` what a person should look at.
    """

    what: str
    missing: str | None = None
    warning: str | None = None

    def __str__(self) -> str:
        if self.missing:
            return f"missing  {self.what}: {self.missing}"
        return f"warning  {self.what}: {self.warning}" if self.warning else f"ok       {self.what}"


async def check(settings: Settings) -> int:
    """Look at everything, say what is missing."""
    missing = 0
    async with aclosing(_findings(settings)) as findings:
        async for finding in findings:
            missing += finding.missing is not None
            say(str(finding))
    return FAILED if missing else DONE


async def _findings(settings: Settings) -> AsyncGenerator[Finding]:
    yield Finding("settings")
    for name, meant in misspelt_names().items():
        yield Finding(f".env: {name}", warning=f"is no setting and changes nothing; did you mean {meant}?")
    yield await _database(settings)
    yield _search()
    telegram = open_telegram(settings)
    if telegram is None:
        yield _without_token(settings)
        return
    if not settings.manager_ids:
        yield Finding("managers", warning=NO_MANAGERS)
    try:
        async for finding in _telegram(telegram, settings):
            yield finding
    finally:
        await telegram.close()


def _without_token(settings: Settings) -> Finding:
    if settings.web_chat:
        return Finding("no token: the web chat and the desk, without Telegram")
    return Finding("token", "set TELEGRAM_BOT_TOKEN to the token from @BotFather, or WEB_CHAT=on")


async def _database(settings: Settings) -> Finding:
    missing = missing_file(settings.database_url.get_secret_value())
    if missing is not None and missing.parent.exists():
        return Finding(f"no database yet: run makes {missing}")
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


def _search() -> Finding:
    """Which search is in use: having the extra installed is all that it takes."""
    extra = "with" if is_encoder_installed() else "without"
    return Finding(f"FAQ search {extra} the meaning of sentences (otboinik[semantic])")


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
    for finding in await _receiving(telegram, settings):
        yield finding
    yield await _inline_mode(telegram)
    for line, chat in staff_chats(settings).items():
        if is_desk(chat):
            yield Finding(f"line {line}'s staff: at the web desk")
            continue
        for finding in await _staff_chat(telegram, line, chat):
            yield finding


async def _receiving(telegram: TelegramChannel, settings: Settings) -> list[Finding]:
    try:
        first = await telegram.webhook_state()
        if first.pending:
            await asyncio.sleep(BACKLOG_SECONDS)
        second = await telegram.webhook_state() if first.pending else first
    except DeliveryError as error:
        return [Finding("webhook", warning=f"Telegram does not tell about it ({error})")]
    return [*webhook_findings(settings.telegram_webhook_url, second), backlog_finding(first.pending, second)]


def webhook_findings(wanted: str | None, state: WebhookState) -> Iterator[Finding]:
    """Whether Telegram calls us where it should, and what went wrong the last time that it did."""
    if wanted == (state.url or None):
        yield Finding(f"webhook {wanted}" if wanted else "long polling, no webhook is set")
    elif wanted:
        instead = f"Telegram calls {state.url} instead" if state.url else "it is not set yet"
        yield Finding(f"webhook {wanted}", warning=f"{instead}; `otboinik run` sets it")
    else:
        yield Finding(
            "long polling", warning=f"Telegram calls {state.url}; `otboinik run` removes that webhook"
        )
    if state.url and state.failure:
        at = f"{state.failed_at:%Y-%m-%d %H:%M} UTC" if state.failed_at else "some time ago"
        yield Finding("webhook", warning=f"the last call that failed, {at}: {state.failure}")


def backlog_finding(before: int, state: WebhookState) -> Finding:
    """Whether what waits at Telegram becomes less. `before`: how much it was a few seconds ago."""
    what = f"updates that wait at Telegram: {state.pending}"
    if state.pending < before or not state.pending:
        return Finding(what)
    grows = (
        f"they become more ({before} just before)" if state.pending > before else "they do not become fewer"
    )
    return Finding(what, warning=f"{grows}: is the bot running, and can Telegram reach it?")


async def _inline_mode(telegram: TelegramChannel) -> Finding:
    """A convenience: being without it is no fault."""
    what = "search of canned replies while typing"
    try:
        is_on = await telegram.hears_inline_queries()
    except DeliveryError as error:
        return Finding(what, warning=f"Telegram does not tell about inline mode ({error})")
    return Finding(f"{what}: on" if is_on else f"{what}: off (/setinline at @BotFather switches it on)")


async def _staff_chat(telegram: TelegramChannel, line: int, chat: str) -> list[Finding]:
    what = f"line {line}'s group {chat.removeprefix('telegram:')}"
    try:
        rights = await telegram.chat_rights(chat)
    except DeliveryError as error:
        return [Finding(what, f"the bot cannot see it ({error}): add the bot to it, or mend the id")]
    return [Finding(f"{what} {rights.title!r}", advice) for advice in (*missing_rights(rights),) or (None,)]


def missing_rights(rights: ChatRights) -> Iterator[str]:
    """What the bot may not do in a staff group and has to, and what the group itself has to be."""
    if rights.is_public:
        yield "make the group private: whoever writes there is an agent, and anybody may join a public one"
    if rights.is_forum and not (rights.is_administrator and rights.can_manage_topics):
        yield "make the bot an administrator who may manage topics"
    if not rights.reads_everything:
        yield (
            "the bot sees commands only (privacy mode): make it an administrator, "
            "or switch the mode off at @BotFather and add the bot again"
        )
