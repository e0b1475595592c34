"""Words as vectors: letter n-grams and stem in fixed buckets, and the meaning if it is known.

A word's vector depends on nothing but the word and has length 1. Russian words are spelt in Latin letters
first, so that a name is the same in either alphabet.
"""

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from faq.background import chance_of
from faq.meanings import DIMENSIONS, meaning_of
from faq.stems import romanised, stem

SHORTEST, LONGEST = 2, 5
BUCKETS = 1 << 15
# Buckets folded at random into few columns: similarities of these differ little from the exact ones.
SKETCHED_BUCKETS = 256
SKETCH = SKETCHED_BUCKETS + DIMENSIONS

# Shares of letters, stem and meaning in the similarity of two words (tried out, see docs/search.md).
LETTERS_SHARE, STEM_SHARE, MEANING_SHARE = 0.7, 0.2, 0.5
_CACHED_WORDS = 16_384

_random = np.random.default_rng(2026)
_columns = _random.integers(0, SKETCHED_BUCKETS, BUCKETS, dtype=np.int32)
_signs = _random.choice(np.array([-1, 1], dtype=np.float32), BUCKETS)
_FOLDING = csr_array((_signs, _columns, np.arange(BUCKETS + 1)), shape=(BUCKETS, SKETCHED_BUCKETS))


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What the search knows of a word before it knows any entries."""

    key: str  # the same for all forms of the word, in either alphabet
    chance: float  # that a question about anything has it
    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]  # of the buckets
    meaning: NDArray[np.float32]  # zeros if unknown


@lru_cache(maxsize=_CACHED_WORDS)
def word_of(text: str) -> Word:
    """The word with this spelling, in lower case."""
    root = stem(text)
    key = romanised(root)
    buckets, weights = _letters(romanised(text), key)
    meaning = meaning_of(root)
    if meaning is None:
        return Word(key, chance_of(root), buckets, weights, np.zeros(DIMENSIONS, dtype=np.float32))
    whole = LETTERS_SHARE + STEM_SHARE + MEANING_SHARE
    return Word(
        key,
        chance_of(root),
        buckets,
        weights * np.float32(((LETTERS_SHARE + STEM_SHARE) / whole) ** 0.5),
        meaning * np.float32((MEANING_SHARE / whole) ** 0.5),
    )


@lru_cache(maxsize=_CACHED_WORDS)
def sketch_of(text: str) -> NDArray[np.float32]:
    """The word's vector, reduced to few columns."""
    word = word_of(text)
    folded = np.bincount(_columns[word.buckets], word.weights * _signs[word.buckets], SKETCHED_BUCKETS)
    return np.concatenate([folded.astype(np.float32), word.meaning])


def sketches_of(letters: csr_array, meanings: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sketches of many words, from their rows of bucket weights and meanings."""
    return np.hstack([(letters @ _FOLDING).toarray(), meanings]).astype(np.float32)


def _letters(spelling: str, key: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    framed = f"^{spelling}$".encode()
    counts: dict[int, float] = {}
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(framed) - size + 1):
            bucket = crc32(framed[start : start + size]) % BUCKETS
            counts[bucket] = counts.get(bucket, 0.0) + 1.0
    length = sum(count * count for count in counts.values()) ** 0.5
    both = LETTERS_SHARE + STEM_SHARE
    share = (LETTERS_SHARE / both) ** 0.5 / length
    weights = {bucket: count * share for bucket, count in counts.items()}
    key_bucket = crc32(f"={key}".encode()) % BUCKETS
    weights[key_bucket] = weights.get(key_bucket, 0.0) + (STEM_SHARE / both) ** 0.5
    return np.fromiter(weights, np.int32, len(weights)), np.fromiter(
        weights.values(), np.float32, len(weights)
    )
