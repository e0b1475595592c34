"""Turns what people type into words that can be compared.

`clean` folds what carries no meaning; the others undo the wrong keyboard layout and Russian in Latin letters,
and leave it to the caller (`faq.reading`) to see which reading makes sense.
"""

import re
import unicodedata
from functools import lru_cache

from faq.keyboard import ENGLISH_ROWS, RUSSIAN_ROWS
from faq.lists import lines_of

# Longer texts are cut: a question that needs more is no question for a FAQ.
MAX_CHARACTERS = 1500
MAX_WORDS = 80

_URL = re.compile(r"(?:https?://|www\.)\S+")
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"})
_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")

_RUSSIAN_KEYS = "".join(RUSSIAN_ROWS) + "ё"
_ENGLISH_KEYS = "".join(ENGLISH_ROWS) + "`"
_LATIN_VOWELS = frozenset("aeiouy")
_TO_RUSSIAN_KEYS = str.maketrans(_ENGLISH_KEYS + '{}:"<>~', _RUSSIAN_KEYS + "хъжэбюё")
_TO_ENGLISH_KEYS = str.maketrans(_RUSSIAN_KEYS, _ENGLISH_KEYS)


def clean(text: str) -> str:
    """Lower-case text of bounded length without addresses, marks and invisible characters; ё is е."""
    folded = unicodedata.normalize("NFKC", text[: 4 * MAX_CHARACTERS]).lower()
    composed = unicodedata.normalize("NFC", folded).replace("ё", "е").replace("’", "'")
    visible = "".join(
        " " if character.isspace() else character for character in composed if _is_visible(character)
    )
    return " ".join(_URL.sub(" ", visible).split())[:MAX_CHARACTERS]


def _is_visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in _INVISIBLE


def words_of(text: str) -> list[str]:
    """The words of a cleaned text, in order; "don't" is one word, and "sooo" becomes "soo"."""
    return _WORD.findall(_REPEATED.sub(r"\1\1", text.replace("'", "")))[:MAX_WORDS]


def in_other_layout(text: str) -> str:
    """The text as the same keys type it in the other keyboard layout (Russian or English)."""
    latin = sum("a" <= character <= "z" for character in text)
    cyrillic = sum("а" <= character <= "я" for character in text)
    if latin >= cyrillic:
        return text.translate(_TO_RUSSIAN_KEYS).replace("ё", "е")
    return text.translate(_TO_ENGLISH_KEYS)


def from_latin(text: str) -> str:
    """Russian text in Latin letters, converted to Russian letters."""
    return _latin_sounds().sub(_cyrillic, text)


def _cyrillic(match: re.Match[str]) -> str:
    sound = match.group()
    before = match.string[: match.start()][-1:]
    if sound == "y":
        return "й" if before in _LATIN_VOWELS else "ы"
    if sound == "ye" and before.isalpha() and before not in _LATIN_VOWELS:
        return "ые"
    return _latin_letters()[sound]


@lru_cache(maxsize=1)
def _latin_letters() -> dict[str, str]:
    pairs = (pair.partition("=") for line in lines_of("latin_letters.txt") for pair in line.split())
    return {latin: cyrillic for latin, _, cyrillic in pairs}


@lru_cache(maxsize=1)
def _latin_sounds() -> re.Pattern[str]:
    longest_first = sorted([*_latin_letters(), "y"], key=len, reverse=True)
    return re.compile("|".join(longest_first))
