"""Replaces an agent's forbidden words by better ones.

Anything that is not the agent's own wording is left alone: code, links, addresses, quotations, names of
products.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from handlers.desk.text.inflection import in_the_form_of, same_gender
from handlers.desk.wording.rules import ForbiddenUse, WordingRule, find_forbidden
from storage.records.content import FormattedText, Span, SpanKind, utf16_length

_NOT_THEIR_WORDS = frozenset(
    {SpanKind.CODE, SpanKind.PRE, SpanKind.BLOCKQUOTE, SpanKind.EXPANDABLE_BLOCKQUOTE}
)
_FOREIGN = re.compile(
    r"""(?:https?://|www\.)\S+  # links and addresses, as people type them
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+ | @\w+
    | \b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:/\S*)?
    | `[^`\n]+` | ```[\s\S]+?```
    | «[^«»\n]+» | “[^“”\n]+” | „[^„“\n]+“ | "[^"\n]+"  # somebody else's words, or a name
    | ^>[^\n]*
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_LATIN_NAME = re.compile(r"[A-Z][a-z]+")
_AMID_SENTENCE = re.compile(r"[\w,;:)»”-]\s+$")
_CLAUSE_END = re.compile(r"[.!?…,;:\n]|\s[-–—]\s")
_SENTENCE_END = re.compile(r"[.!?…\n]")
_SUBORDINATE = re.compile(
    r",\s+(?:(?:в|во|на|с|со|о|об|от|из|за|к|по|для|у|до)\s+)?"
    r"(?:что|ч[её]м|чего|чему|как|как(?:ой|ая|ое|ие|ую)|кто|кого|кому|кем|почему|отчего|зачем|когда|где|куда"
    r"|откуда|сколько|what|why|how|when|where|who|which|whether|if)\b",
    re.IGNORECASE,
)
"""A clause that hangs on the one before: «не знаем, в чём дело»."""
_BEFORE = re.compile(r"\b(?P<word>an?|об?|со?)(?P<space>\s+)$", re.IGNORECASE)
"""Words whose form depends on the next one: a/an, о/об, с/со."""
_VOWEL = re.compile("[aeiouаэиоу]", re.IGNORECASE)
_HISS_AND_CONSONANT = re.compile("[сзшж][бвгджзклмнпрстфхцчшщ]|щ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text[start:end]` becomes `words`."""

    start: int
    end: int
    words: str


def find_in_reply(said: FormattedText, rules: Sequence[WordingRule]) -> tuple[ForbiddenUse, ...]:
    """The forbidden phrases in the agent's own wording."""
    left_alone = [*_spans_left_alone(said), *(found.span() for found in _FOREIGN.finditer(said.text))]
    return tuple(
        finding
        for finding in find_forbidden(said.text, rules)
        if not any(start < finding.end and finding.start < end for start, end in left_alone)
        and not _is_name(said.text, finding)
    )


def reword(said: FormattedText, rules: Sequence[WordingRule]) -> FormattedText:
    """The text with better words for the forbidden ones, and its formatting moved along."""
    text = said.text
    replacements = list(_without_overlaps(_replacements(text, find_in_reply(said, rules))))
    for change in reversed(replacements):
        text = text[: change.start] + change.words + text[change.end :]
    return FormattedText(text, _moved(said, replacements))


def _replacements(text: str, findings: Sequence[ForbiddenUse]) -> Iterator[Replacement]:
    for finding in findings:
        if finding.rule.replaces_clause:
            yield _whole_clause(text, finding)
        else:
            yield _phrase(text, finding)


def _whole_clause(text: str, finding: ForbiddenUse) -> Replacement:
    start = max((found.end() for found in _CLAUSE_END.finditer(text, 0, finding.start)), default=0)
    following = _CLAUSE_END.search(text, finding.end)
    if _SUBORDINATE.match(text, finding.end):
        following = _SENTENCE_END.search(text, finding.end)
    end = following.start() if following else len(text)
    clause = text[start:end]
    start, end = start + len(clause) - len(clause.lstrip()), end - (len(clause) - len(clause.rstrip()))
    return Replacement(start, end, in_the_form_of(text[start:end], finding.rule.alternatives[0]))


def _phrase(text: str, finding: ForbiddenUse) -> Replacement:
    words = _best_alternative(finding)
    shaped = in_the_form_of(finding.text, words)
    before = _BEFORE.search(text, 0, finding.start)
    fitting = before and _fitting(before["word"], shaped)
    if before is None or fitting == before["word"]:
        return Replacement(finding.start, finding.end, shaped)
    return Replacement(before.start(), finding.end, f"{fitting}{before['space']}{shaped}")


def _fitting(before: str, following: str) -> str:
    """The article or preposition in the form that `following` requires."""
    short = before[0]
    if short in "Сс":
        return short + ("о" if _HISS_AND_CONSONANT.match(following) else "")
    longer = "n" if short in "Aa" else "б"
    return short + (longer if _VOWEL.match(following) else "")


def _best_alternative(finding: ForbiddenUse) -> str:
    """The first alternative that suits adjectives around it, else the first."""
    alternatives = finding.rule.alternatives
    return next((word for word in alternatives if same_gender(finding.text, word)), alternatives[0])


def _without_overlaps(replacements: Iterator[Replacement]) -> Iterator[Replacement]:
    end = 0
    for change in sorted(replacements, key=lambda change: (change.start, -change.end)):
        if change.start >= end:
            yield change
            end = change.end


def _is_name(text: str, finding: ForbiddenUse) -> bool:
    """Return True for a capitalised Latin word within a sentence: "open Problem Manager" is a name."""
    return bool(
        _LATIN_NAME.fullmatch(finding.text)
        and _AMID_SENTENCE.search(text[max(0, finding.start - 3) : finding.start])
    )


def _spans_left_alone(said: FormattedText) -> Iterator[tuple[int, int]]:
    starts = _utf16_offsets(said.text)
    for span in said.spans:
        if span.kind in _NOT_THEIR_WORDS:
            yield bisect_right(starts, span.offset) - 1, bisect_right(starts, span.offset + span.length) - 1


def _moved(said: FormattedText, replacements: Sequence[Replacement]) -> tuple[Span, ...]:
    """The spans at the new places of their words, without empty ones."""
    offsets = _utf16_offsets(said.text)
    changes = [
        (offsets[change.start], offsets[change.end], utf16_length(change.words)) for change in replacements
    ]
    moved = (
        replace(
            span,
            offset=(start := _place(span.offset, changes, at_end=False)),
            length=_place(span.offset + span.length, changes, at_end=True) - start,
        )
        for span in said.spans
    )
    return tuple(span for span in moved if span.length > 0)


def _place(offset: int, changes: Sequence[tuple[int, int, int]], *, at_end: bool) -> int:
    """The place of a boundary after the changes; inside a replaced stretch it moves to its side of it."""
    shift = 0
    for start, end, length in changes:
        if offset >= end:
            shift += length - (end - start)
        elif offset > start:
            return start + shift + (length if at_end else 0)
    return offset + shift


def _utf16_offsets(text: str) -> list[int]:
    """The offset of each character, and of the end, in UTF-16 units."""
    return list(accumulate(map(utf16_length, text), initial=0))
