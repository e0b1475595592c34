"""Rough meanings of words: a small vector for each common Russian and English stem.

Words of near meaning, in either language, have near vectors; the table (`data/meanings.npy`, its source in
`data/README.md`) is read once, on first use.
"""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from faq.background import word_chances

DIMENSIONS = 96
# A component of a unit vector hardly ever exceeds 0.5, which makes the full range of a byte.
SCALE = 254.0


def meaning_of(stem: str) -> NDArray[np.float32] | None:
    """The stem's vector (of length 1); None if the table has none."""
    row = _rows().get(stem)
    if row is None:
        return None
    vector = _table()[row].astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if length else None


@lru_cache(maxsize=1)
def _rows() -> dict[str, int]:
    return {stem: row for row, stem in enumerate(word_chances())}


@lru_cache(maxsize=1)
def _table() -> NDArray[np.int8]:
    data = files("faq").joinpath("data", "meanings.npy").read_bytes()
    table: NDArray[np.int8] = np.load(BytesIO(data), allow_pickle=False)
    return table
