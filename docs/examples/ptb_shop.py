"""A shop's own bot on python-telegram-bot, with support mounted into it: see docs/mounting.md.

It reads TELEGRAM_BOT_TOKEN, STAFF_CHAT_ID and whatever else .env.example names.
"""

from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes

from bot.channels.mounting_ptb import ConfirmedWhenHandled
from bot.channels.telegram_ptb import add_support
from bot.settings import Settings, load_settings


async def price(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """The shop's own business: support never hears of it."""
    if update.effective_message:
        await update.effective_message.reply_text("A T-shirt costs 9 €.")


def main() -> None:
    """Run until a signal comes."""
    settings = load_settings()
    application = shop_application(settings)
    application.add_handler(CommandHandler("price", price))
    add_support(application, settings)
    application.run_polling()


def shop_application(settings: Settings) -> Application[Any, Any, Any, Any, Any, Any]:
    """The application, at the same Bot API server that support talks to."""
    token = settings.telegram_bot_token
    if token is None:
        raise SystemExit("TELEGRAM_BOT_TOKEN is missing")
    return (
        Application.builder()
        .token(token.get_secret_value())
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        # An update is confirmed when it has been dealt with, not when it stands in a queue in memory.
        .update_queue(ConfirmedWhenHandled())
        .build()
    )


if __name__ == "__main__":
    main()
