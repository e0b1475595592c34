"""The keys of the Russian and the English layout, row by row; a place in one is the same key in the other."""

from functools import lru_cache

RUSSIAN_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
ENGLISH_ROWS = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,.")
# Each row stands half a key to the right of the one above: rows down, keys to the right.
_BESIDE = ((0, -1), (0, 1), (-1, 0), (-1, 1), (1, -1), (1, 0))


@lru_cache(maxsize=1)
def letters_beside() -> dict[str, frozenset[str]]:
    """For each letter those on the keys around its own."""
    return _neighbours(RUSSIAN_ROWS) | _neighbours(ENGLISH_ROWS)


def _neighbours(rows: tuple[str, ...]) -> dict[str, frozenset[str]]:
    keys = {(row, place): key for row, line in enumerate(rows) for place, key in enumerate(line)}
    return {
        key: frozenset(
            keys[row + down, place + right]
            for down, right in _BESIDE
            if keys.get((row + down, place + right), "").isalpha()
        )
        for (row, place), key in keys.items()
        if key.isalpha()
    }
