"""Tells the forms of one word from other words with the same beginning: «болью» is «боль», «более» is not.

Two words with one stem (Snowball) may be strangers: «боль» and «более», "important" and "import". So each
also has to be an inflection of the same word: a Russian one by the dictionary, an English one by its endings.
Of Russian words that the dictionary does not have («деплоем») the stem alone tells.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

import snowballstemmer

from faq.dictionary import russian_analyzer
from handlers.desk.text.vocabulary import fold_case

_RUSSIAN = re.compile("[а-я]")
_ENGLISH_ENDINGS = (
    (re.compile("s$"), ""),  # problems
    (re.compile("e[sd]$"), ""),  # crashes, crashed
    (re.compile("(?<=e)d$"), ""),  # closed
    (re.compile("ie[sd]$"), "y"),  # apologies, tried
    (re.compile("ing$"), ""),  # crashing
    (re.compile("ing$"), "e"),  # closing
    (re.compile("ying$"), "ie"),  # lying
    (re.compile(r"([^aeiou])\1(?:ed|ing)$"), r"\1"),  # stopped
)


def folded_stem(word: str) -> str:
    """The stem of a word in any case, stemmed until nothing changes: «проблем» loses less than «проблема»."""
    return _stem(fold_case(word))


def is_same_word(one: str, other: str) -> bool:
    """Return True if the two are forms of one word, in any case; homonyms count («болей» is also a noun)."""
    left, right = fold_case(one), fold_case(other)
    if left == right or _stem(left) != _stem(right):
        return left == right
    return not _words_of(left).isdisjoint(_words_of(right)) or not (_is_known(left) or _is_known(right))


@lru_cache(maxsize=8192)  # our own sentences repeat the same words all day, and each is checked
def _stem(folded: str) -> str:
    stem = _stemmer("russian" if _RUSSIAN.search(folded) else "english")
    while (shorter := stem(folded)) != folded:
        folded = shorter
    return folded


@lru_cache(maxsize=8192)
def _words_of(folded: str) -> frozenset[str]:
    """The words, in their dictionary form, that this may be a form of."""
    return frozenset(_russian_words(folded) if _RUSSIAN.search(folded) else _english_words(folded))


def _is_known(folded: str) -> bool:
    return not _RUSSIAN.search(folded) or bool(russian_analyzer().word_is_known(folded))


def _russian_words(folded: str) -> Iterator[str]:
    """Each with its part of speech; those of a word that no dictionary has are guessed by its ending."""
    for reading in russian_analyzer().parse(folded):
        word = reading.normalized
        yield f"{fold_case(word.word)} {word.tag.POS}"


def _english_words(folded: str) -> Iterator[str]:
    word = folded.removesuffix("'s")
    yield word
    for ending, replaced in _ENGLISH_ENDINGS:
        yield ending.sub(replaced, word)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    return snowballstemmer.stemmer(language).stemWord  # type: ignore[no-any-return] # published without types
