"""The envelope of a raw update, made before anybody reads it: its lane, and how long it may wait.

Works on the plain JSON and never raises: whatever Telegram may send reaches the disk before it is confirmed.
"""

import json
import zlib
from typing import Any

from bot.channels.commands import parse_command
from bot.channels.telegram_addresses import address
from storage.records.updates import Patience, RawUpdate

UNREADABLE_LANE = "telegram:unreadable"

_LARGEST_ID = 2**63 - 1  # the largest integer that a database column holds


def envelope(source: str, update: object) -> RawUpdate:
    """Put `update` into its lane: a chat, or one topic of a forum; updates without a chat share a lane."""
    raw = update if isinstance(update, dict) else {"unreadable": update}
    kind, event = _event(raw)
    message = _object(event.get("message")) if kind == "callback_query" else event
    return RawUpdate(
        source=source,
        update_id=_identifier(raw),
        lane=_lane(message) or _lane_of_person(event) or UNREADABLE_LANE,
        patience=_patience(message) if kind == "message" else Patience.NONE,
        album=_album(message),
        raw=raw,
    )


def confirmable_id(update: object) -> int | None:
    """The id that confirms `update` to Telegram, if it has a usable one."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number <= _LARGEST_ID else None


def _identifier(raw: dict[str, Any]) -> int:
    """The update's id; without a usable one, a negative number from its content, so that it is kept once."""
    number = confirmable_id(raw)
    if number is None:
        return -1 - zlib.crc32(json.dumps(raw, sort_keys=True).encode())
    return number


def _event(raw: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return next(((kind, event) for kind, event in raw.items() if isinstance(event, dict)), ("", {}))


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _lane(message: dict[str, Any]) -> str | None:
    chat = _object(message.get("chat")).get("id")
    if type(chat) is not int:
        return None
    thread = message.get("message_thread_id")
    # A reply in a plain group carries a thread id too, but that is no topic.
    if message.get("is_topic_message") is True and type(thread) is int:
        return f"{address(chat)}/{thread}"
    return address(chat)


def _lane_of_person(event: dict[str, Any]) -> str | None:
    person = _object(event.get("from")).get("id")
    return address(person) if type(person) is int else None


def _patience(message: dict[str, Any]) -> Patience:
    """Wait for a customer who may go on writing; staff and commands are read at once, albums when complete.

    An edit is read at once as well: in its lane it still comes after the message that it changes.
    """
    if _object(message.get("chat")).get("type") != "private":
        return Patience.ALBUM if _album(message) else Patience.NONE
    text = message.get("text") or message.get("caption")
    is_command = isinstance(text, str) and parse_command(text) is not None
    return Patience.NONE if is_command else Patience.BURST


def _album(message: dict[str, Any]) -> str | None:
    album = message.get("media_group_id")
    return album if isinstance(album, str) and album else None
