"""Text between Telegram and us: formatting, commands, and nothing about chats.

Telegram's entities and our spans both count UTF-16 units, so offsets cross unchanged.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from handlers.channel import Command
from storage.content import FormattedText, Span, SpanKind, utf16_length

if TYPE_CHECKING:  # python-telegram-bot's entities have the same attributes
    from aiogram.types import MessageEntity

_KINDS = frozenset(SpanKind)

# As Telegram itself reads commands: "/var/www" and "//" are words, not commands.
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,64})(?:@(?P<bot>[A-Za-z0-9_]+))?(?=\s|$)")


def formatted(text: str | None, entities: "Iterable[MessageEntity] | None") -> FormattedText:
    """A text as it was formatted. Links and mentions that Telegram finds by itself are left out."""
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


def parse_command(text: str, own_username: str | None = None) -> Command | None:
    """The command that `text` begins with, if any.

    One that names a bot is for another bot unless the name is ours; while ours is unknown it counts as ours.
    """
    found = _COMMAND.match(text)
    if found is None:
        return None
    named = found["bot"]
    return Command(
        name=found["name"].lower(),
        arguments=text[found.end() :].strip(),
        for_another_bot=bool(named and own_username and named.lower() != own_username.lower()),
    )
