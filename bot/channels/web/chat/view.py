"""A message of the chat for its page: plain JSON, no markup."""

from typing import Any

from storage.records.content import Content, Media
from storage.tables.web_chat import WebAuthor
from storage.web.chat import WebMessage

UPLOAD = "web:"
"""The prefix of ids of files in our own folder of uploads."""

_SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


def view(message: WebMessage) -> dict[str, Any]:
    """A message as JSON. Offsets of formatting count UTF-16 units, as JavaScript's strings do."""
    return {
        "id": message.id,
        "position": message.position,
        "changed": message.changed,
        "author": message.author.value,
        "at": message.at.isoformat(),
        "edited": message.edited_at is not None,
        "deleted": message.deleted,
        "replyTo": message.reply_to,
        "pressed": message.pressed,
        "buttons": [
            [{"text": button.text, "data": button.data} for button in row] for row in message.buttons
        ],
        **content_view(message.content),
    }


def views(messages: tuple[WebMessage, ...]) -> list[dict[str, Any]]:
    """Several messages, without notices, which are no part of the conversation."""
    return [view(message) for message in messages if message.author is not WebAuthor.NOTICE]


def content_view(content: Content) -> dict[str, Any]:
    """The content of a message as JSON."""
    return {
        "text": content.text.text,
        "spans": [
            {"kind": span.kind.value, "offset": span.offset, "length": span.length, "detail": span.detail}
            for span in content.text.spans
        ],
        "file": _file(content.media) if content.media else None,
        "place": _place(content),
        "contact": _contact(content),
    }


def _file(media: Media) -> dict[str, Any]:
    return {
        "url": f"/chat/files/{media.file_id.removeprefix(UPLOAD)}",
        "name": media.file_name or media.kind.value,
        "size": media.size,
        "picture": media.mime_type in _SHOWN_INLINE,
    }


def _place(content: Content) -> dict[str, Any] | None:
    if content.location is None:
        return None
    return {
        "latitude": content.location.latitude,
        "longitude": content.location.longitude,
        "title": content.location.title,
        "address": content.location.address,
    }


def _contact(content: Content) -> dict[str, Any] | None:
    if content.contact is None:
        return None
    names = (content.contact.first_name, content.contact.last_name)
    return {"name": " ".join(name for name in names if name), "phone": content.contact.phone_number}
