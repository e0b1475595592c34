"""What a message of Telegram holds, as our `Content`."""

from typing import TYPE_CHECKING

from bot.channels.telegram_text import formatted
from storage.content import Contact, Content, Location, Media, MediaKind

if TYPE_CHECKING:  # python-telegram-bot's messages have the same attributes
    from aiogram.types import Message

# An animation comes with a `document` of the same file beside it, so it is looked for first.
_FILES = (
    MediaKind.ANIMATION,
    MediaKind.DOCUMENT,
    MediaKind.VOICE,
    MediaKind.VIDEO,
    MediaKind.VIDEO_NOTE,
    MediaKind.AUDIO,
    MediaKind.STICKER,
)

_UNSUPPORTED = (
    "checklist",
    "dice",
    "game",
    "giveaway",
    "giveaway_winners",
    "invoice",
    "paid_media",
    "poll",
    "rich_message",
    "story",
)


def content_of(message: "Message") -> Content:
    """The content of `message`; a kind that cannot cross is named in `unsupported` (`unknown`: a new one)."""
    if message.text:
        return Content(text=formatted(message.text, message.entities))
    caption = formatted(message.caption, message.caption_entities)
    if media := _media(message):
        return Content(text=caption, media=media)
    if message.venue:
        point = message.venue.location
        return Content(
            location=Location(point.latitude, point.longitude, message.venue.title, message.venue.address)
        )
    if message.location:
        return Content(location=Location(message.location.latitude, message.location.longitude))
    if message.contact:
        shared = message.contact
        return Content(contact=Contact(shared.phone_number, shared.first_name, shared.last_name))
    kind = next((name for name in _UNSUPPORTED if getattr(message, name, None)), "unknown")
    return Content(text=caption, unsupported=kind)


def _media(message: "Message") -> Media | None:
    has_spoiler = bool(message.has_media_spoiler)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Media(MediaKind.PHOTO, largest.file_id, size=largest.file_size, has_spoiler=has_spoiler)
    for kind in _FILES:
        if file := getattr(message, kind.value):
            return Media(
                kind,
                file.file_id,
                file_name=getattr(file, "file_name", None),
                mime_type=getattr(file, "mime_type", None),
                size=file.file_size,
                has_spoiler=has_spoiler,
            )
    return None
