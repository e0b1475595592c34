"""Settings that hardly anybody means: the bot starts with them, and warns the operator."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.settings import Settings

# As many characters as random ones of base64 need for 96 bits.
SHORTEST_SECRET = 16


class SettingsDoubt(NamedTuple):
    """A doubt about one part of the bot, and the settings that cause it."""

    part: str
    words: str
    settings: frozenset[str]


def doubts_about(settings: Settings) -> Iterator[SettingsDoubt]:
    """The doubts that an operator should look at."""
    if settings.telegram_bot_token is None:
        yield from _telegram_without_a_token(settings)
    elif not settings.manager_ids:
        words = "MANAGER_IDS is empty: nobody may change the FAQ, texts and promises in Telegram"
        yield SettingsDoubt("managers", words, frozenset({"TELEGRAM_BOT_TOKEN", "MANAGER_IDS"}))
    secret = settings.telegram_webhook_secret
    if settings.telegram_webhook_url and secret and len(secret.get_secret_value()) < SHORTEST_SECRET:
        words = (
            "TELEGRAM_WEBHOOK_SECRET can be guessed, and who knows it speaks for Telegram: "
            f"write {SHORTEST_SECRET} random characters or more (`openssl rand -hex 32` makes them)"
        )
        yield SettingsDoubt("webhook", words, frozenset({"TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"}))
    if settings.web_chat:
        yield from _web(settings)


def _telegram_without_a_token(settings: Settings) -> Iterator[SettingsDoubt]:
    wanting = {
        "STAFF_CHAT_ID": settings.staff_chat_id,
        "LINE2_CHAT_ID": settings.line2_chat_id,
        "LINE3_CHAT_ID": settings.line3_chat_id,
        "TELEGRAM_WEBHOOK_URL": settings.telegram_webhook_url,
    }
    given = [name for name, value in wanting.items() if value is not None]
    if given:
        words = f"TELEGRAM_BOT_TOKEN is empty, so nothing comes of {', '.join(given)}"
        yield SettingsDoubt("Telegram", words, frozenset({"TELEGRAM_BOT_TOKEN", *given}))


def _web(settings: Settings) -> Iterator[SettingsDoubt]:
    parts = urlsplit(settings.public_url or "")
    if parts.path:
        host = f"{parts.scheme}://{parts.netloc}"
        words = f"{parts.path} of PUBLIC_URL is passed over: people reach {host}/chat and {host}/desk"
        yield SettingsDoubt("web", words, frozenset({"PUBLIC_URL"}))
    if settings.allowed_origins and parts.scheme != "https" and not settings.trusted_proxies:
        words = (
            "without https browsers keep no session in other sites' frames, so the chat of ALLOWED_ORIGINS "
            "forgets its visitors: write PUBLIC_URL=https://…"
        )
        yield SettingsDoubt("web", words, frozenset({"PUBLIC_URL", "ALLOWED_ORIGINS", "TRUSTED_PROXIES"}))
