"""Our letters as calls of the Bot API: a method, its parameters, and what its answer means.

Nothing is decided here: what does not fit (an album of mixed kinds, a caption under a sticker, a text that is
too long) was to be taken apart by whoever wrote the letter, and is refused by Telegram.
"""

import base64
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram_addresses import chat_id
from bot.channels.telegram_text import entities_of
from handlers.channel import Delivered
from handlers.errors import InDoubt, Refused
from storage.records.actions import (
    Action,
    AnswerInline,
    AnswerPress,
    DeleteMessage,
    EditContent,
    Keyboard,
    OpenTopic,
    RenameTopic,
    SendAlbum,
    SendContent,
    SetButtons,
    Unreadable,
)
from storage.records.content import Content, Location, Media, MediaKind
from storage.records.letters import ClaimedLetter

Parameters = dict[str, Any]

_BUTTON_DATA_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton

_SEND_METHODS = {
    MediaKind.PHOTO: "sendPhoto",
    MediaKind.DOCUMENT: "sendDocument",
    MediaKind.VOICE: "sendVoice",
    MediaKind.VIDEO: "sendVideo",
    MediaKind.VIDEO_NOTE: "sendVideoNote",
    MediaKind.AUDIO: "sendAudio",
    MediaKind.ANIMATION: "sendAnimation",
    MediaKind.STICKER: "sendSticker",
}
_WITHOUT_CAPTION = frozenset({MediaKind.VIDEO_NOTE, MediaKind.STICKER})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes along with a call."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BotApiCall:
    """A method of the Bot API by its exact name; its parameters are plain JSON, or at the top an `Upload`."""

    method: str
    parameters: Parameters


def call_for(claimed: ClaimedLetter) -> BotApiCall:
    """The one call that does what the letter asks. Raises `Refused` for what Telegram could only refuse."""
    letter = claimed.posted.letter
    match letter.action:
        case AnswerPress() | AnswerInline() as answer:
            return _answer(answer)
        case SendContent() as send:
            return _send(send.content, _place(claimed) | _buttons(send.buttons))
        case SendAlbum(items):
            return _send_album(items, _place(claimed))
        case EditContent() as edit:
            return _edit(edit, _target(claimed, "edit"))
        case SetButtons() as change:
            return BotApiCall("editMessageReplyMarkup", _target(claimed, "edit") | _buttons(change.buttons))
        case DeleteMessage():
            return BotApiCall("deleteMessage", _target(claimed, "delete"))
        case OpenTopic() as topic:
            return BotApiCall("createForumTopic", {"chat_id": chat_id(letter.to.chat), "name": topic.name})
        case RenameTopic() as topic:
            return BotApiCall("editForumTopic", _topic(claimed) | {"name": topic.name})
        case Unreadable():
            raise Refused("nobody can read the letter")


def delivered(action: Action, result: object) -> Delivered:
    """What the call's answer tells. Raises `InDoubt` when it names no message: there may well be one."""
    match action:
        case SendContent() | SendAlbum():
            messages = result if isinstance(result, list) and result else [result]
            return Delivered(messages=tuple(_told(message, "message_id") for message in messages))
        case OpenTopic():
            return Delivered(thread=_told(result, "message_thread_id"))
        case _:
            return Delivered()


def _told(result: object, name: str) -> str:
    if not isinstance(result, dict) or name not in result:
        raise InDoubt(f"Telegram's answer holds no {name}")
    return str(result[name])


def reopen_call(chat: str, thread: str) -> BotApiCall:
    """Open a topic that was closed."""
    return BotApiCall(
        "reopenForumTopic", {"chat_id": chat_id(chat), "message_thread_id": _number(thread, "topic")}
    )


def _answer(answer: AnswerPress | AnswerInline) -> BotApiCall:
    """To an inline query for this very person: no other one's answer may come out of Telegram's memory."""
    if isinstance(answer, AnswerPress):
        return BotApiCall(
            "answerCallbackQuery", {"callback_query_id": answer.query} | _given(text=answer.text)
        )
    results = [
        {
            "type": "article",
            "id": choice.id,
            "title": choice.title,
            "description": choice.description,
            "input_message_content": {"message_text": choice.text},
        }
        for choice in answer.choices
    ]
    return BotApiCall(
        "answerInlineQuery",
        {
            "inline_query_id": answer.query,
            "results": results,
            "cache_time": answer.remembered_seconds,
            "is_personal": True,
        },
    )


