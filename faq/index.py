"""The phrasings of the knowledge base as one sparse matrix that a question is compared with."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from faq.background import chance_of
from faq.entry import FaqEntry
from faq.normalise import clean, words_of
from faq.politeness import without_politeness
from faq.stems import stem
from faq.vocabulary import Vocabulary

# Phrasings that the background table is worth when the knowledge base counts how rare a word is.
BACKGROUND_PHRASINGS = 100


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for the entry at `entry` (its position), as words."""

    entry: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that questions are compared with. Never changed once made, so any thread may read it."""

    entries: tuple[FaqEntry, ...]
    phrasings: tuple[Phrasing, ...]
    vocabulary: Vocabulary
    counts: csr_array  # phrasings x words
    rarity: NDArray[np.float32]  # of each word
    lengths: NDArray[np.float32]  # of each phrasing's vector
    owners: NDArray[np.int64]  # entry of each phrasing
    holders: dict[str, int]  # phrasings that have the stem
    exact: dict[tuple[str, ...], frozenset[int]]  # stems of a phrasing, in order, to the entries that have it

    @classmethod
    def of(cls, entries: Iterable[FaqEntry]) -> "Index":
        """Index the entries; of two with one id the later stands."""
        unique = tuple({entry.id: entry for entry in entries}.values())
        phrasings = tuple(
            Phrasing(position, words)
            for position, entry in enumerate(unique)
            for words in dict.fromkeys(phrasing_words(text) for text in entry.phrasings())
            if words
        )
        vocabulary = Vocabulary.of(word for phrasing in phrasings for word in phrasing.words)
        holders = _holders(phrasings)
        rarity = np.array(
            [_rarity(stem(word), holders, len(phrasings)) for word in vocabulary.words], dtype=np.float32
        )
        counts = _count_matrix(phrasings, vocabulary)
        lengths = np.sqrt(counts @ rarity**2).astype(np.float32)
        owners = np.array([phrasing.entry for phrasing in phrasings], dtype=np.int64)
        return cls(unique, phrasings, vocabulary, counts, rarity, lengths, owners, holders, _exact(phrasings))

    def rarity_of(self, word: str) -> float:
        """How much a word tells: minus the logarithm of the chance that a phrasing has it."""
        return _rarity(stem(word), self.holders, len(self.phrasings))

    def similarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Similarity of the question to each phrasing, near 1 for the same words."""
        if not self.phrasings or not words:
            return np.zeros(len(self.phrasings), dtype=np.float32)
        pull = np.zeros(len(self.vocabulary.words), dtype=np.float32)
        square = 0.0
        for word in dict.fromkeys(words):
            rarity = self.rarity_of(word)
            square += rarity * rarity
            pull += rarity * self.vocabulary.nearness(word)
        raw: NDArray[np.float32] = self.counts @ (pull * self.rarity)
        return raw / (self.lengths * math.sqrt(square) + 1e-6)


def phrasing_words(text: str) -> tuple[str, ...]:
    """The words of a phrasing; politeness alone keeps its words."""
    return tuple(words_of(without_politeness(clean(text))))


def _holders(phrasings: Sequence[Phrasing]) -> dict[str, int]:
    holders: dict[str, int] = {}
    for phrasing in phrasings:
        for key in {stem(word) for word in phrasing.words}:
            holders[key] = holders.get(key, 0) + 1
    return holders


def _rarity(key: str, holders: dict[str, int], phrasings: int) -> float:
    expected = holders.get(key, 0) + BACKGROUND_PHRASINGS * chance_of(key) + 0.05
    return -math.log(expected / (phrasings + BACKGROUND_PHRASINGS + 0.1))


def _count_matrix(phrasings: Sequence[Phrasing], vocabulary: Vocabulary) -> csr_array:
    rows = [sorted({vocabulary.positions[word] for word in phrasing.words}) for phrasing in phrasings]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int32)
    return csr_array(
        (np.ones(len(columns), dtype=np.float32), columns, starts), shape=(len(rows), len(vocabulary.words))
    )


def _exact(phrasings: Sequence[Phrasing]) -> dict[tuple[str, ...], frozenset[int]]:
    exact: dict[tuple[str, ...], frozenset[int]] = {}
    for phrasing in phrasings:
        key = tuple(stem(word) for word in phrasing.words)
        exact[key] = exact.get(key, frozenset()) | {phrasing.entry}
    return exact
