"""Mending letters that a messenger did not take: the same in a form that it takes. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.desk.text.splitting import LONGEST_REPEATABLE, split_text
from storage.records.actions import Action, EditContent, SendAlbum, SendContent
from storage.records.content import Content, FormattedText, utf16_length
from storage.records.letters import Letter

LONGEST_CAPTION = 1024 - 256
"""Telegram's limit (https://core.telegram.org/bots/api#sendphoto), less room for the mark of a repeat."""


def without_formatting(letter: Letter) -> Letter:
    """The same words without formatting."""
    match letter.action:
        case SendContent() | EditContent() as action:
            return replace(letter, action=replace(action, content=_plain(action.content)))
        case SendAlbum() as action:
            return replace(letter, action=replace(action, items=tuple(map(_plain, action.items))))
        case _:
            return letter


def in_pieces(letter: Letter) -> tuple[Letter, ...]:
    """The same letter in pieces that fit; the letter alone if there is nothing to cut.

    The first piece keeps the reply, the last one the buttons. Words too many for a caption follow their file
    as a message of their own.
    """
    actions = tuple(_pieces(letter.action))
    if len(actions) == 1:
        return (letter,)
    return tuple(
        replace(letter, action=action, part=letter.part + number, replaces=None)
        for number, action in enumerate(actions)
    )


def _plain(content: Content) -> Content:
    return replace(content, text=FormattedText(content.text.text))


def _pieces(action: Action) -> Iterator[Action]:
    match action:
        case SendContent() | EditContent():
            yield from _with_buttons_last(action, _messages(action.content))
        case SendAlbum(items):
            yield replace(action, items=tuple(map(_with_short_caption, items)))
            for item in items:
                yield from map(SendContent, _overflow(item))
        case _:
            yield action


def _with_buttons_last(action: SendContent | EditContent, messages: Sequence[Content]) -> Iterator[Action]:
    if len(messages) == 1:
        yield action
        return
    first, *between, last = messages
    yield replace(action, content=first, buttons=())
    yield from map(SendContent, between)
    yield SendContent(last, buttons=action.buttons)


def _messages(content: Content) -> list[Content]:
    if content.is_plain_text:
        return [Content(piece) for piece in split_text(content.text, LONGEST_REPEATABLE)] or [content]
    return [_with_short_caption(content), *_overflow(content)]


def _with_short_caption(content: Content) -> Content:
    return replace(content, text=FormattedText()) if _caption_overflows(content) else content


def _overflow(content: Content) -> list[Content]:
    """The words that do not fit under a file, as messages."""
    if not _caption_overflows(content):
        return []
    return [Content(piece) for piece in split_text(content.text, LONGEST_REPEATABLE)]


def _caption_overflows(content: Content) -> bool:
    return not content.is_plain_text and utf16_length(content.text.text) > LONGEST_CAPTION
