"""Which entries fit a question, best first.

The rows nearest to the question compete: kernel ridge regression over them, solved anew for each question,
gives each row its part in explaining the question, and each entry the sum of its rows' parts. Phrasings that
many entries share thereby count for little. Nothing is trained, so a change of the knowledge base costs
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve

from faq.index import Floats, Index, Ints
from faq.word_vectors import sketch_of

# A sixteenth of the rows compete, within these bounds: the time grows with the cube of their number.
FEWEST_COMPETING, MOST_COMPETING = 192, 384
COMPETING_SHARE = 16
KERNEL_POWER = 2
RIDGE = 1.0
STRENGTH_DIGITS = 6
# Rarity of words that tell what a question is about: about one question in a hundred has such a word.
TELLING = 4.75


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry (its position) and what speaks for it; shares are from 0 to 1."""

    entry: int
    strength: float  # its sum of the competition
    similarity: float  # of its nearest phrasing
    asked: float  # how much of the question its phrasings have
    answered: float  # how much of its nearest phrasing the question has
    met: int  # telling words of the question that its phrasings have
    unmet: float  # rarity of the most telling word of the question that they lack
    unsaid: float  # rarity of the most telling word of its nearest phrasing that the question lacks
    phrasing: int = 0  # which of its phrasings is the nearest


@dataclass(frozen=True, slots=True)
class _Question:
    """The words of a question as matrices, and its similarity to each row."""

    sketches: Floats
    rarities: Floats
    similarities: Floats


def rank(index: Index, words: Sequence[str], language: str, limit: int) -> list[Ranked]:
    """The strongest entries, best first; none if the question has nothing in common with any."""
    if not words or not len(index.owners):
        return []
    similarities = index.similarities(words, language)
    competing = min(MOST_COMPETING, max(FEWEST_COMPETING, len(similarities) // COMPETING_SHARE))
    rows = _nearest(similarities, competing)
    if not len(rows):
        return []
    strengths = np.zeros(len(index.entries))
    np.add.at(strengths, index.owners[rows], compete(index, rows, similarities[rows]))
    # The last digits depend on where numpy's arrays lie in memory; equal entries must stay in their order.
    strengths = strengths.round(STRENGTH_DIGITS)
    present = np.unique(index.owners[rows])
    best = present[np.argsort(-strengths[present], kind="stable")][:limit]
    question = _Question(
        np.array([sketch_of(word) for word in words]),
        np.array([index.rarity_of(word) for word in words], dtype=np.float32),
        similarities,
    )
    return [_ranked(index, int(entry), float(strengths[entry]), question) for entry in best]


def compete(index: Index, rows: Ints, similarities: Floats) -> Floats:
    """Part of each row in explaining a question that is so similar to them."""
    weighted = index.rows[rows]
    weighted.data = weighted.data * index.rarity[weighted.indices]
    vectors = weighted @ index.vocabulary.sketches
    vectors /= index.lengths[rows, None]
    kernel = np.maximum(vectors @ vectors.T, 0) ** KERNEL_POWER
    kernel[np.diag_indices_from(kernel)] += RIDGE
    parts: Floats = solve(
        kernel, np.maximum(similarities, 0) ** KERNEL_POWER, assume_a="pos", check_finite=False
    )
    return parts


def _nearest(similarities: Floats, limit: int) -> Ints:
    """Rows with any similarity, at most so many, in their own order."""
    if len(similarities) > limit:
        rows = np.sort(np.argpartition(-similarities, limit)[:limit])
    else:
        rows = np.arange(len(similarities))
    near: Ints = rows[similarities[rows] > 0]
    return near


def _ranked(index: Index, entry: int, strength: float, question: _Question) -> Ranked:
    phrasings = np.flatnonzero((index.owners == entry) & index.asked)
    if not len(phrasings):
        return Ranked(entry, strength, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
    near = question.similarities[phrasings]
    nearest = int(np.argmax(near))
    all_words = np.unique(np.concatenate([index.words_in(row) for row in phrasings]))
    own_words = index.words_in(phrasings[nearest])
    closeness = np.clip(question.sketches @ index.vocabulary.sketches[all_words].T, 0, 1) ** 2
    covered = closeness.max(axis=1)
    own_covered = closeness[:, np.searchsorted(all_words, own_words)].max(axis=0)
    return Ranked(
        entry,
        strength,
        min(1.0, max(0.0, float(near[nearest]))),
        _share(covered, question.rarities),
        _share(own_covered, index.rarity[own_words]),
        int(np.count_nonzero(covered * question.rarities >= TELLING)),
        float(((1 - covered) * question.rarities).max()),
        float(((1 - own_covered) * index.rarity[own_words]).max()),
        int(index.numbers[phrasings[nearest]]),
    )


def _share(parts: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float(parts @ weights) / total if total else 0.0
