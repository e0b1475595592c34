"""Crossings of messages between the customer and the staff: unchanged, signed if an agent speaks.

Limits are Telegram's, in UTF-16 units: https://core.telegram.org/bots/api#sendmessage and #sendphoto.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from handlers.desk.reading.secrets import mask
from handlers.desk.text.splitting import split_text
from storage.records.actions import Action, DeleteMessage, EditContent, SendAlbum, SendContent
from storage.records.content import Content, FormattedText, MediaKind, SpanKind, styled, utf16_length
from storage.records.message_refs import MessageRef
from storage.records.messages import Message

LONGEST_CAPTION = 1024
_WITHOUT_CAPTION = frozenset({MediaKind.STICKER, MediaKind.VIDEO_NOTE})


@dataclass(frozen=True, slots=True)
class Crossing:
    """One call to the other side.

    The action, the messages that it shows, and its piece of a split text.
    """

    action: Action
    shows: tuple[MessageRef, ...] = ()
    part: int = 0


def masked(content: Content) -> Content:
    """The same message with secrets hidden; masks keep the length, so the formatting still fits."""
    return replace(content, text=replace(content.text, text=mask(content.text.text)))


def takes_caption(content: Content) -> bool:
    """Return True if the content can have a caption."""
    return content.media is not None and content.media.kind not in _WITHOUT_CAPTION


def sign(content: Content, signature: str) -> tuple[Content, ...]:
    """The messages that carry `content` to a customer under the agent's name, in their order.

    The signature goes into the text or the caption if it fits, else on a line before. A long text is split.
    """
    line = styled(signature, SpanKind.BOLD)
    if content.is_plain_text:
        return tuple(Content(piece) for piece in split_text(line + "\n" + content.text))
    caption = line + "\n" + content.text if content.text else line
    if takes_caption(content) and utf16_length(caption.text) <= LONGEST_CAPTION:
        return (replace(content, text=caption),)
    return (Content(line), content)


def without_signature(text: FormattedText) -> str:
    """The agent's words in a text signed by `sign`; empty if there is only the name."""
    first = min(text.spans, key=lambda span: span.offset, default=None)
    if first is None or first.kind is not SpanKind.BOLD or first.offset:
        return text.text
    signature, _, words = text.text.partition("\n")
    return words if utf16_length(signature) == first.length else text.text


def unsigned(content: Content) -> tuple[Content, ...]:
    """The messages that carry a customer's `content` to the staff: unchanged, a long text in pieces."""
    if not content.is_plain_text:
        return (content,)
    return tuple(Content(piece) for piece in split_text(content.text))


def crossings_of_customer(messages: Sequence[Message]) -> Iterator[Crossing]:
    """Crossings of a customer's messages to the topic: albums stay together, replies stay replies."""
    for album in _albums(messages):
        if len(album) > 1:
            yield Crossing(
                SendAlbum(tuple(part.content for part in album), reply_to=album[0].reply_to),
                shows=tuple(part.ref for part in album),
            )
        else:
            yield from _pieces(album[0], unsigned(album[0].content))


def crossings_of_agent(messages: Sequence[Message], signature: str) -> Iterator[Crossing]:
    """Crossings of an agent's messages to the customer, signed."""
    for album in _albums(messages):
        if len(album) == 1:
            yield from _pieces(album[0], sign(album[0].content, signature))
            continue
        *line, first = sign(album[0].content, signature)
        items = (first, *(part.content for part in album[1:]))
        yield from (Crossing(SendContent(content)) for content in line)
        yield Crossing(SendAlbum(items, reply_to=album[0].reply_to), shows=tuple(part.ref for part in album))


def crossings_of_edit(
    ref: MessageRef, before: Sequence[Content], after: Sequence[Content]
) -> Iterator[Crossing]:
    """The calls that turn the copies of `before` into those of `after`: pieces may be added or removed.

    A messenger can edit words in place; if anything else changed, the copies are deleted and sent anew.
    """
    if not all(_can_become(old, new) for old, new in zip(before, after, strict=False)):
        yield from (Crossing(DeleteMessage(ref, part)) for part, _ in enumerate(before))
        before = ()
    for part, (old, new) in enumerate(zip_longest(before, after)):
        if new is None:
            yield Crossing(DeleteMessage(ref, part))
        elif old is None:
            yield Crossing(SendContent(new), shows=(ref,), part=part)
        elif new.text != old.text:
            yield Crossing(EditContent(ref, new, part=part))


def _can_become(old: Content, new: Content) -> bool:
    """Return True if only words differ, or a live location moved: following each step would be a flood."""
    return replace(old, text=new.text) == new or bool(old.location and new.location)


def _pieces(message: Message, contents: Iterable[Content]) -> Iterator[Crossing]:
    for part, content in enumerate(contents):
        reply_to = message.reply_to if part == 0 else None
        yield Crossing(SendContent(content, reply_to=reply_to), shows=(message.ref,), part=part)


def _albums(messages: Sequence[Message]) -> Iterator[tuple[Message, ...]]:
    """Neighbours of one album together (ten at most, as messengers take them), anything else alone."""
    for album, run in groupby(messages, key=lambda message: message.album):
        parts = tuple(run)
        size = 10 if album else 1
        yield from (parts[start : start + size] for start in range(0, len(parts), size))


def formatted(text: str) -> Content:
    """A plain text as a message."""
    return Content(FormattedText(text))
