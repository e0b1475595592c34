"""Both libraries' channels, and letters for them."""

from datetime import UTC, datetime

from bot.channels.telegram_aiogram import AiogramTelegram
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_inbound import BotIdentity
from bot.channels.telegram_ptb import PtbTelegram
from storage.records.actions import Action
from storage.records.letters import ClaimedLetter, Destination, Letter, LetterState, PostedLetter

LIBRARIES = ("aiogram", "python-telegram-bot")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BOT = BotIdentity(7000, "desk_bot")
TOKEN = f"{BOT.id}:{'a' * 35}"


def a_channel(library: str, token: str = TOKEN, api_url: str = "http://127.0.0.1:9") -> TelegramChannel:
    """A channel that does not wait long between its tries. Nothing listens at the default address."""
    twin = AiogramTelegram if library == "aiogram" else PtbTelegram
    return twin(token, api_url, clock=lambda: NOW, pauses=(0.01, 0.05))


def a_claimed_letter(
    action: Action,
    *,
    chat: int = 42,
    thread: str | None = None,
    reply_to: str | None = None,
    target: str | None = None,
) -> ClaimedLetter:
    """A claimed letter to a chat of Telegram."""
    letter = Letter(to=Destination(f"telegram:{chat}"), action=action, language="en")
    posted = PostedLetter(1, letter, LetterState.SENDING, 1, NOW, NOW)
    return ClaimedLetter(posted, thread=thread, reply_to=reply_to, target=target)
