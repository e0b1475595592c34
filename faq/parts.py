"""The parts of a message: it may ask for two things, or tell a story around its question."""

import re
from collections.abc import Iterable, Iterator

from faq.normalise import clean, words_of

# Fewer words ask nothing by themselves.
FEWEST_WORDS = 2
# Each is looked up; a text of more is a story, not a list of questions.
MOST_PARTS = 6
# A story of more sentences is about more than its question, and takes longer to read than an answer may.
MOST_SENTENCES = 3
_BETWEEN_SENTENCES = re.compile(r"[.?!;]+(?:\s|$)")
_BETWEEN_CLAUSES = re.compile(r",(?:\s|$)|\b(?:и|а|но|или|and|but|or|also)\b")


def clauses_of(text: str) -> tuple[str, ...]:
    """The parts of a text that may be questions of their own; none if there is only one, or very many."""
    clauses = (part for sentence in _sentences(text) for part in _BETWEEN_CLAUSES.split(sentence))
    return _several(clauses, MOST_PARTS)


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text; none if there is only one, or very many. A line break ends one, too."""
    return _several(_sentences(text), MOST_SENTENCES)


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from _BETWEEN_SENTENCES.split(clean(line))


def _several(parts: Iterable[str], most: int) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(part.strip() for part in parts if len(words_of(part)) >= FEWEST_WORDS))
    return distinct if 1 < len(distinct) <= most else ()
