"""Translates formatted text between Telegram and us; knows nothing about chats.

Telegram's entities and our spans both count UTF-16 units, so offsets cross unchanged.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storage.records.content import FormattedText, Span, SpanKind, utf16_length

if TYPE_CHECKING:  # python-telegram-bot's entities have the same attributes
    from aiogram.types import MessageEntity

_KINDS = frozenset(SpanKind)


def formatted(text: str | None, entities: "Iterable[MessageEntity] | None") -> FormattedText:
    """The text with its formatting. Links and mentions that Telegram finds by itself are left out."""
    if not text:
        return FormattedText()
    end = utf16_length(text)
    spans = (_span(entity) for entity in entities or () if entity.type in _KINDS)
    return FormattedText(text, tuple(span for span in spans if _lies_within(span, end)))


def _span(entity: "MessageEntity") -> Span:
    return Span(SpanKind(entity.type), entity.offset, entity.length, entity.url or entity.language)


def _lies_within(span: Span, end: int) -> bool:
    return span.offset >= 0 and span.length > 0 and span.offset + span.length <= end


def entities_of(text: FormattedText) -> list[dict[str, Any]]:
    """The Bot API's entities for the spans of `text`."""
    return [_entity(span) for span in text.spans]


def _entity(span: Span) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": span.kind.value, "offset": span.offset, "length": span.length}
    if span.detail and span.kind is SpanKind.TEXT_LINK:
        entity["url"] = span.detail
    if span.detail and span.kind is SpanKind.PRE:
        entity["language"] = span.detail
    return entity
