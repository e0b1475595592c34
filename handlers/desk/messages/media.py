"""Names for messages without words, and for tickets that have none."""

from collections.abc import Iterable

from handlers.phrases import Speech
from storage.records.content import Content
from storage.records.messages import Author, Message


def name_media(speech: Speech, content: Content) -> str | None:
    """«фото», "voice message" …; None for a plain text."""
    if content.media is not None:
        return speech.say(f"media-{content.media.kind}")
    if content.location is not None:
        return speech.say("media-location")
    if content.contact is not None:
        return speech.say("media-contact")
    return None


def has_attachments(said: Iterable[Message]) -> bool:
    """Return True if the customer sent anything but words."""
    return any(each.author is Author.CUSTOMER and not each.content.is_plain_text for each in said)


def say_wordless(speech: Speech, *, with_attachments: bool) -> str:
    """The text in place of a question without words: says what there is instead."""
    return speech.say("card-wordless" if with_attachments else "card-wordless-call")
