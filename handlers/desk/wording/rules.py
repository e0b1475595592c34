"""Words that the bot never says and agents are helped to avoid, each with what to say instead.

A rule's phrase matches every inflection of its words («проблема» also finds «проблемой»), in any case and
with any white space; "..." between words leaves room for up to three others («не могу ... помочь»).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from handlers.desk.text.vocabulary import fold_case
from handlers.desk.text.word_forms import folded_stem, is_same_word

_GAP = "..."
_LONGEST_GAP = 3  # words: «не могу вам сейчас ничем помочь» is still a refusal

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class WordingRule:
    """Forbids `phrase` and proposes `instead`.

    For one word `instead` may list several, separated by commas, the best first. If it ends with a full stop,
    it replaces the whole clause around the phrase.
    """

    phrase: str
    instead: str

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The replacements for the phrase, the best first."""
        said = self.instead.removesuffix(".")
        parts = said.split(",") if len(_read_phrase(self.phrase)) == 1 else (said,)
        return tuple(part.strip() for part in parts if part.strip())

    @property
    def replaces_clause(self) -> bool:
        """True if the clause around the phrase is replaced with it."""
        return self.instead.endswith(".")


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """A use of a forbidden phrase: the words as they stand in the text, their place, and the rule."""

    text: str
    start: int
    end: int
    rule: WordingRule


_TO_SOLUTION = "ваш вопрос может быть решён другим специалистом."
_TO_INQUIRY = "сейчас уточню информацию по вашему вопросу."
_TO_PLACE = "this can be solved by another specialist."

DEFAULT_RULES: tuple[WordingRule, ...] = (
    WordingRule("проблема", "ситуация, инцидент"),
    WordingRule("проблемный", "непростой"),
    WordingRule("проблематично", "потребует времени"),
    *(
        WordingRule(phrase, _TO_SOLUTION)
        for phrase in (
            *("не могу ... помочь", "не можем ... помочь", "не смогу ... помочь", "не сможем ... помочь"),
            *("помочь ... не могу", "помочь ... не можем", "помочь ... не смогу", "помочь ... не сможем"),
        )
    ),
    *(WordingRule(phrase, _TO_INQUIRY) for phrase in ("не знаю", "без понятия")),
    WordingRule("problem", "situation"),
    WordingRule("problematic", "difficult"),
    *(
        WordingRule(phrase, _TO_PLACE)
        for phrase in (
            *("cannot ... help", "can not ... help", "can't ... help", "cant ... help", "unable to ... help"),
            *("could not ... help", "couldn't ... help", "won't be able to ... help"),
        )
    ),
    *(
        WordingRule(phrase, "I will find out.")
        for phrase in ("don't know", "dont know", "do not ... know", "no idea")
    ),
)


def find_forbidden(
    text: str, rules: Sequence[WordingRule] = DEFAULT_RULES, *, kin: bool = False
) -> tuple[ForbiddenUse, ...]:
    """Every forbidden phrase of `text`, in the order of the text.

    `kin`: any word with the same stem will do, «оплатил» for «оплата». It finds more, and strangers too: for
    searching and proposing, never for changing what people wrote.
    """
    spoken = [(match.span(), _Word(match[0], folded_stem(match[0]))) for match in _WORD.finditer(text)]
    said = [word for _, word in spoken]
    spans = (
        (spoken[first][0][0], spoken[last][0][1], rule)
        for rule in rules
        for first, last in _matches(said, _read_phrase(rule.phrase), kin=kin)
    )
    uses = (ForbiddenUse(text[start:end], start, end, rule) for start, end, rule in spans)
    return tuple(sorted(uses, key=lambda use: (use.start, use.end)))


def key_of(phrase: str) -> str:
    """The key of a phrase, which ignores case, «ё» and white space.

    Empty if there is no word in it.
    """
    parts = re.findall(r"\.\.\.|" + _WORD.pattern, fold_case(phrase).strip(". "))
    return " ".join(parts)


def amended(rules: Sequence[WordingRule], amendments: Iterable[tuple[str, str | None]]) -> list[WordingRule]:
    """`rules` with managers' own added by key, and those whose `instead` is None removed."""
    kept = {key_of(rule.phrase): rule for rule in rules}
    for phrase, instead in amendments:
        if instead is None:
            kept.pop(key_of(phrase), None)
        else:
            kept[key_of(phrase)] = WordingRule(phrase, instead)
    return list(kept.values())


class _Word(NamedTuple):
    written: str
    stem: str


_Part = _Word | None
"""A word of a phrase; None for a gap."""


def _matches(said: Sequence[_Word], phrase: tuple[_Part, ...], *, kin: bool) -> Iterator[tuple[int, int]]:
    if not phrase:
        return
    for first, word in enumerate(said):
        if phrase[0] is not None and phrase[0].stem != word.stem:  # nearly always
            continue
        last = _match_from(said, first, phrase, kin=kin)
        if last is not None:
            yield first, last


def _match_from(said: Sequence[_Word], first: int, phrase: tuple[_Part, ...], *, kin: bool) -> int | None:
    """The earliest end of the phrase that begins at word `first`, or None.

    All places of each word are tracked together: trying them one by one would take a time that doubles with
    every gap.
    """
    places = {first}  # where the next word of the phrase may be
    for part in phrase:
        if part is None:
            places = {at + skipped for at in places for skipped in range(_LONGEST_GAP + 1)}
        else:
            places = {at + 1 for at in places if at < len(said) and _fits(said[at], part, kin=kin)}
        if not places:
            return None
    return min(places) - 1


def _fits(said: _Word, part: _Word, *, kin: bool) -> bool:
    return said.stem == part.stem and (kin or is_same_word(said.written, part.written))


@cache
def _read_phrase(phrase: str) -> tuple[_Part, ...]:
    parts = re.findall(r"\.\.\.|" + _WORD.pattern, phrase.strip(". "))
    return tuple(None if part == _GAP else _Word(part, folded_stem(part)) for part in parts)
