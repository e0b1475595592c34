"""Pairs of neighbouring words, as numbers: the order that a bag of words forgets."""

from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

from faq.word_vectors import word_of

PAIRS = 1 << 18
_EDGE = ""


def pairs_of(words: Iterable[str]) -> list[int]:
    """The distinct pairs of a text (its edges count as words), as ascending numbers below `PAIRS`."""
    keys = [_EDGE, *(word_of(word).key for word in words), _EDGE]
    return sorted({crc32(f"{left} {right}".encode()) % PAIRS for left, right in pairwise(keys)})
