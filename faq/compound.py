"""Messages of several parts, which ask for two things or tell a story around one question.

A part counts if it would be answered as a message of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from faq.candidates import ReadQuestion, candidates_for, question_of
from faq.decision import EVEN_CHANCE, Thresholds
from faq.doubt import contradiction
from faq.index import Index
from faq.parts import clauses_of, sentences_of
from faq.reading import read_words
from faq.verdict import Candidate, Doubt

# On no labelled set (docs/search.md) was anything answered that was less near. Ranking takes the longest.
LEAST_SIMILARITY = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of a part, and the position of the entry with the nearest phrasing."""

    words: Sequence[str]
    nearest: int


def with_parts(
    index: Index, asked: ReadQuestion, found: list[Candidate], text: str, thresholds: Thresholds
) -> list[Candidate]:
    """Correct the candidates of a text by its parts: for a second request, or the question of a story."""
    first, bar = asked.ranked[0], thresholds.answer
    if found[0].score >= bar:
        clauses = _parts_of(clauses_of(text), index, asked.language)
        others = (clause for clause in clauses if clause.nearest != first.entry)
        return _with_asked_besides(found, _sure(others, index, asked.language, bar))
    if found[0].score < thresholds.suggest or contradiction(asked.words, index.entries, first):
        return found
    sentences = tuple(_parts_of(sentences_of(text), index, asked.language))
    here = (sentence for sentence in sentences if sentence.nearest == first.entry)
    elsewhere = (sentence for sentence in sentences if sentence.nearest != first.entry)
    return _with_question_of_story(
        found, _sure(here, index, asked.language, bar), _sure(elsewhere, index, asked.language, bar)
    )


def _parts_of(texts: Iterable[str], index: Index, language: str) -> Iterator[_Part]:
    """The parts that are near to any entry."""
    for text in texts:
        words = read_words(text, index)
        similarities = index.similarities(words, language)
        row = similarities.argmax()
        if similarities[row] >= LEAST_SIMILARITY:
            yield _Part(words, int(index.rows.owners[row]))


def _sure(parts: Iterable[_Part], index: Index, language: str, bar: float) -> Iterator[Candidate]:
    """The first candidate of each part that would be answered on its own."""
    for part in parts:
        for first in candidates_for(index, question_of(part.words, index, language))[:1]:
            if first.score >= bar:
                yield first


def _with_question_of_story(
    found: list[Candidate], here: Iterator[Candidate], elsewhere: Iterator[Candidate]
) -> list[Candidate]:
    """Give the first candidate the chance that a sentence alone gives it, if none asks for another entry."""
    first, *others = found
    question = next(here, None)
    if question is None or any(part.entry.id != first.entry.id for part in (question, *elsewhere)):
        return found
    return [replace(first, score=question.score, doubt=None), *others]


def _with_asked_besides(found: list[Candidate], sure: Iterable[Candidate]) -> list[Candidate]:
    """Put two candidates first, neither of them sure, if a part asks for another than the first."""
    besides = {part.entry.id: part for part in sure if part.entry.id != found[0].entry.id}
    if not besides:
        return found
    leading = [
        replace(choice, score=EVEN_CHANCE, doubt=Doubt.TWO_REQUESTS)
        for choice in (found[0], *besides.values())
    ]
    led = {choice.entry.id for choice in leading}
    return [*leading, *(other for other in found if other.entry.id not in led and other.score < EVEN_CHANCE)]
