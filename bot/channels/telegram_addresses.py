"""Addresses of Telegram chats: `telegram:42` for us, 42 for the Bot API."""

from handlers.errors import Refused

_PREFIX = "telegram:"


def address(chat_id: int) -> str:
    """The address of a chat, and so of a person, by the Bot API's own number."""
    return f"{_PREFIX}{chat_id}"


def chat_id(chat: str) -> int:
    """The Bot API's number of a chat. Raises `Refused` for an address of another messenger."""
    number = chat.removeprefix(_PREFIX)
    if number == chat or not number.lstrip("-").isdecimal():
        raise Refused(f"{chat} is no chat of Telegram")
    return int(number)
