"""Bots that companies run already, one on each library: a shop with a price list and an order dialogue.

They do what real ones do: a command, a dialogue of several steps, a last handler for presses that nobody
knows, one for words in groups, and a ban that comes before everything.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from aiogram import Bot as AiogramBot
from aiogram import Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.dispatcher.event.bases import NextMiddlewareType
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.channels.mounting_ptb import ConfirmedWhenHandled
from bot.channels.telegram_aiogram import support_router
from bot.channels.telegram_ptb import add_support
from bot.settings import Settings
from handlers.clock import Clock

PRICE = "Футболка стоит 900 ₽."
ASK_SIZE = "Какой размер?"
ORDERED = "Заказ принят."
UNKNOWN_PRESS = "Эта кнопка больше не работает."
UNKNOWN_IN_GROUP = "Такой команды нет."


class HostsOwnHooks:
    """What the host saw of its own life cycle and of its users, and whom it does not listen to."""

    def __init__(self) -> None:
        self.started = self.stopped = False
        self.blocked_by: list[int] = []
        self.banned: set[int] = set()


Host = Callable[[Settings, Clock, HostsOwnHooks], AbstractAsyncContextManager[None]]


class _Order(StatesGroup):
    size = State()


@asynccontextmanager
async def aiogram_host(settings: Settings, clock: Clock, hooks: HostsOwnHooks) -> AsyncIterator[None]:
    """Support is included first: the host's handlers are asked before it all the same."""
    assert settings.telegram_bot_token

    async def ban(handler: NextMiddlewareType, update: TelegramObject, data: dict[str, Any]) -> Any:
        person = data["event_context"].user_id
        return None if person in hooks.banned else await handler(update, data)

    dispatcher, last = Dispatcher(), Router()
    dispatcher.update.outer_middleware(ban)
    dispatcher.include_router(support_router(settings, clock=clock))
    dispatcher.include_router(_aiogram_shop(hooks))
    dispatcher.include_router(last)
    ready = asyncio.Event()
    last.startup.register(ready.set)
    dispatcher.startup.register(lambda: setattr(hooks, "started", True))
    dispatcher.shutdown.register(lambda: setattr(hooks, "stopped", True))
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    bot = AiogramBot(settings.telegram_bot_token.get_secret_value(), session=session)
    polling = asyncio.get_running_loop().create_task(
        dispatcher.start_polling(bot, handle_as_tasks=False, handle_signals=False, polling_timeout=5)
    )
    waiting = asyncio.get_running_loop().create_task(ready.wait())
    await asyncio.wait((polling, waiting), return_when=asyncio.FIRST_COMPLETED)
    if polling.done():
        waiting.cancel()
        await polling
    yield
    await dispatcher.stop_polling()
    await polling


def _aiogram_shop(hooks: HostsOwnHooks) -> Router:
    shop = Router()

    async def price(message: Message) -> None:
        await message.answer(PRICE)

    async def order(message: Message, state: FSMContext) -> None:
        await state.set_state(_Order.size)
        await message.answer(ASK_SIZE)

    async def size(message: Message, state: FSMContext) -> None:
        await state.clear()
        await message.answer(ORDERED)

    async def unknown_press(query: CallbackQuery) -> None:
        await query.answer(UNKNOWN_PRESS)

    async def unknown_in_group(message: Message) -> None:
        await message.answer(UNKNOWN_IN_GROUP)

    async def membership(changed: ChatMemberUpdated) -> None:
        hooks.blocked_by.append(changed.from_user.id)

    shop.message.register(price, Command("price"))
    shop.message.register(order, Command("order"))
    shop.message.register(size, _Order.size)
    shop.message.register(unknown_in_group, F.chat.type != "private")
    shop.callback_query.register(unknown_press)
    shop.my_chat_member.register(membership)
    return shop


@asynccontextmanager
async def ptb_host(settings: Settings, clock: Clock, hooks: HostsOwnHooks) -> AsyncIterator[None]:
    """What `run_polling` does, in a loop that runs already. Support is added before the host's handlers."""
    assert settings.telegram_bot_token
    api = settings.telegram_api_url

    async def started(_application: Any) -> None:
        hooks.started = True

    async def stopped(_application: Any) -> None:
        hooks.stopped = True

    application = (
        Application.builder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .update_queue(ConfirmedWhenHandled())
        .post_init(started)
        .post_shutdown(stopped)
        .build()
    )
    add_support(application, settings, clock=clock)
    _add_ptb_shop(application, hooks)
    assert application.updater
    assert application.post_init
    assert application.post_shutdown
    async with application:
        await application.post_init(application)
        await application.updater.start_polling(timeout=5)
        await application.start()
        yield
        await application.updater.stop()
        await application.stop()
    await application.post_shutdown(application)


def _add_ptb_shop(application: Application, hooks: HostsOwnHooks) -> None:
    async def membership(update: Update, _context: CallbackContext) -> None:
        assert update.my_chat_member
        hooks.blocked_by.append(update.my_chat_member.from_user.id)

    async def ban(update: Update, _context: CallbackContext) -> None:
        if update.effective_user and update.effective_user.id in hooks.banned:
            raise ApplicationHandlerStop

    words = filters.TEXT & ~filters.COMMAND
    size = MessageHandler(words, _reply(ORDERED, ConversationHandler.END))
    order = CommandHandler("order", _reply(ASK_SIZE, 1))
    application.add_handler(CommandHandler("price", _reply(PRICE)), group=1)
    application.add_handler(ConversationHandler([order], {1: [size]}, []))
    application.add_handler(MessageHandler(~filters.ChatType.PRIVATE, _reply(UNKNOWN_IN_GROUP)))
    application.add_handler(CallbackQueryHandler(_answer_unknown_press))
    application.add_handler(ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(TypeHandler(Update, ban), group=-2)
    application.add_handler(MessageHandler(filters.ALL, _look_on), group=-1)


def _reply(text: str, then: int | None = None) -> Callable[[Update, Any], Coroutine[Any, Any, object]]:
    async def reply(update: Update, _context: CallbackContext) -> object:
        assert update.effective_message
        await update.effective_message.reply_text(text)
        return then

    return reply


async def _answer_unknown_press(update: Update, _context: CallbackContext) -> None:
    assert update.callback_query
    await update.callback_query.answer(UNKNOWN_PRESS)


async def _look_on(_update: Update, _context: CallbackContext) -> None:
    """As statistics and logs do."""


HOSTS: dict[str, Host] = {"aiogram": aiogram_host, "python-telegram-bot": ptb_host}
