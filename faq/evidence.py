"""What the words of a question say for each entry: naive Bayes over words and pairs of neighbouring words.

A word speaks for the entries whose phrasings have it more often than phrasings in general. Counts are all
that it takes, and they say more with every phrasing that an entry learns.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from faq.index import BACKGROUND_PHRASINGS, Index
from faq.pairs import pairs_of
from faq.rows import Ints
from faq.word_vectors import word_of

# How many phrasings of its own make an entry's counts weigh as much as what is known of words in general.
GENERAL_PHRASINGS = 10
GENERAL_PAIR = 0.1
# Words of one text are no independent witnesses, and a pair repeats half of what its words have said.
PAIR_WORTH = 0.5
DEPENDENCE = 2.0


def beliefs(index: Index, words: Sequence[str], entries: Ints) -> NDArray[np.float64]:
    """Chance of each of the entries (distinct positions) if one of them is meant: they add up to 1."""
    places = np.full(len(index.entries), len(entries))
    places[entries] = np.arange(len(entries))
    place_of_row = np.where(index.rows.asked, places[index.rows.owners], len(entries))

    def counted(rows: Ints) -> NDArray[np.signedinteger]:
        return np.bincount(rows, minlength=len(entries) + 1)[:-1]

    phrasings = counted(place_of_row)
    logits = np.zeros(len(entries))
    for rows, chance, worth in _heard(index, words):
        having = counted(place_of_row[rows])
        general = GENERAL_PHRASINGS * chance
        logits += worth * np.log((having + general) / ((phrasings + GENERAL_PHRASINGS) * chance))
    odds = np.exp((logits - logits.max()) / DEPENDENCE)
    chances: NDArray[np.float64] = odds / odds.sum()
    return chances


def _heard(index: Index, words: Sequence[str]) -> Iterator[tuple[Ints, float, float]]:
    """Words and pairs that the knowledge base has: their rows, chance in general and worth."""
    for word in {word_of(word).key: word for word in words}.values():
        rows = index.rows_with(word)
        if len(rows):
            yield rows, math.exp(-index.rarity_of(word)), 1.0
    for pair in pairs_of(words):
        rows = index.rows_with_pair(pair)
        if len(rows):
            yield rows, (len(rows) + GENERAL_PAIR) / (index.phrasings + BACKGROUND_PHRASINGS), PAIR_WORTH
