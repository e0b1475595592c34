"""Which way of reading the letters of a question makes words of it."""

from collections.abc import Sequence

from faq.background import is_common, sound, stems_by_sound
from faq.normalise import clean, from_latin, in_other_layout, words_of
from faq.politeness import without_politeness
from faq.stems import is_cyrillic, stem
from faq.vocabulary import Vocabulary

# Another reading must make that much more of the letters into known words than the text as typed does.
READING_ADVANTAGE = 0.15

# Common words count less than those of the knowledge base: many short letter salads are words of some list.
COMMON_WORD_WORTH = 0.8


def read_words(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of the request, read as most of them are known, and misspelt ones repaired."""
    typed = clean(text)
    readings = (typed, in_other_layout(typed), from_latin(in_latin_only(typed)))
    words = _best([_request(reading) for reading in readings], vocabulary)
    return [vocabulary.repaired(word) for word in words]


def in_latin_only(text: str) -> str:
    """The text if it is in Latin letters; nothing else is read as transliterated."""
    return "" if any(is_cyrillic(character) for character in text) else text


def _request(text: str) -> list[str]:
    return words_of(without_politeness(text))


def _best(readings: Sequence[list[str]], vocabulary: Vocabulary) -> list[str]:
    typed, *others = readings
    best, best_known = typed, _known_share(typed, vocabulary) + READING_ADVANTAGE
    for words in others:
        known = _known_share(words, vocabulary)
        if known > best_known:
            best, best_known = words, known
    return best


def _known_share(words: list[str], vocabulary: Vocabulary) -> float:
    letters = sum(map(len, words))
    return sum(len(word) * _worth(word, vocabulary) for word in words) / letters if letters else 0.0


def _worth(word: str, vocabulary: Vocabulary) -> float:
    if vocabulary.knows(word):
        return 1.0
    key = stem(word)
    return COMMON_WORD_WORTH if is_common(key) or sound(key) in stems_by_sound() else 0.0
