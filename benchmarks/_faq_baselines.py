"""What the search has to beat: rapidfuzz alone, BM25 and TF-IDF, each over the same cleaned phrasings.

They share the normalisation of the search (case, politeness), not its reading of layouts and misspellings,
and their scores are what they are: nobody has turned them into chances.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import csr_array

from faq import Candidate, FaqEntry, Verdict
from faq.index import phrasing_words
from faq.stems import stem
from faq.verdict import MOST_CHOICES

BM25_SATURATION, BM25_LENGTH = 1.2, 0.75
SHORTEST, LONGEST = 2, 5

Scores = NDArray[np.float64]


class Baseline(ABC):
    """A scorer of phrasings; an entry is as good as its best phrasing."""

    name: str

    def __init__(self, entries: Sequence[FaqEntry]) -> None:
        self.entries = entries
        rows = [(n, phrasing_words(text)) for n, entry in enumerate(entries) for text in entry.phrasings()]
        self.owners = np.array([owner for owner, _ in rows])
        self.prepare([words for _, words in rows])

    @abstractmethod
    def prepare(self, phrasings: Sequence[tuple[str, ...]]) -> None:
        """Take the phrasings in."""

    @abstractmethod
    def score(self, words: tuple[str, ...]) -> Scores:
        """How well each phrasing fits."""

    def ask(self, text: str) -> Verdict:
        """The best entries. A baseline does not decide: it is judged by the best threshold in hindsight."""
        best = np.full(len(self.entries), -math.inf)
        np.maximum.at(best, self.owners, self.score(phrasing_words(text)))
        order = np.argsort(-best, kind="stable")[:MOST_CHOICES]
        return Verdict("unknown", tuple(Candidate(self.entries[n], float(best[n])) for n in order))


class Rapidfuzz(Baseline):
    """`token_sort_ratio` of every phrasing."""

    name = "rapidfuzz"

    def prepare(self, phrasings: Sequence[tuple[str, ...]]) -> None:
        self.texts = [" ".join(words) for words in phrasings]

    def score(self, words: tuple[str, ...]) -> Scores:
        ratios = process.cdist([" ".join(words)], self.texts, scorer=fuzz.token_sort_ratio)
        return np.asarray(ratios[0], dtype=np.float64)


class Bm25(Baseline):
    """Okapi BM25 over stems."""

    name = "BM25"

    def prepare(self, phrasings: Sequence[tuple[str, ...]]) -> None:
        counts = [Counter(map(stem, words)) for words in phrasings]
        holders = Counter(word for count in counts for word in count)
        self.columns = {word: column for column, word in enumerate(holders)}
        average = sum(map(len, phrasings)) / len(phrasings)
        rows, columns, weights = [], [], []
        for row, count in enumerate(counts):
            length = BM25_SATURATION * (1 - BM25_LENGTH + BM25_LENGTH * len(phrasings[row]) / average)
            for word, times in count.items():
                rarity = math.log(1 + (len(phrasings) - holders[word] + 0.5) / (holders[word] + 0.5))
                rows.append(row)
                columns.append(self.columns[word])
                weights.append(rarity * times * (BM25_SATURATION + 1) / (times + length))
        self.matrix = csr_array((weights, (rows, columns)), shape=(len(counts), len(holders)))

    def score(self, words: tuple[str, ...]) -> Scores:
        query = np.zeros(len(self.columns))
        for word in map(stem, words):
            if word in self.columns:
                query[self.columns[word]] += 1
        return np.asarray(self.matrix @ query)


class TfIdf(Baseline):
    """Cosine of TF-IDF over letter n-grams (2 to 5) within words."""

    name = "TF-IDF"

    def prepare(self, phrasings: Sequence[tuple[str, ...]]) -> None:
        counts = [Counter(_grams(words)) for words in phrasings]
        holders = Counter(gram for count in counts for gram in count)
        self.columns = {gram: column for column, gram in enumerate(holders)}
        self.rarity = np.array([math.log((1 + len(counts)) / held) for held in holders.values()])
        rows = [self._weighted(count) for count in counts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows])
        weights = np.concatenate([weights for _, weights in rows])
        self.matrix = csr_array((weights, columns, starts), shape=(len(counts), len(holders)))

    def score(self, words: tuple[str, ...]) -> Scores:
        query = np.zeros(len(self.columns))
        columns, weights = self._weighted(Counter(gram for gram in _grams(words) if gram in self.columns))
        query[columns] = weights
        return np.asarray(self.matrix @ query)

    def _weighted(self, count: Counter[str]) -> tuple[NDArray[np.int64], Scores]:
        columns = np.array([self.columns[gram] for gram in count], dtype=np.int64)
        weights = (1 + np.log(np.array(list(count.values()), dtype=np.float64))) * self.rarity[columns]
        return columns, weights / (np.linalg.norm(weights) or 1.0)


def _grams(words: tuple[str, ...]) -> list[str]:
    return [
        f" {word} "[start : start + size]
        for word in words
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(word) + 3 - size)
    ]


BASELINES: tuple[type[Baseline], ...] = (Rapidfuzz, Bm25, TfIdf)
