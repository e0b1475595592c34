"""The Telegram part of `otboinik check`: the token, how updates come, the staff's groups."""

import asyncio
from collections.abc import AsyncGenerator, Iterator

from bot.channels.staff_chats import staff_chats
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_rights import missing_rights
from bot.channels.telegram_webhook_calls import WebhookState
from bot.channels.web.desk.channel import is_desk
from bot.commands.findings import Finding, out_of_sight
from bot.settings import Draft, Settings
from handlers.errors import DeliveryError

PATIENCE_SECONDS = 15
"""How long the Bot API may take to say who the bot is."""

BACKLOG_SECONDS = 3
"""The time between two looks at the waiting updates: do they become fewer?"""

_WEBHOOK = ("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET")
_GROUPS = {1: "STAFF_CHAT_ID", 2: "LINE2_CHAT_ID", 3: "LINE3_CHAT_ID"}


async def telegram_findings(telegram: TelegramChannel, draft: Draft) -> AsyncGenerator[Finding]:
    """Check at Telegram all that the settings allow to ask."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            identity = await telegram.identity()
    except TokenRefused as error:
        yield Finding("token", f"Telegram does not take it ({error}): copy it again from @BotFather")
        return
    except TimeoutError:
        yield Finding("Bot API", f"{draft.settings.telegram_api_url} does not answer: try again later")
        return
    yield Finding(f"token of @{identity.username}")
    unseen = out_of_sight(draft, "webhook", *_WEBHOOK)
    for finding in [unseen] if unseen else await _receiving(telegram, draft.settings):
        yield finding
    yield await _inline_mode(telegram)
    for line, chat in staff_chats(draft.settings).items():
        for finding in await _staff(telegram, draft, line, chat):
            yield finding


async def _staff(telegram: TelegramChannel, draft: Draft, line: int, chat: str) -> list[Finding]:
    # Line 1's group decides if a line without a group is at the web desk.
    needed = (_GROUPS[line], _GROUPS[1]) if is_desk(chat) else (_GROUPS[line],)
    unseen = out_of_sight(draft, f"line {line}'s staff", *dict.fromkeys(needed))
    if unseen:
        return [unseen]
    return (
        [Finding(f"line {line}'s staff: at the web desk")]
        if is_desk(chat)
        else await _group(telegram, line, chat)
    )


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
    """Compare the address that Telegram calls with ours, and tell its last failure."""
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
    """Tell whether the updates waiting at Telegram become fewer. `before`: their number a few seconds ago."""
    what = f"updates that wait at Telegram: {state.pending}"
    if state.pending < before or not state.pending:
        return Finding(what)
    grows = (
        f"they become more ({before} just before)" if state.pending > before else "they do not become fewer"
    )
    return Finding(what, warning=f"{grows}: is the bot running, and can Telegram reach it?")


async def _inline_mode(telegram: TelegramChannel) -> Finding:
    """Tell whether inline mode is on; it is a convenience, so that its absence is no fault."""
    what = "search of canned replies while typing"
    try:
        is_on = await telegram.hears_inline_queries()
    except DeliveryError as error:
        return Finding(what, warning=f"Telegram does not tell about inline mode ({error})")
    return Finding(f"{what}: on" if is_on else f"{what}: off (/setinline at @BotFather switches it on)")


async def _group(telegram: TelegramChannel, line: int, chat: str) -> list[Finding]:
    what = f"line {line}'s group {chat.removeprefix('telegram:')}"
    try:
        rights = await telegram.chat_rights(chat)
    except DeliveryError as error:
        return [Finding(what, f"the bot cannot see it ({error}): add the bot to it, or mend the id")]
    return [Finding(f"{what} {rights.title!r}", advice) for advice in (*missing_rights(rights),) or (None,)]
