"""A shop's own bot on aiogram, with support mounted into it: see docs/mounting.md.

It reads TELEGRAM_BOT_TOKEN, STAFF_CHAT_ID and whatever else .env.example names.
"""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import Message

from bot.channels.telegram_aiogram import support_router
from bot.settings import Settings, load_settings

dispatcher = Dispatcher()


@dispatcher.message(Command("price"))
async def price(message: Message) -> None:
    """The shop's own business: support never hears of it."""
    await message.answer("A T-shirt costs 9 €.")


async def main() -> None:
    """Run until a signal comes."""
    settings = load_settings()
    dispatcher.include_router(support_router(settings))
    # False: an update is confirmed when it has been dealt with, not when it was merely begun.
    await dispatcher.start_polling(shop_bot(settings), handle_as_tasks=False)


def shop_bot(settings: Settings) -> Bot:
    """The bot, at the same Bot API server that support talks to."""
    token = settings.telegram_bot_token
    if token is None:
        raise SystemExit("TELEGRAM_BOT_TOKEN is missing")
    server = TelegramAPIServer.from_base(settings.telegram_api_url)
    return Bot(token.get_secret_value(), session=AiohttpSession(api=server))


if __name__ == "__main__":
    asyncio.run(main())
