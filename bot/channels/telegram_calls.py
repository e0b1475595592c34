"""Our letters as calls of the Bot API: a method, its parameters, and the meaning of the answer.

Nothing is decided here: what does not fit (an album of mixed kinds, a caption under a sticker, a text that is
too long) had to be split by the author of the letter, and is refused by Telegram.
"""

from dataclasses import dataclass

from bot.channels.telegram_addresses import chat_id
from bot.channels.telegram_parameters import (
    Parameters,
    caption_of,
    file_of,
    given,
    keyboard_of,
    place_of,
    spoiler_of,
    target_of,
    telegram_number,
    text_of,
    topic_of,
)
from handlers.channel import Delivered
from handlers.errors import InDoubt, Refused
from storage.records.actions import (
    Action,
    AnswerInline,
    AnswerPress,
    DeleteMessage,
    EditContent,
    OpenTopic,
    RenameTopic,
    SendAlbum,
    SendContent,
    SetButtons,
    Unreadable,
)
from storage.records.content import Content, Location, MediaKind
from storage.records.letters import ClaimedLetter

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
class BotApiCall:
    """A method of the Bot API by its exact name; parameters are JSON, or an `AttachedFile` at the top."""

    method: str
    parameters: Parameters


def call_for(claimed: ClaimedLetter) -> BotApiCall:
    """The one call that does what the letter asks. Raises `Refused` if Telegram could only refuse it."""
    letter = claimed.posted.letter
    match letter.action:
        case AnswerPress() | AnswerInline() as answer:
            return _answer(answer)
        case SendContent() as send:
            return _send(send.content, place_of(claimed) | keyboard_of(send.buttons))
        case SendAlbum(items):
            return _send_album(items, place_of(claimed))
        case EditContent() as edit:
            return _edit(edit, target_of(claimed, "edit"))
        case SetButtons() as change:
            return BotApiCall(
                "editMessageReplyMarkup", target_of(claimed, "edit") | keyboard_of(change.buttons)
            )
        case DeleteMessage():
            return BotApiCall("deleteMessage", target_of(claimed, "delete"))
        case OpenTopic() as topic:
            return BotApiCall("createForumTopic", {"chat_id": chat_id(letter.to.chat), "name": topic.name})
        case RenameTopic() as topic:
            return BotApiCall("editForumTopic", topic_of(claimed) | {"name": topic.name})
        case Unreadable():
            raise Refused("nobody can read the letter")


def delivered(action: Action, result: object) -> Delivered:
    """Read the call's answer. Raises `InDoubt` if it names no message: there may well be one."""
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
    """The call that reopens a closed topic."""
    return BotApiCall(
        "reopenForumTopic", {"chat_id": chat_id(chat), "message_thread_id": telegram_number(thread, "topic")}
    )


def _answer(answer: AnswerPress | AnswerInline) -> BotApiCall:
    """Answer a press or an inline query; inline answers are personal, past Telegram's cache."""
    if isinstance(answer, AnswerPress):
        return BotApiCall(
            "answerCallbackQuery", {"callback_query_id": answer.query} | given(text=answer.text)
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
        file = {content.media.kind.value: file_of(content.media)}
        return BotApiCall(
            _SEND_METHODS[content.media.kind],
            place | file | caption_of(content) | spoiler_of(content.media),
        )
    if content.location:
        return _send_location(content.location, place)
    if content.contact:
        shared = content.contact
        person = {"phone_number": shared.phone_number, "first_name": shared.first_name}
        return BotApiCall("sendContact", place | person | given(last_name=shared.last_name))
    return BotApiCall("sendMessage", place | text_of(content))


def _send_location(location: Location, place: Parameters) -> BotApiCall:
    point = {"latitude": location.latitude, "longitude": location.longitude}
    if location.title is None:
        return BotApiCall("sendLocation", place | point)
    return BotApiCall(
        "sendVenue", place | point | {"title": location.title, "address": location.address or location.title}
    )


def _edit(edit: EditContent, target: Parameters) -> BotApiCall:
    buttons = keyboard_of(edit.buttons)
    if edit.content.is_plain_text:
        return BotApiCall("editMessageText", target | text_of(edit.content) | buttons)
    if edit.content.media and edit.content.media.kind not in _WITHOUT_CAPTION:
        return BotApiCall("editMessageCaption", target | caption_of(edit.content) | buttons)
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
    return part | caption_of(content) | spoiler_of(content.media)
