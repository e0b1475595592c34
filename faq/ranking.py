"""Ranks the entries for a question, the best first.

The rows nearest to the question compete: kernel ridge regression over them, solved anew for each question,
gives each row its part in explaining the question, and each entry the sum of its rows' parts. Phrasings that
many entries share thereby count for little. The first few then compete again, with all their phrasings and
no others. Nothing is trained, so a change of the knowledge base costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve

from faq.clarity import alikeness_of, clarity_of
from faq.evidence import beliefs, evidence_for
from faq.index import TELLING, Index
from faq.rows import Ints
from faq.vocabulary import Floats
from faq.word_vectors import sketch_of

# A sixteenth of the rows compete, within these bounds: the time grows with the cube of their number.
FEWEST_COMPETING, MOST_COMPETING = 192, 320
COMPETING_SHARE = 16
# So many of the nearest tell how far strengths can be trusted (`faq.clarity`).
LEFT_OUT = 96
# Entries whose order a second competition among themselves decides: it hears phrasings that were too far from
# the question for the first.
FINALISTS = 3
# Beside words, which count by their square, the meaning of the whole (`faq.encoder`) counts by its cube.
SENTENCE_WORTH = np.float32(2)
RIDGE = 0.5
# What the words alone make of the question (`faq.evidence`) decides where the competition is close.
BELIEF_WORTH = 0.1
MANY_PHRASINGS = 50
# The last digits depend on where numpy's arrays lie in memory; equal entries must stay in their order.
STRENGTH_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry (its position) and the signs in its favour; shares are from 0 to 1."""

    entry: int
    strength: float  # its sum of the competition
    meant: float  # evidence of a word of the question for it, on average (`faq.evidence`)
    manner: float  # evidence of all plain words for it
    clarity: float  # how far strengths can be trusted here (`faq.clarity`)
    alikeness: float  # how much the phrasings of one entry repeat each other here (`faq.clarity`)
    # An answer's beginning alone may have led here: the entry then has no phrasing that says any of these.
    similarity: float = 0.0  # of its nearest phrasing
    said: float = 0.0  # rarity of the question's words, added up
    asked: float = 0.0  # how much of the question its phrasings have
    answered: float = 0.0  # how much of its nearest phrasing the question has
    met: int = 0  # telling words of the question that its phrasings have
    unmet: float = 0.0  # rarity of the most telling word of the question that they lack
    unsaid: float = 0.0  # rarity of the most telling word of its nearest phrasing that the question lacks
    phrasing: int = 0  # which of its phrasings is the nearest


@dataclass(frozen=True, slots=True)
class _Question:
    """The words of a question as matrices, its similarity to each row, and the evidence for each entry."""

    clarity: float
    alikeness: float
    sketches: Floats
    rarities: Floats
    similarities: Floats
    strengths: NDArray[np.float64]  # of each entry, as the following
    meant: NDArray[np.float64]
    manner: NDArray[np.float64]


