"""Reduces words to stems, with the Snowball stemmer for their alphabet."""

from functools import lru_cache
from threading import local

import snowballstemmer

_CACHE_SIZE = 65_536
_LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        [*"abvgde", "zh", *"ziyklmnoprstufh", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya"],
        strict=True,
    )
)
_TO_LATIN = str.maketrans(_LATIN)

# A Snowball stemmer keeps the word it works on in itself, so each thread has its own pair.
_stemmers = local()


@lru_cache(maxsize=_CACHE_SIZE)
def stem(word: str) -> str:
    """The stem of a lower-case word; digits and words of other alphabets are returned unchanged."""
    if not word.isalpha():
        return word
    return str(_stemmer("russian" if is_cyrillic(word) else "english").stemWord(word))


def is_cyrillic(word: str) -> bool:
    """Return True if the word has a letter of the Russian alphabet (ё has become е before)."""
    return any("а" <= letter <= "я" for letter in word)


def romanised(word: str) -> str:
    """The word in Latin letters."""
    return word.translate(_TO_LATIN)


def _stemmer(language: str) -> snowballstemmer.stemmer:
    found = getattr(_stemmers, language, None)
    if found is None:
        found = snowballstemmer.stemmer(language)
        setattr(_stemmers, language, found)
    return found
