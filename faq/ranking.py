"""Which entries fit a question, best first, and what speaks for the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faq.index import Index
from faq.stems import stem

# The second and third best phrasing of an entry add to its best one.
SUPPORT_WEIGHT = 0.3
BEST_PHRASINGS = 50


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry (its position) with its strength and the similarity and coverage of its best phrasing."""

    entry: int
    strength: float
    similarity: float
    coverage: float


def rank(index: Index, words: Sequence[str]) -> list[Ranked]:
    """Entries with anything in common with the question, best first."""
    similarities = index.similarities(words)
    best = np.argsort(-similarities, kind="stable")[:BEST_PHRASINGS]
    by_entry: dict[int, list[int]] = {}
    for row in best:
        if similarities[row] > 0:
            by_entry.setdefault(int(index.owners[row]), []).append(int(row))
    ranked = [
        Ranked(
            entry,
            float(similarities[rows[0]])
            + SUPPORT_WEIGHT * _mean([float(similarities[row]) for row in rows[1:3]]),
            float(similarities[rows[0]]),
            coverage(index, words, index.phrasings[rows[0]].words),
        )
        for entry, rows in by_entry.items()
    ]
    return sorted(ranked, key=lambda entry: -entry.strength)


def coverage(index: Index, words: Sequence[str], phrasing: Sequence[str]) -> float:
    """Share of what the question tells that the phrasing has too."""
    has = {stem(word) for word in phrasing}
    told = {stem(word): index.rarity_of(word) for word in words}
    total = sum(told.values())
    return sum(rarity for key, rarity in told.items() if key in has) / total if total else 0.0


def exact_entries(index: Index, words: Sequence[str]) -> frozenset[int]:
    """Entries that have a phrasing of exactly these words, whatever their endings."""
    return index.exact.get(tuple(stem(word) for word in words), frozenset())


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
