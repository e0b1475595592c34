"""Tells whether a text consists only of listed words; allows typos and the wrong keyboard layout."""

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from handlers.desk.text.layouts import TO_LATIN, TO_RUSSIAN
from handlers.desk.text.vocabulary import fold_case

_MOST_WORDS = 10
"""A longer text has something to tell."""

_SHORTEST_WORD_WITH_TYPOS = 5
_LETTERS_A_TYPO_NEEDS = 4  # one slip per so many letters
_MOST_SLIPS = 2


def consists_of(
    text: str, allowed: frozenset[str], *, core: frozenset[str], and_core: frozenset[str] | None = None
) -> bool:
    """Return True if all words are `allowed` (or typos) and one is of `core`, in some layout."""
    needed = [core] if and_core is None else [core, and_core]
    for spoken in _readings(text):
        if not 0 < len(spoken) <= _MOST_WORDS:
            continue
        if all(_is_among(word, allowed) for word in spoken) and all(
            any(_is_among(word, wanted) for word in spoken) for wanted in needed
        ):
            return True
    return False


def holds(text: str, wanted: frozenset[str]) -> bool:
    """Return True if one of the words is `wanted` (or a typo), in some layout."""
    return any(_is_among(word, wanted) for spoken in _readings(text) for word in spoken)


def _readings(text: str) -> Iterable[list[str]]:
    """The words of the text as it is, and as typed in other layouts."""
    plain = fold_case(text)
    readings = dict.fromkeys((plain, fold_case(plain.translate(TO_RUSSIAN)), plain.translate(TO_LATIN)))
    return (re.findall(r"[\w'-]+", reading) for reading in readings)


def _is_among(word: str, vocabulary: frozenset[str]) -> bool:
    if word in vocabulary:
        return True
    if word.removeprefix("не") in vocabulary:
        return False  # «непонятно» is no slip of «понятно»
    if len(word) < _SHORTEST_WORD_WITH_TYPOS:
        return False
    slips = min(len(word) // _LETTERS_A_TYPO_NEEDS, _MOST_SLIPS)
    return extractOne(word, _long_words(vocabulary), scorer=OSA.distance, score_cutoff=slips) is not None


@cache
def _long_words(vocabulary: frozenset[str]) -> tuple[str, ...]:
    return tuple(known for known in vocabulary if len(known) >= _SHORTEST_WORD_WITH_TYPOS - 1)
