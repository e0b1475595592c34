"""Which words a question means: keyboard layout, Latin letters, missing spaces and misspellings undone."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from faq.background import is_common, sound, stems_by_sound
from faq.index import Index
from faq.normalise import clean, from_latin, in_other_layout, words_of
from faq.politeness import is_small_talk, without_politeness
from faq.spacing import taken_apart
from faq.stems import is_cyrillic, stem

# Another reading must make that much more of the letters into known words than the text as typed does.
READING_ADVANTAGE = 0.15
# Common words count less than those of the knowledge base: many short letter salads are words of some list.
COMMON_WORD_WORTH = 0.8

# A word that people know is taken as meant; any other becomes the known word that it nearly is.
REPAIR_SIMILARITY = 0.7
REPAIR_CANDIDATES = 20
SHORTEST_REPAIRED = 3
# Mending takes the longest; a text with more unknown words than this is no question of this FAQ.
MOST_MENDED = 16


def read_words(text: str, index: Index) -> list[str]:
    """The words of the request; none if the text is empty or only polite."""
    typed = clean(text)
    readings = [typed, in_other_layout(typed)]
    if not any(is_cyrillic(character) for character in typed):
        readings.append(from_latin(typed))
    meant = _best(readings, index)
    words = words_of(without_politeness(meant))
    if is_small_talk(meant) and not all(index.knows(word) for word in words):
        return []
    return list(_meant(words, index))


def _best(readings: Sequence[str], index: Index) -> str:
    """The reading that makes sense; the text as typed, unless another makes clearly more."""
    typed, *others = readings
    best, best_known = typed, _known_share(typed, index) + READING_ADVANTAGE
    for reading in others:
        known = _known_share(reading, index)
        if known > best_known:
            best, best_known = reading, known
    return best


def _known_share(text: str, index: Index) -> float:
    words = words_of(text)
    letters = sum(map(len, words))
    return sum(len(word) * _worth(word, index) for word in words) / letters if letters else 0.0


def _worth(word: str, index: Index) -> float:
    if index.knows(word):
        return 1.0
    key = stem(word)
    return COMMON_WORD_WORTH if is_common(key) or sound(key) in stems_by_sound() else 0.0


def _meant(words: Sequence[str], index: Index) -> Iterator[str]:
    """The words, the first unknown ones as what they are meant to be."""
    unknown = 0
    for word in words:
        if unknown == MOST_MENDED or not word.isalpha() or index.knows(word) or is_common(stem(word)):
            yield word
        else:
            unknown += 1
            known = repaired(word, index)
            yield from [known] if known != word else taken_apart(word, index)


def repaired(word: str, index: Index) -> str:
    """The word of the knowledge base that is meant by a misspelt one; the word itself if none is."""
    if len(word) < SHORTEST_REPAIRED:
        return word
    similarity, _, closest = max(
        (
            (OSA.normalized_similarity(word, known), -index.rarity_of(known), known)
            for known in index.nearest_words(word, REPAIR_CANDIDATES)
        ),
        default=(0.0, 0.0, word),
    )
    return closest if similarity >= REPAIR_SIMILARITY else word
