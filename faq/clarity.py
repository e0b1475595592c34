"""How far strengths can be trusted near a question: whether phrasings there, left out, find their entries.

Where entries are alike, a phrasing that is left out is often stronger for another entry than for its own;
where they are far apart, it finds its own with little strength. Leaving out needs no further competition: it
follows from the inverse of the first one's kernel.

And how alike an entry's phrasings are: where they repeat each other, to be near to all of them says little
more than to be near to one.
"""

import math

import numpy as np
from numpy.typing import NDArray

from faq.rows import Ints
from faq.vocabulary import Floats

# About what eight phrasings of the public sets (docs/search.md) show: where none can be left out, nothing
# else is known.
USUALLY_FOUND, USUAL_STRENGTH = 6.25, 3.2
# As in `faq.ranking`: behind these digits, equal strengths may differ.
DIGITS = 6


def clarity_of(kernel: Floats, owners: Ints, asked: NDArray[np.bool_]) -> float:
    """Logarithm of how often phrasings find their own entry when left out, by the strength that they find.

    `kernel` is that of the rows with these owners, ridge included; `asked` tells which of them are phrasings.
    Left out, one at a time, are the phrasings whose entry has another. 0 says that strengths are chances.
    """
    entries, own = np.unique(owners, return_inverse=True)
    is_own = own[:, None] == np.arange(len(entries))
    judged = asked & (np.bincount(own, weights=asked)[own] > 1)
    strengths, is_own = _strengths_left_out(kernel, is_own)[judged], is_own[judged]
    own_strength = strengths.max(axis=1, where=is_own, initial=-math.inf)
    strongest_other = strengths.max(axis=1, where=~is_own, initial=-math.inf)
    found = np.count_nonzero(own_strength > strongest_other)
    strength = np.clip(np.maximum(own_strength, strongest_other), 0, 1).sum()
    return math.log((found + USUALLY_FOUND) / (float(strength) + USUAL_STRENGTH))


def alikeness_of(kernel: Floats, owners: Ints) -> float:
    """How near rows of one entry are to each other, on average; 0 if no entry has two of them.

    The arguments are those of `clarity_of`; the beginnings of answers count, too.
    """
    together = (owners[:, None] == owners[None, :]) & ~np.eye(len(owners), dtype=bool)
    return round(float(kernel.mean(where=together)), DIGITS) if together.any() else 0.0


def _strengths_left_out(kernel: Floats, is_own: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Strength of each entry (column) for each row, solved as if that row were not there."""
    inverse = np.linalg.inv(kernel.astype(np.float64))
    strengths: NDArray[np.float64] = is_own - (inverse @ is_own) / inverse.diagonal()[:, None]
    return strengths.round(DIGITS)
