"""What a text may ask for: its words, the entries that fit them, and how likely each is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from faq.decision import EVEN_CHANCE, EXACT_CHANCE, chance, weights_of
from faq.doubt import doubt_of
from faq.entry import FaqEntry
from faq.index import Index, exact_key, language_of
from faq.ranking import Ranked, rank
from faq.reading import read_words
from faq.verdict import Candidate

# More are ranked than shown: rivals tell how sure the first is, and choices that ask the same are left out.
RANKED = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was read: its words, what fits, and the ids of the entries with exactly its words."""

    language: str
    words: tuple[str, ...]
    ranked: Sequence[Ranked]
    exact: frozenset[str]


def read(text: str, index: Index, language: str | None) -> Asked:
    """The text as it is understood; of entries that fit alike, those in the language come first."""
    return asked_with(read_words(text, index), index, language)


def asked_with(words: Sequence[str], index: Index, language: str | None) -> Asked:
    """The same of words that were read before."""
    if not words:
        return Asked("", (), (), frozenset())
    language = language_of(" ".join(words), language)
    exact = index.exact.get(exact_key(words), frozenset())
    if len(exact) > 1:
        entries = zip(index.entries, index.languages, strict=True)
        exact = (
            frozenset(entry.id for entry, own in entries if entry.id in exact and own == language) or exact
        )
    return Asked(language, tuple(words), rank(index, words, language, RANKED), exact)


def candidates_for(index: Index, asked: Asked) -> list[Candidate]:
    """Entries that have exactly the words of the question, which share their chance; then the others."""
    exact: list[Candidate] = []
    if asked.exact:
        alike = EXACT_CHANCE / len(asked.exact)
        nearest = {found.entry: found.phrasing for found in asked.ranked}
        exact = [
            Candidate(entry, alike, _phrasing(entry, nearest.get(position, 0)))
            for position, entry in enumerate(index.entries)
            if entry.id in asked.exact
        ]
    others, most = [], 1 - EXACT_CHANCE if exact else 1.0
    fitted = weights_of(semantic=index.encoder is not None)
    for position, found in enumerate(asked.ranked):
        entry = index.entries[found.entry]
        if entry.id not in asked.exact:
            # The order is that of the competition: an entry behind another is never the likelier one.
            most = min(most, chance(asked.ranked, position, fitted))
            doubt = None
            if most > EVEN_CHANCE:
                doubt = doubt_of(asked.words, index.entries, asked.ranked, position)
            most = EVEN_CHANCE if doubt else most
            others.append(Candidate(entry, most, _phrasing(entry, found.phrasing), doubt))
    return [*exact, *others]


def _phrasing(entry: FaqEntry, number: int) -> str:
    return (entry.question, *entry.alternatives)[number]
