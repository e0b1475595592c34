"""Slips of the hand: how many lie between two words, and which word of people a typed one may be.

People lose a letter, double one, swap two, hit the key beside, or write a letter that sounds alike. These are
the usual slips; another letter too many, or in place of the right one, is an odd one. More letters at the end
count as usual: words have endings.
"""

from collections.abc import Iterator
from functools import lru_cache

from faq.background import chance_of, common_root, is_common
from faq.dictionary import is_russian_word
from faq.keyboard import letters_beside
from faq.lists import lines_of
from faq.stems import is_cyrillic, stem

# What a slip counts for (tried out, see docs/search.md).
USUAL, ODD = 1.0, 1.5
# A shorter word is one slip away from too many others.
SHORTEST_WITH_SLIP = 5
_CACHED_WORDS = 4096


def slips_between(typed: str, meant: str) -> float:
    """The least sum of slips that make `typed` of `meant`: an edit distance with swaps and weights."""
    before_last: list[float] = []
    last = [USUAL * lost for lost in range(len(meant) + 1)]
    for row, letter in enumerate(typed):
        extra = USUAL if row and typed[row - 1] == letter else ODD
        line = [last[0] + extra]
        for column, wanted in enumerate(meant):
            behind = USUAL if column + 1 == len(meant) else extra
            least = min(
                last[column] + _replacement(letter, wanted), last[column + 1] + behind, line[column] + USUAL
            )
            if row and column and (typed[row - 1], letter) == (wanted, meant[column - 1]):
                least = min(least, before_last[column - 1] + USUAL)
            line.append(least)
        before_last, last = last, line
    return last[-1]


def _replacement(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    return USUAL if typed in _typed_for().get(meant, ()) else ODD


@lru_cache(maxsize=1)
def _typed_for() -> dict[str, frozenset[str]]:
    """For each letter those that are typed for it by a usual slip."""
    found = dict(letters_beside())
    for alike in lines_of("sounds_alike.txt"):
        for letter in alike:
            found[letter] |= frozenset(alike) - {letter}
    return found


@lru_cache(maxsize=_CACHED_WORDS)
def likeliest_word(typed: str) -> str | None:
    """The commonest word one usual slip away; None without one, and for what the dictionary has as typed."""
    if len(typed) < SHORTEST_WITH_SLIP or is_russian_word(typed):
        return None
    return max(filter(_is_everyday, _without_one_slip(typed)), key=_chance_of_word, default=None)


def _is_everyday(word: str) -> bool:
    """Return True for a word of the background table; its stems alone would make words that nobody uses."""
    if common_root(word) is None or not is_common(stem(word)):
        return False
    return not is_cyrillic(word) or is_russian_word(word)


def _chance_of_word(word: str) -> float:
    return chance_of(stem(word))


def _without_one_slip(typed: str) -> Iterator[str]:
    """What was meant if one usual slip was made."""
    letters = [letter for letter in _typed_for() if is_cyrillic(letter) == is_cyrillic(typed)]
    for at in range(len(typed) + 1):
        before, after = typed[:at], typed[at:]
        yield from (before + lost + after for lost in letters)
        if after:
            yield from (before + meant + after[1:] for meant in letters if typed[at] in _typed_for()[meant])
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:] if after[0] != after[1] else before + after[1:]
