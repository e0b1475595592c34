"""How common words are in general, which a small knowledge base cannot tell.

The table (`data/words.txt`, its source in `data/README.md`) is read once, on first use.
"""

import math
from functools import lru_cache

from faq.lists import lines_of, words_in
from faq.stems import is_cyrillic

# Length of a typical question, in words: turns the frequency of a word among running words
# into the chance that a question contains it.
WORDS_PER_QUESTION = 10
QUESTION_WORD_CHANCE = 0.3
RARE_WORD_CHANCE = 1e-5
LONGEST_ENDING = 4

_LOST_LETTERS = str.maketrans({"ь": "", "ъ": "", "э": "е", "ы": "и", "й": "и"})


@lru_cache(maxsize=1)
def word_chances() -> dict[str, float]:
    """The chance that a question contains the stem, for each stem of the table."""
    chances: dict[str, float] = {}
    for line in lines_of("words.txt"):
        level, *stems = line.split()
        chance = -math.expm1(-WORDS_PER_QUESTION * 10 ** (int(level) / 10))
        chances.update(dict.fromkeys(stems, chance))
    chances.update(dict.fromkeys(words_in("question_words.txt"), QUESTION_WORD_CHANCE))
    return chances


def chance_of(stem: str) -> float:
    """The chance that a question about any subject contains the stem."""
    return word_chances().get(stem, RARE_WORD_CHANCE)


def is_common(stem: str) -> bool:
    """Return True if the table has the stem."""
    return stem in word_chances()


def common_root(word: str) -> str | None:
    """The stem of the table that the word has before an ending; finding it is far cheaper than stemming."""
    stems, endings, length = word_chances(), _endings(), len(word)
    for cut in range(length, max(1, length - LONGEST_ENDING - 1), -1):
        if word[:cut] in stems and (cut == length or word[cut:] in endings):
            return word[:cut]
    return None


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return words_in("endings.txt")


def sound(stem: str) -> str:
    """The stem without distinctions that transliteration loses."""
    return stem.translate(_LOST_LETTERS)


@lru_cache(maxsize=1)
def stems_by_sound() -> dict[str, str]:
    """The most frequent Russian stem for each `sound`."""
    found: dict[str, str] = {}
    for stem in word_chances():
        if is_cyrillic(stem):
            found.setdefault(sound(stem), stem)
    return found
