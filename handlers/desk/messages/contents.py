"""What messages contain: words, stickers, files, and things that cannot be copied."""

from collections.abc import Sequence

from storage.records.content import Content, MediaKind
from storage.records.messages import Message


def words_of(messages: Sequence[Message]) -> tuple[str, ...]:
    """The texts and captions, in order."""
    return tuple(message.content.text.text for message in messages if message.content.text)


def stickers_in(messages: Sequence[Message]) -> tuple[str, ...]:
    """The emoji of each sticker if nothing but stickers was sent; else empty."""
    media = [message.content.media for message in messages]
    stickers = [each for each in media if each is not None and each.kind is MediaKind.STICKER]
    return tuple(each.emoji or "" for each in stickers) if len(stickers) == len(messages) else ()


def sends_files(messages: Sequence[Message]) -> bool:
    """Return True if there is anything but words and stickers: it may tell what the words do not."""
    return any(not each.content.is_plain_text and not stickers_in([each]) for each in messages)


def can_cross(content: Content) -> bool:
    """Return False for polls, games and the like, which cannot be copied to the other side."""
    return content.unsupported is None