def rank(index: Index, words: Sequence[str], language: str, limit: int) -> list[Ranked]:
    """The strongest entries, the best first; none if the question has nothing in common with any."""
    if not words or not len(index.rows):
        return []
    similarities = index.similarities(words, language)
    kinship = _kinship(similarities, index.sentence_similarities(words, language))
    competing = min(MOST_COMPETING, max(FEWEST_COMPETING, len(kinship) // COMPETING_SHARE))
    rows = _nearest(kinship, competing)
    if not len(rows):
        return []
    kernel = _kernel(index, rows)
    strengths = _strengths(index, rows, _parts(kernel, kinship[rows]))
    present = np.unique(index.rows.owners[rows])
    evidence = evidence_for(index, words, present)
    believed = _by_entry(index, present, _worth_of_beliefs(index) * beliefs(evidence.meant))
    clarity, alikeness = _surroundings(index, rows, kernel, kinship[rows])
    question = _Question(
        clarity=clarity,
        alikeness=alikeness,
        sketches=np.array([sketch_of(word) for word in words]),
        rarities=np.array([index.rarity_of(word) for word in words], dtype=np.float32),
        similarities=similarities,
        strengths=strengths,
        meant=_by_entry(index, present, evidence.meant / len(words)),
        manner=_by_entry(index, present, evidence.manner),
    )
    leading = _strongest(present, strengths + believed)[:limit]
    finalists = np.sort(leading[:FINALISTS])
    final = _final_strengths(index, finalists, kinship, strengths) + believed
    best = [*_strongest(finalists, final), *leading[FINALISTS:]]
    return [_ranked(index, int(entry), question) for entry in best]


def _final_strengths(
    index: Index, finalists: Ints, kinship: Floats, strengths: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The strength of each entry in a competition of the finalists only, with all their rows."""
    theirs = np.where(np.isin(index.rows.owners, finalists), kinship, np.float32(0))
    rows = _nearest(theirs, MOST_COMPETING)
    final = _strengths(index, rows, _parts(_kernel(index, rows), kinship[rows]))
    # What sentences mean stands apart from few rivals less than words do, so both competitions count.
    return final + strengths if index.encoder else final


def _strengths(index: Index, rows: Ints, parts: Floats) -> NDArray[np.float64]:
    """The strength of each entry in a competition that gave the rows these parts."""
    strengths = np.zeros(len(index.entries))
    np.add.at(strengths, index.rows.owners[rows], parts)
    return strengths.round(STRENGTH_DIGITS)


def _surroundings(index: Index, rows: Ints, kernel: Floats, kinship: Floats) -> tuple[float, float]:
    """Clarity and alikeness among the nearest of the rows."""
    nearest = _nearest(kinship, LEFT_OUT)
    rows = rows[nearest]
    kernel, owners = kernel[np.ix_(nearest, nearest)], index.rows.owners[rows]
    return clarity_of(kernel, owners, index.rows.asked[rows]), alikeness_of(kernel, owners)


def _by_entry(index: Index, entries: Ints, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Spread values of some entries to an array of all."""
    by_entry = np.zeros(len(index.entries))
    by_entry[entries] = values.round(STRENGTH_DIGITS)
    return by_entry


def _strongest(entries: Ints, strengths: NDArray[np.float64]) -> Ints:
    """The entries, the strongest first."""
    return entries[np.argsort(-strengths[entries], kind="stable")]


def _worth_of_beliefs(index: Index) -> float:
    """The weight of word counts: up to twice as much with very many phrasings per entry."""
    phrasings = index.phrasings / len(index.entries)
    return BELIEF_WORTH * (1 + phrasings / (phrasings + MANY_PHRASINGS))


def _parts(kernel: Floats, kinship: Floats) -> Floats:
    """The part of each row in explaining a question with these similarities."""
    parts: Floats = solve(kernel, kinship, assume_a="pos", check_finite=False)
    return parts


def _kernel(index: Index, rows: Ints) -> Floats:
    """The similarities of the rows to each other, with the ridge."""
    weighted = index.rows.words[rows]
    weighted.data = weighted.data * index.rarity[weighted.indices]
    vectors = weighted @ index.vocabulary.sketches
    vectors /= index.lengths[rows, None]
    sentences = index.rows.sentences[rows] if index.encoder else None
    kernel = _kinship(vectors @ vectors.T, None if sentences is None else sentences @ sentences.T)
    kernel[np.diag_indices_from(kernel)] += RIDGE
    return kernel


def _kinship(similarities: Floats, of_sentences: Floats | None) -> Floats:
    """The similarity of texts, from that of their words and, if known, that of their meaning."""
    near = np.maximum(similarities, 0)
    if of_sentences is None:
        return near * near
    meant = np.maximum(of_sentences, 0)
    return near * near + SENTENCE_WORTH * meant * meant * meant


def _nearest(kinship: Floats, limit: int) -> Ints:
    """The rows with any similarity, at most so many, in their own order."""
    if len(kinship) > limit:
        rows = np.sort(np.argpartition(-kinship, limit)[:limit])
    else:
        rows = np.arange(len(kinship))
    near: Ints = rows[kinship[rows] > 0]
    return near


def _ranked(index: Index, entry: int, question: _Question) -> Ranked:
    found = Ranked(
        entry,
        strength=float(question.strengths[entry]),
        meant=float(question.meant[entry]),
        manner=float(question.manner[entry]),
        clarity=question.clarity,
        alikeness=question.alikeness,
    )
    phrasings = np.flatnonzero((index.rows.owners == entry) & index.rows.asked)
    if not len(phrasings):
        return found
    near = question.similarities[phrasings]
    nearest = int(np.argmax(near))
    all_words = np.unique(np.concatenate([index.words_in(row) for row in phrasings]))
    own_words = index.words_in(phrasings[nearest])
    closeness = np.clip(question.sketches @ index.vocabulary.sketches[all_words].T, 0, 1) ** 2
    covered = closeness.max(axis=1)
    own_covered = closeness[:, np.searchsorted(all_words, own_words)].max(axis=0)
    return replace(
        found,
        similarity=min(1.0, max(0.0, float(near[nearest]))),
        said=float(question.rarities.sum()),
        asked=_share(covered, question.rarities),
        answered=_share(own_covered, index.rarity[own_words]),
        met=int(np.count_nonzero(covered * question.rarities >= TELLING)),
        unmet=float(((1 - covered) * question.rarities).max()),
        unsaid=float(((1 - own_covered) * index.rarity[own_words]).max()),
        phrasing=int(index.rows.numbers[phrasings[nearest]]),
    )


def _share(parts: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float(parts @ weights) / total if total else 0.0