def _send(content: Content, place: Parameters) -> BotApiCall:
    if content.unsupported:
        raise Refused(f"a message of the kind {content.unsupported!r} cannot be sent")
    if content.media:
        file = {content.media.kind.value: _file(content.media)}
        return BotApiCall(
            _SEND_METHODS[content.media.kind], place | file | _caption(content) | _spoiler(content.media)
        )
    if content.location:
        return _send_location(content.location, place)
    if content.contact:
        shared = content.contact
        person = {"phone_number": shared.phone_number, "first_name": shared.first_name}
        return BotApiCall("sendContact", place | person | _given(last_name=shared.last_name))
    return BotApiCall("sendMessage", place | _text(content))


def _send_location(location: Location, place: Parameters) -> BotApiCall:
    point = {"latitude": location.latitude, "longitude": location.longitude}
    if location.title is None:
        return BotApiCall("sendLocation", place | point)
    return BotApiCall(
        "sendVenue", place | point | {"title": location.title, "address": location.address or location.title}
    )


def _edit(edit: EditContent, target: Parameters) -> BotApiCall:
    buttons = _buttons(edit.buttons)
    if edit.content.is_plain_text:
        return BotApiCall("editMessageText", target | _text(edit.content) | buttons)
    if edit.content.media and edit.content.media.kind not in _WITHOUT_CAPTION:
        return BotApiCall("editMessageCaption", target | _caption(edit.content) | buttons)
    return BotApiCall("editMessageReplyMarkup", target | buttons)


def _send_album(items: tuple[Content, ...], place: Parameters) -> BotApiCall:
    if len(items) == 1:
        return _send(items[0], place)
    return BotApiCall("sendMediaGroup", place | {"media": [_album_part(item) for item in items]})


def _album_part(content: Content) -> Parameters:
    if content.media is None:
        raise Refused("an album holds files only")
    if content.media.upload is not None:
        raise Refused("an album holds files that Telegram has already")
    part = {"type": content.media.kind.value, "media": content.media.file_id}
    return part | _caption(content) | _spoiler(content.media)


def _place(claimed: ClaimedLetter) -> Parameters:
    """Where a new message goes: chat, topic, and what it replies to, if that still stands."""
    place: Parameters = {"chat_id": chat_id(claimed.posted.letter.to.chat)}
    if claimed.thread:
        place["message_thread_id"] = _number(claimed.thread, "topic")
    if claimed.reply_to:
        place["reply_parameters"] = {
            "message_id": _number(claimed.reply_to, "message"),
            "allow_sending_without_reply": True,
        }
    return place


def _target(claimed: ClaimedLetter, deed: str) -> Parameters:
    if claimed.target is None:
        raise Refused(f"no copy to {deed}")
    return {
        "chat_id": chat_id(claimed.posted.letter.to.chat),
        "message_id": _number(claimed.target, "message"),
    }


def _topic(claimed: ClaimedLetter) -> Parameters:
    if claimed.thread is None:
        raise Refused("no topic to rename")
    return {
        "chat_id": chat_id(claimed.posted.letter.to.chat),
        "message_thread_id": _number(claimed.thread, "topic"),
    }


def _number(identifier: str, what: str) -> int:
    if not identifier.isdecimal():
        raise Refused(f"{identifier!r} is no {what} of Telegram")
    return int(identifier)


def _text(content: Content) -> Parameters:
    return {"text": content.text.text, "link_preview_options": {"is_disabled": True}} | _given(
        entities=entities_of(content.text)
    )


def _caption(content: Content) -> Parameters:
    return _given(caption=content.text.text, caption_entities=entities_of(content.text))


def _spoiler(media: Media) -> Parameters:
    return {"has_spoiler": True} if media.has_spoiler else {}


def _file(media: Media) -> str | Upload:
    if media.upload is None:
        return media.file_id
    return Upload(media.file_name or media.kind.value, base64.b64decode(media.upload))


def _buttons(keyboard: Keyboard) -> Parameters:
    """An inline keyboard. Without one an edit takes the buttons away, as the Bot API has it."""
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


def _given(**parameters: object) -> Parameters:
    return {name: value for name, value in parameters.items() if value}
