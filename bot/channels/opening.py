"""Opens the channel to Telegram that the settings ask for.

A Telegram library costs seconds and megabytes: it is imported when the channel is opened, and no other one.
"""

from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.channels.telegram_channel import TelegramChannel
    from bot.channels.telegram_webhook import Webhook


def open_telegram(settings: Settings) -> "TelegramChannel | None":
    """The bot of `settings`, through the library that they name; None without a token. Close it when done."""
    if settings.telegram_bot_token is None:
        return None
    token = settings.telegram_bot_token.get_secret_value()
    if settings.telegram_library == "aiogram":
        from bot.channels.telegram_aiogram import AiogramTelegram

        return AiogramTelegram(token, settings.telegram_api_url)
    from bot.channels.telegram_ptb import PtbTelegram

    return PtbTelegram(token, settings.telegram_api_url)


def open_webhook(settings: Settings, telegram: "TelegramChannel") -> "Webhook | None":
    """The webhook of the settings; None: we poll."""
    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    if not (url and secret):
        return None
    from bot.channels.telegram_webhook import Webhook

    return Webhook(telegram, url, secret.get_secret_value())
