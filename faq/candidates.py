"""Reads a text, and finds the entries that it may ask for, each with its chance."""

from collections.abc import Iterator, Sequence
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
class ReadQuestion:
    """A question as it was read: its words, its candidates, and the ids of entries with exactly its words."""

    language: str
    words: tuple[str, ...]
    ranked: Sequence[Ranked]
    exact: frozenset[str]


def read(text: str, index: Index, language: str | None) -> ReadQuestion:
    """Read a text; of entries that fit equally well, those in the language come first."""
    return question_of(read_words(text, index), index, language)


def question_of(words: Sequence[str], index: Index, language: str | None) -> ReadQuestion:
    """The same for words that have been read already."""
    if not words:
        return ReadQuestion("", (), (), frozenset())
    language = language_of(" ".join(words), language)
    exact = index.exact.get(exact_key(words), frozenset())
    if len(exact) > 1:
        entries = zip(index.entries, index.languages, strict=True)
        exact = (
            frozenset(entry.id for entry, own in entries if entry.id in exact and own == language) or exact
        )
    return ReadQuestion(language, tuple(words), rank(index, words, language, RANKED), exact)


def candidates_for(index: Index, question: ReadQuestion) -> list[Candidate]:
    """Entries with exactly the words of the question, which share one chance; then the others."""
    exact = _exact_candidates(index, question)
    return [*exact, *_likely_candidates(index, question, 1 - EXACT_CHANCE if exact else 1.0)]


def _exact_candidates(index: Index, question: ReadQuestion) -> list[Candidate]:
    if not question.exact:
        return []
    nearest = {found.entry: found.phrasing for found in question.ranked}
    return [
        Candidate(entry, EXACT_CHANCE / len(question.exact), _phrasing(entry, nearest.get(position, 0)))
        for position, entry in enumerate(index.entries)
        if entry.id in question.exact
    ]


def _likely_candidates(index: Index, question: ReadQuestion, most: float) -> Iterator[Candidate]:
    """The other entries as ranked; none has a higher chance than the one before it."""
    fitted = weights_of(semantic=index.encoder is not None)
    for position, found in enumerate(question.ranked):
        entry = index.entries[found.entry]
        if entry.id in question.exact:
            continue
        most = min(most, chance(question.ranked, position, fitted))
        doubt = None
        if most > EVEN_CHANCE:
            doubt = doubt_of(question.words, index.entries, question.ranked, position)
        most = EVEN_CHANCE if doubt else most
        yield Candidate(entry, most, _phrasing(entry, found.phrasing), doubt)


def _phrasing(entry: FaqEntry, number: int) -> str:
    return (entry.question, *entry.alternatives)[number]
