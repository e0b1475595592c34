"""A message that asks for two things is not answered with one of them."""

import re

from faq.normalise import clean, words_of

# Fewer words ask nothing by themselves.
FEWEST_WORDS = 2
# Each is looked up; a text of more is a story, not a list of questions.
MOST_PARTS = 6
_BETWEEN_PARTS = re.compile(r"[,.?!;]+(?:\s|$)|\b(?:и|а|но|или|and|but|or|also)\b")


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a text that may be questions of their own; none if it has but one, or very many."""
    parts = (
        part.strip() for part in _BETWEEN_PARTS.split(clean(text)) if len(words_of(part)) >= FEWEST_WORDS
    )
    distinct = tuple(dict.fromkeys(parts))
    return distinct if 1 < len(distinct) <= MOST_PARTS else ()
