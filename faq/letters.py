"""Words as bags of letter n-grams: words that share most of their letters are near each other.

Each n-gram has a fixed bucket, so a word's vector depends on nothing but the word.
"""

from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 2, 5
BUCKETS = 1 << 15
_CACHE_SIZE = 100_000


@lru_cache(maxsize=_CACHE_SIZE)
def letter_vector(word: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Buckets of the word's n-grams and their weights; the vector's length is 1."""
    framed = f"^{word}$"
    counts: dict[int, float] = {}
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(framed) - size + 1):
            bucket = crc32(framed[start : start + size].encode()) % BUCKETS
            counts[bucket] = counts.get(bucket, 0.0) + 1.0
    buckets = np.fromiter(counts, dtype=np.int32, count=len(counts))
    weights = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    return buckets, weights / np.linalg.norm(weights)
