"""Splits long texts into pieces that a messenger takes, formatting kept.

A cut is at the best border that leaves a piece at least half full: between paragraphs, lines, sentences,
words; else between characters, never inside one that people see as a unit. White space at a cut is dropped.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from handlers.desk.text.characters import cut_at_character
from storage.records.content import FormattedText, Span, utf16_length

LONGEST_MESSAGE = 4096
"""Telegram's limit: https://core.telegram.org/bots/api#sendmessage"""

LONGEST_REPEATABLE = LONGEST_MESSAGE - 256
"""The same, less room for the mark of a possible repeat."""

_BORDERS = tuple(map(re.compile, (r"\n\s*\n\s*", r"\s*\n\s*", r"(?<=[.!?…])\s+", r"\s+")))


def split_text(whole: FormattedText, limit: int = LONGEST_MESSAGE) -> tuple[FormattedText, ...]:
    """`whole` in pieces of at most `limit` UTF-16 units; none is empty, so a blank text has no pieces.

    Joined, the pieces are the text again except for the white space at the cuts; spans stay on their
    characters.
    """
    if utf16_length(whole.text) <= limit:
        return (whole,) if whole.text.strip() else ()
    units = _units(whole)
    return tuple(_piece(whole, units, start, end) for start, end in _stretches(whole.text, units, limit))


def piece_of(whole: FormattedText, start: int, end: int) -> FormattedText:
    """The characters from `start` to `end`; spans stay on theirs."""
    return _piece(whole, _units(whole), start, end)


def _units(whole: FormattedText) -> tuple[int, ...]:
    """The offset of each character in UTF-16 units, and the end of the last one."""
    return (0, *accumulate(map(utf16_length, whole.text)))


def _stretches(text: str, units: tuple[int, ...], limit: int) -> Iterator[tuple[int, int]]:
    start, stop = _trim(text, 0, len(text))
    while start < stop:
        reach = bisect_right(units, units[start] + limit) - 1
        end, begin = (stop, stop) if reach >= stop else _cut(text, start, max(reach, start + 1))
        yield _trim(text, start, end)
        start, _ = _trim(text, begin, stop)


def _cut(text: str, start: int, reach: int) -> tuple[int, int]:
    """The end of the piece from `start`, at most at `reach`, and the start of the next one."""
    half = (start + reach) // 2
    for border in _BORDERS:
        cuts = [match for match in border.finditer(text, half, reach + 1) if match.start() <= reach]
        if cuts:
            return cuts[-1].start(), cuts[-1].end()
    end = start + cut_at_character(text[start : reach + 1], reach - start)
    return end, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _piece(whole: FormattedText, units: tuple[int, ...], start: int, end: int) -> FormattedText:
    spans = (_clip(span, units[start], units[end]) for span in whole.spans)
    return FormattedText(whole.text[start:end], tuple(span for span in spans if span.length > 0))


def _clip(span: Span, start: int, end: int) -> Span:
    """The part of `span` between two offsets, counted from the first; without length if it lies outside."""
    first, last = max(span.offset, start), min(span.offset + span.length, end)
    return replace(span, offset=first - start, length=last - first)
