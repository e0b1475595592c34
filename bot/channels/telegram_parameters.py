"""Parts of the Bot API's calls: the place, the text and file, the buttons."""

import base64
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram_addresses import chat_id
from bot.channels.telegram_text import entities_of
from handlers.errors import Refused
from storage.records.actions import Keyboard
from storage.records.content import Content, Media
from storage.records.letters import ClaimedLetter

Parameters = dict[str, Any]

_BUTTON_DATA_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file sent with a call."""

    name: str
    data: bytes


def place_of(claimed: ClaimedLetter) -> Parameters:
    """The place of a new message: chat, topic, and the message replied to, if it still exists."""
    place: Parameters = {"chat_id": chat_id(claimed.posted.letter.to.chat)}
    if claimed.thread:
        place["message_thread_id"] = telegram_number(claimed.thread, "topic")
    if claimed.reply_to:
        place["reply_parameters"] = {
            "message_id": telegram_number(claimed.reply_to, "message"),
            "allow_sending_without_reply": True,
        }
    return place


def target_of(claimed: ClaimedLetter, deed: str) -> Parameters:
    """The message to change. Raises `Refused`, naming the `deed`, if there is none."""
    if claimed.target is None:
        raise Refused(f"no copy to {deed}")
    return {
        "chat_id": chat_id(claimed.posted.letter.to.chat),
        "message_id": telegram_number(claimed.target, "message"),
    }


def topic_of(claimed: ClaimedLetter) -> Parameters:
    """The topic to change. Raises `Refused` if there is none."""
    if claimed.thread is None:
        raise Refused("no topic to rename")
    return {
        "chat_id": chat_id(claimed.posted.letter.to.chat),
        "message_thread_id": telegram_number(claimed.thread, "topic"),
    }


def telegram_number(identifier: str, what: str) -> int:
    """An id as a number. Raises `Refused` for an id of another messenger."""
    if not identifier.isdecimal():
        raise Refused(f"{identifier!r} is no {what} of Telegram")
    return int(identifier)


def text_of(content: Content) -> Parameters:
    """The text of a message that has nothing else."""
    return {"text": content.text.text, "link_preview_options": {"is_disabled": True}} | given(
        entities=entities_of(content.text)
    )


def caption_of(content: Content) -> Parameters:
    """The caption of a file."""
    return given(caption=content.text.text, caption_entities=entities_of(content.text))


def spoiler_of(media: Media) -> Parameters:
    """The parameter that covers a file until it is pressed, if it has a spoiler."""
    return {"has_spoiler": True} if media.has_spoiler else {}


def file_of(media: Media) -> str | AttachedFile:
    """A file by its id at Telegram, or its bytes."""
    if media.upload is None:
        return media.file_id
    return AttachedFile(media.file_name or media.kind.value, base64.b64decode(media.upload))


def keyboard_of(keyboard: Keyboard) -> Parameters:
    """An inline keyboard. In an edit, an empty one removes the buttons, as the Bot API defines."""
    rows = [[{"text": button.text, "callback_data": button.data} for button in row] for row in keyboard]
    oversized = [
        button.data
        for row in keyboard
        for button in row
        if not 1 <= len(button.data.encode()) <= _BUTTON_DATA_BYTES
    ]
    if oversized:
        raise Refused(f"button data must have 1 to {_BUTTON_DATA_BYTES} bytes: {oversized[0]!r}")
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def given(**parameters: object) -> Parameters:
    """The parameters that are not empty."""
    return {name: value for name, value in parameters.items() if value}
