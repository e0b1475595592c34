"""Questions that ask the opposite of an entry: how to delete what it tells how to create, or why it fails.

The words are those of `data/opposites.txt`, `data/negations.txt` and `data/changes.txt`. All others are the
same, so no likeness of words can tell the two apart.
"""

from collections.abc import Iterable
from functools import lru_cache

from faq.lists import lines_of, words_in
from faq.normalise import clean, words_of
from faq.stems import stem

_CACHE_SIZE = 65_536


def ask_opposites(asked: Iterable[str], phrasings: Iterable[str]) -> bool:
    """Return True if the asked words end what all phrasings only begin, or the reverse."""
    begins, ends = _sides_of(asked)
    if not (begins or ends):
        return False
    theirs = [_sides_of_text(phrasing) for phrasing in phrasings]
    they_begin = any(begin for begin, _ in theirs)
    they_end = any(end for _, end in theirs)
    return (ends and they_begin and not they_end) or (begins and not ends and they_end and not they_begin)


def denies(words: Iterable[str]) -> bool:
    """Return True if one of the words is a negation."""
    return not _negations().isdisjoint(words)


@lru_cache(maxsize=_CACHE_SIZE)
def phrasing_denies(text: str) -> bool:
    """The same for a phrasing as it was written."""
    return denies(words_of(clean(text)))


def tells_of_change(words: Iterable[str]) -> bool:
    """Return True if one of the words tells of a change: "now it works"."""
    return not _changes().isdisjoint(words)


@lru_cache(maxsize=1)
def _changes() -> frozenset[str]:
    return words_in("changes.txt")


@lru_cache(maxsize=1)
def _negations() -> frozenset[str]:
    return words_in("negations.txt")


@lru_cache(maxsize=_CACHE_SIZE)
def _sides_of_text(text: str) -> tuple[bool, bool]:
    return _sides_of(words_of(clean(text)))


def _sides_of(words: Iterable[str]) -> tuple[bool, bool]:
    """Return whether a word begins something, and whether one ends something."""
    stems = {stem(word) for word in words}
    beginning, ending = _sides()
    return not stems.isdisjoint(beginning), not stems.isdisjoint(ending)


@lru_cache(maxsize=1)
def _sides() -> tuple[frozenset[str], frozenset[str]]:
    """The stems of verbs that begin something, and of those that end something."""
    lines = [frozenset(map(stem, line.split())) for line in lines_of("opposites.txt")]
    return frozenset().union(*lines[0::2]), frozenset().union(*lines[1::2])
