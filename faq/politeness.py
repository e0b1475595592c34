"""Politeness around a request (`data/politeness.txt`), and texts that are only polite."""

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from faq.lists import lines_of, words_in

# Shorter words are one slip away from nearly anything.
_MENDABLE = re.compile(r"[^\W\d_]{3,}")
_BETWEEN_WORDS = r"[\s,.!-]+"


def without_politeness(text: str) -> str:
    """The cleaned text without politeness; unchanged if it has nothing else."""
    request = _politeness().sub(" ", text)
    return request if re.search(r"\w", request) else text


def with_courtesies_mended(text: str, is_known: Callable[[str], bool]) -> str:
    """The cleaned text with misspelt polite words corrected; known words remain."""

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if is_known(word):
            return word
        found = process.extractOne(word, _courtesies(), scorer=OSA.distance, score_cutoff=1)
        return found[0] if found else word

    return _MENDABLE.sub(mended, text)


def is_small_talk(text: str) -> bool:
    """Return True if a cleaned text only greets, thanks, agrees or says goodbye."""
    return _small_talk().issuperset(re.findall(r"\w+", _politeness().sub(" ", text)))


@lru_cache(maxsize=1)
def _politeness() -> re.Pattern[str]:
    patterns = "|".join(line.replace(" ", _BETWEEN_WORDS) for line in lines_of("politeness.txt"))
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)")


@lru_cache(maxsize=1)
def _courtesies() -> tuple[str, ...]:
    return tuple(sorted(words_in("courtesies.txt")))


@lru_cache(maxsize=1)
def _small_talk() -> frozenset[str]:
    return words_in("small_talk.txt")
