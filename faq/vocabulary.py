"""The words of the knowledge base, and how near another word comes to each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from scipy.sparse import csr_array

from faq.background import is_common
from faq.letters import BUCKETS, letter_vector
from faq.stems import stem

# A word that people know is taken as meant; any other becomes the known word that it nearly is.
REPAIR_SIMILARITY = 0.7
REPAIR_CANDIDATES = 20
SHORTEST_REPAIRED = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in a fixed order, with their stems and the matrix of their letter vectors (words x buckets)."""

    words: tuple[str, ...]
    positions: dict[str, int]
    stems: dict[str, tuple[int, ...]]
    letters: csr_array

    @classmethod
    def of(cls, words: Iterable[str]) -> "Vocabulary":
        """The distinct words, in order of appearance."""
        ordered = tuple(dict.fromkeys(words))
        stems: dict[str, tuple[int, ...]] = {}
        for position, word in enumerate(ordered):
            key = stem(word)
            stems[key] = (*stems.get(key, ()), position)
        return cls(ordered, {word: n for n, word in enumerate(ordered)}, stems, _letter_matrix(ordered))

    def nearness(self, word: str) -> NDArray[np.float32]:
        """Similarity (0..1) of the word to each word of the vocabulary: half its stem, half its letters."""
        buckets, weights = letter_vector(word)
        dense = np.zeros(BUCKETS, dtype=np.float32)
        dense[buckets] = weights
        near: NDArray[np.float32] = 0.5 * (self.letters @ dense)
        near[list(self.stems.get(stem(word), ()))] += 0.5
        return near

    def knows(self, word: str) -> bool:
        """Whether the vocabulary has the word in any of its forms."""
        return stem(word) in self.stems

    def repaired(self, word: str) -> str:
        """The word of the vocabulary that is meant by a misspelt one; the word itself if none is."""
        if len(word) < SHORTEST_REPAIRED or not self.words or self.knows(word) or is_common(stem(word)):
            return word
        if not word.isalpha():
            return word
        near = self.nearness(word)
        best = np.argsort(-near, kind="stable")[:REPAIR_CANDIDATES]
        similarity, closest = max(
            ((OSA.normalized_similarity(word, self.words[n]), self.words[n]) for n in best),
            key=lambda pair: pair[0],
        )
        return closest if similarity >= REPAIR_SIMILARITY else word


def _letter_matrix(words: tuple[str, ...]) -> csr_array:
    vectors = [letter_vector(word) for word in words]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in vectors)])
    buckets = np.concatenate([np.empty(0, np.int32), *(buckets for buckets, _ in vectors)])
    weights = np.concatenate([np.empty(0, np.float32), *(weights for _, weights in vectors)])
    return csr_array((weights, buckets, starts), shape=(len(words), BUCKETS))
