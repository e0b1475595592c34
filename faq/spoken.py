"""Words that people say for others (`data/spoken.txt`): «инет» for «интернет», "wifi" for "wi-fi"."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from faq.lists import lines_of
from faq.stems import stem

_Words = tuple[str, ...]

# Some of the list are two words ("вай фай").
MOST_WORDS = 2


def is_spoken(word: str) -> bool:
    """Return True for any form of a word of the list."""
    return (stem(word),) in _spoken()


def in_known_words(words: Sequence[str], is_known: Callable[[str], bool]) -> Iterator[str]:
    """The words; unknown ones for which another of the same meaning is known are replaced by that."""
    start = 0
    while start < len(words):
        for length in range(min(MOST_WORDS, len(words) - start), 0, -1):
            said = words[start : start + length]
            meant = _known_meaning(said, is_known)
            if meant or length == 1:
                yield from meant or said
                start += length
                break


def _known_meaning(said: Sequence[str], is_known: Callable[[str], bool]) -> _Words:
    if all(map(is_known, said)):
        return ()
    same = _spoken().get(tuple(map(stem, said)), ())
    return next((words for words in same if all(map(is_known, words))), ())


@lru_cache(maxsize=1)
def _spoken() -> dict[_Words, tuple[_Words, ...]]:
    """By the stems of each, those of the same meaning; one may stand in several groups."""
    meanings: dict[_Words, tuple[_Words, ...]] = {}
    for line in lines_of("spoken.txt"):
        group = tuple(tuple(words.split()) for words in line.split(","))
        for words in group:
            key = tuple(map(stem, words))
            meanings[key] = (*meanings.get(key, ()), *group)
    return meanings
