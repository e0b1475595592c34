"""The words of the knowledge base, and the similarity of other words to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from faq.meanings import DIMENSIONS
from faq.stems import is_cyrillic
from faq.word_vectors import BUCKETS, SKETCH, SKETCHED_BUCKETS, sketches_of, word_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words in a fixed order, each with a row in each matrix. Words are added, never removed."""

    words: tuple[str, ...]
    positions: dict[str, int]
    key_positions: dict[str, int]
    keys: NDArray[np.int32]  # position of each word's key
    cyrillic: NDArray[np.bool_]  # whether each word is spelt in Russian letters
    chances: Floats
    letters: csr_array  # words x buckets
    sketches: Floats  # words x sketch columns, the last of which are the meanings

    @classmethod
    def empty(cls) -> "Vocabulary":
        """No words yet."""
        return cls(
            (),
            {},
            {},
            np.empty(0, np.int32),
            np.empty(0, np.bool_),
            np.empty(0, np.float32),
            csr_array((0, BUCKETS), dtype=np.float32),
            np.empty((0, SKETCH), np.float32),
        )

    def with_words(self, words: Iterable[str]) -> "Vocabulary":
        """The vocabulary with the new ones of these words added at its end."""
        new = [word for word in dict.fromkeys(words) if word not in self.positions]
        if not new:
            return self
        found = [word_of(word) for word in new]
        key_positions = dict(self.key_positions)
        keys = [key_positions.setdefault(word.key, len(key_positions)) for word in found]
        letters = _sparse_rows([word.buckets for word in found], [word.weights for word in found])
        meanings = np.array([word.meaning for word in found], dtype=np.float32)
        first = len(self.words)
        return Vocabulary(
            (*self.words, *new),
            self.positions | {word: first + n for n, word in enumerate(new)},
            key_positions,
            np.concatenate([self.keys, np.array(keys, np.int32)]),
            np.concatenate([self.cyrillic, np.array(list(map(is_cyrillic, new)))]),
            np.concatenate([self.chances, np.array([word.chance for word in found], np.float32)]),
            vstack([self.letters, letters], format="csr") if first else letters,
            np.concatenate([self.sketches, sketches_of(letters, meanings)]),
        )

    def letter_similarities(self, text: str) -> Floats:
        """The similarity in spelling of each word of the vocabulary to another word."""
        buckets = np.zeros(BUCKETS, dtype=np.float32)
        word = word_of(text)
        buckets[word.buckets] = word.weights
        similarities: Floats = self.letters @ buckets
        return similarities

    def pull(self, words: Sequence[str], weights: Sequence[float]) -> Floats:
        """The similarity of each word of the vocabulary to the weighted sum of the given words' vectors."""
        buckets = np.zeros(BUCKETS, dtype=np.float32)
        meaning = np.zeros(DIMENSIONS, dtype=np.float32)
        for word, weight in zip(map(word_of, words), weights, strict=True):
            buckets[word.buckets] += weight * word.weights
            meaning += weight * word.meaning
        pulled: Floats = self.letters @ buckets + self.sketches[:, SKETCHED_BUCKETS:] @ meaning
        return pulled


def _sparse_rows(columns: Sequence[NDArray[np.int32]], values: Sequence[Floats]) -> csr_array:
    starts = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    return csr_array((np.concatenate(values), np.concatenate(columns), starts), shape=(len(columns), BUCKETS))
