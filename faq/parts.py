"""The parts of a message: it may ask for two things, or tell a story around its question."""

import re
from collections.abc import Iterable, Iterator

from faq.normalise import clean, words_of

# Fewer words ask nothing by themselves.
FEWEST_WORDS = 2
# Each is looked up; a text of more is a story, not a list of questions.
MOST_PARTS = 6
_BETWEEN_SENTENCES = re.compile(r"[.?!;]+(?:\s|$)")
_BETWEEN_CLAUSES = re.compile(r",(?:\s|$)|\b(?:и|а|но|или|and|but|or|also)\b")


def clauses_of(text: str) -> tuple[str, ...]:
    """The parts of a text that may be questions of their own; none if it has but one, or very many."""
    return _several(part for sentence in _sentences(text) for part in _BETWEEN_CLAUSES.split(sentence))


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text; none if it has but one, or very many. A line ends one, too."""
    return _several(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from _BETWEEN_SENTENCES.split(clean(line))


def _several(parts: Iterable[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(part.strip() for part in parts if len(words_of(part)) >= FEWEST_WORDS))
    return distinct if 1 < len(distinct) <= MOST_PARTS else ()
