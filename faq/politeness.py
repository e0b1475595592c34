"""Politeness around a request (`data/politeness.txt`), and texts that are nothing but politeness."""

import re
from functools import lru_cache

from faq.lists import lines_of, words_in

_BETWEEN_WORDS = r"[\s,.!-]+"


def without_politeness(text: str) -> str:
    """The request alone, of a cleaned text; the text as it is when nothing else is in it."""
    request = _politeness().sub(" ", text)
    return request if re.search(r"\w", request) else text


def is_small_talk(text: str) -> bool:
    """Whether a cleaned text only greets, thanks, agrees or takes leave."""
    return _small_talk().issuperset(re.findall(r"\w+", _politeness().sub(" ", text)))


@lru_cache(maxsize=1)
def _politeness() -> re.Pattern[str]:
    patterns = "|".join(line.replace(" ", _BETWEEN_WORDS) for line in lines_of("politeness.txt"))
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)")


@lru_cache(maxsize=1)
def _small_talk() -> frozenset[str]:
    return words_in("small_talk.txt")
