"""Reads the words of a question: undoes wrong layout, Latin letters, missing spaces and typos."""

import math
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz.distance import OSA

from faq.background import chance_of, is_common, sound, stems_by_sound
from faq.index import Index
from faq.normalise import clean, from_latin, in_other_layout, words_of
from faq.politeness import is_small_talk, with_courtesies_mended, without_politeness
from faq.slips import USUAL, likeliest_word, slips_between
from faq.spacing import SHORT_WORD, SHORT_WORD_CHANCE, taken_apart
from faq.spoken import in_known_words, is_spoken
from faq.stems import is_cyrillic, stem

# Another reading must make that much more of the letters into known words than the text as typed does.
READING_ADVANTAGE = 0.15
# Common words count less than those of the knowledge base: many short letter salads are words of some list.
COMMON_WORD_WORTH = 0.8
# A word that the knowledge base has in Latin letters alone says little for Russian: "refund polisy" is none.
LATIN_WORD_WORTH = 0.6

# Marks that follow a word in either layout; their keys are letters in the Russian one.
MARKS = ",.;:'"

# A word that the knowledge base lacks is taken for that of its words which is likelier meant. Costs are
# negative logarithms of chances; a slip is as likely as a word that one text in 150 has. A word that people
# use is no slip for one that every other text has: "dog" is not "do". Other words that people use are meant
# less often than those of the knowledge base.
EDIT_COST = 5.0
LACKING_COST = 8.0
UNHEARD_COST = 25.0
LEAST_RARITY = 2.0
EDITED_SHARE = 0.3
REPAIR_CANDIDATES = 50
SHORTEST_REPAIRED = 2
SHORT_ROOT = 3
# Mending takes the longest; a text with more unknown words than this is no question of this FAQ.
MOST_MENDED = 16


def read_words(text: str, index: Index) -> list[str]:
    """Return the words of the request; none if the text is empty or only polite."""
    meant = _most_sensible(clean(text), index)
    meant = with_courtesies_mended(meant, lambda word: _is_word(word, index))
    words = words_of(without_politeness(meant))
    if is_small_talk(meant) and not all(index.knows(word) for word in words):
        return []
    return list(_meant(in_known_words(words, index.knows), index))


def _worth(word: str, index: Index) -> float:
    if index.knows(word):
        return 1.0
    key = stem(word)
    if len(word) < SHORT_WORD:
        return COMMON_WORD_WORTH if chance_of(key) >= SHORT_WORD_CHANCE else 0.0
    is_used = is_common(key) or is_spoken(word) or sound(key) in stems_by_sound()
    return COMMON_WORD_WORTH if is_used else 0.0


def _worth_as_russian(word: str, index: Index) -> float:
    """The same for a word of a text that was typed in Latin letters (see `_as_russian`)."""
    return LATIN_WORD_WORTH if _is_latin_word(word, index) else _worth(word, index)


def _is_latin_word(word: str, index: Index) -> bool:
    """Return True if the knowledge base has the word in Latin letters only."""
    return word.isascii() and word.isalpha() and index.knows(word) and not index.spells_in_cyrillic(word)


def _most_sensible(typed: str, index: Index) -> str:
    """The text as typed, unless it clearly makes more sense in the other layout, or as Russian."""
    if not any(map(str.isalpha, typed)):
        return typed
    sense = _sense(typed, index)
    in_other = _sense(in_other_layout(typed), index)
    russian = _as_russian(typed, index)
    as_russian = _sense(russian, index, _worth_as_russian)
    if max(in_other, as_russian) <= sense + READING_ADVANTAGE:
        return typed
    return russian if as_russian > in_other else _in_other_layout(typed, index)


def _as_russian(typed: str, index: Index) -> str:
    """The text in Russian letters, except for words that the FAQ has in Latin letters."""
    if is_cyrillic(typed) or not index.cyrillic.any():
        return typed
    return " ".join(
        word if _is_latin_word(word.strip(MARKS), index) else from_latin(word) for word in typed.split()
    )


def _in_other_layout(typed: str, index: Index) -> str:
    """The text in the other layout, except for words that make sense as typed, and marks after words."""
    return " ".join(
        max((other, other[: len(word.rstrip(MARKS))], word), key=lambda reading: _sense(reading, index))
        for word, other in zip(typed.split(), in_other_layout(typed).split(), strict=True)
    )


def _sense(text: str, index: Index, worth: Callable[[str, Index], float] = _worth) -> float:
    """The share of letters (0..1) that belong to words, each word with its worth."""
    words = words_of(text)
    letters = sum(map(len, words))
    return sum(len(word) * worth(word, index) for word in words) / letters if letters else 0.0


def _is_word(word: str, index: Index) -> bool:
    """Return True for a word of the FAQ or of people; a short root may be a typo, too ("деь", "дорый")."""
    root = stem(word)
    is_used = index.knows(word) or is_common(root) or is_spoken(word)
    return index.has_form(word) or (len(root) > SHORT_ROOT and is_used)


def _meant(words: Iterable[str], index: Index) -> Iterator[str]:
    """The words, with the first few that the knowledge base lacks replaced by what they mean."""
    lacking = 0
    for word in words:
        if lacking == MOST_MENDED or not word.isalpha() or index.knows(word):
            yield word
        else:
            lacking += 1
            meant = repaired(word, index)
            apart = [] if index.knows(meant) or is_common(stem(word)) else taken_apart(word, index)
            yield from apart if len(apart) > 1 else [meant]


def repaired(word: str, index: Index) -> str:
    """The word of the knowledge base, or of people, that is likelier meant than that typed, or else this."""
    if len(word) < SHORTEST_REPAIRED:
        return word
    is_used = is_common(stem(word))
    typed_cost = index.rarity_of(word) if is_used else UNHEARD_COST
    costs = {
        known: rarity + EDIT_COST * _edits(word, known, is_used=is_used)
        for known in index.nearest_words(word, REPAIR_CANDIDATES)
        if OSA.distance(word, known) <= _most_edits(word, known)
        and ((rarity := index.rarity_of(known)) >= LEAST_RARITY or not is_used)
    }
    if not is_used and (everyday := likeliest_word(word)) is not None:
        costs.setdefault(everyday, index.rarity_of(everyday) + EDIT_COST + LACKING_COST)
    likeliest = min(costs, key=costs.__getitem__, default=word)
    return likeliest if costs.get(likeliest, math.inf) < typed_cost else word


def _edits(word: str, known: str, *, is_used: bool) -> float:
    """How far apart they are; forms of one word differ by their endings, which is no slip."""
    if is_used:
        return OSA.distance(word, known)
    return min(slips_between(word, known), slips_between(stem(word), stem(known)) or USUAL)


def _most_edits(word: str, other: str) -> int:
    return max(1, int(max(len(word), len(other)) * EDITED_SHARE + 1e-9))
