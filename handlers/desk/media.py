"""How a message without words is named to people."""

from handlers.phrases import Phrases
from storage.content import Content


def name_media(phrases: Phrases, language: str, content: Content) -> str | None:
    """«фото», "voice message" …; None for a plain text."""
    if content.media is not None:
        return phrases.say(language, f"media-{content.media.kind}")
    if content.location is not None:
        return phrases.say(language, "media-location")
    if content.contact is not None:
        return phrases.say(language, "media-contact")
    return None
