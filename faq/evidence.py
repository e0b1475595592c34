"""Weighs the words of a question for each entry: naive Bayes over words and pairs of neighbours.

A word speaks for the entries whose phrasings have it more often than others do. Counts are all that it takes,
and they say more with every phrasing that an entry learns.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.index import BACKGROUND_PHRASINGS, TELLING, Index
from faq.pairs import pairs_of
from faq.rows import Ints
from faq.word_vectors import word_of

Logarithms = NDArray[np.float64]

# These figures were tried out on the labelled sets of docs/search.md.
# How many phrasings of its own make an entry's counts weigh as much as what is known of words in general.
GENERAL_PHRASINGS = 10
GENERAL_PAIR = 0.1
# The same for what is known of the knowledge base's other phrasings.
USUAL_PHRASINGS = 2
# Words of one text are no independent witnesses, and a pair repeats half of what its words have said.
PAIR_WORTH = 0.5
DEPENDENCE = 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each entry the logarithm of how much likelier it makes the question; 0 is neutral."""

    meant: Logarithms  # its words and pairs, compared with texts in general
    manner: Logarithms  # its plain words ("how", "why", "can"), compared with the phrasings of all entries


def evidence_for(index: Index, words: Sequence[str], entries: Ints) -> Evidence:
    """The evidence of the question's words for each of the entries (distinct positions)."""
    places = np.full(len(index.entries), len(entries))
    places[entries] = np.arange(len(entries))
    place_of_row = np.where(index.rows.asked, places[index.rows.owners], len(entries))

    def counted(rows: Ints) -> NDArray[np.signedinteger]:
        return np.bincount(rows, minlength=len(entries) + 1)[:-1]

    phrasings = counted(place_of_row)
    meant, manner = np.zeros(len(entries)), np.zeros(len(entries))
    for word in {word_of(word).key: word for word in words}.values():
        rows = index.rows_with(word)
        having, rarity = counted(place_of_row[rows]), index.rarity_of(word)
        if len(rows):
            meant += _said_by(having, phrasings, math.exp(-rarity), GENERAL_PHRASINGS)
        usual = np.count_nonzero(index.rows.asked[rows]) / max(1, index.phrasings)
        if usual and rarity < TELLING:
            manner += _said_by(having, phrasings, usual, USUAL_PHRASINGS)
    for pair in pairs_of(words):
        rows = index.rows_with_pair(pair)
        if len(rows):
            chance = (len(rows) + GENERAL_PAIR) / (index.phrasings + BACKGROUND_PHRASINGS)
            having = counted(place_of_row[rows])
            meant += PAIR_WORTH * _said_by(having, phrasings, chance, GENERAL_PHRASINGS)
    return Evidence(meant, manner)


def beliefs(meant: Logarithms) -> NDArray[np.float64]:
    """The chance of each entry with this evidence if one of them is meant; the sum is 1."""
    odds = np.exp((meant - meant.max()) / DEPENDENCE)
    chances: NDArray[np.float64] = odds / odds.sum()
    return chances


def _said_by(having: Ints, phrasings: Ints, chance: float, known: float) -> Logarithms:
    """How much likelier (as a logarithm) a word is where so many phrasings have it than elsewhere."""
    ratios: Logarithms = np.log((having + known * chance) / ((phrasings + known) * chance))
    return ratios
