"""Messages of several parts: they ask for two things, or tell a story around one question.

A part counts if it would be answered were it the whole message.
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
    """The words of a part, and the position of the entry that has the nearest phrasing."""

    words: Sequence[str]
    nearest: int


def with_parts(
    index: Index, asked: ReadQuestion, found: list[Candidate], text: str, thresholds: Thresholds
) -> list[Candidate]:
    """The candidates of a text, as its parts bear them out: a second request, or the question of a story."""
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
    """The parts that are near to an entry at all."""
    for text in texts:
        words = read_words(text, index)
        similarities = index.similarities(words, language)
        row = similarities.argmax()
        if similarities[row] >= LEAST_SIMILARITY:
            yield _Part(words, int(index.rows.owners[row]))


def _sure(parts: Iterable[_Part], index: Index, language: str, bar: float) -> Iterator[Candidate]:
    """The first candidate of each of the parts that would be answered if it stood alone."""
    for part in parts:
        for first in candidates_for(index, question_of(part.words, index, language))[:1]:
            if first.score >= bar:
                yield first


def _with_question_of_story(
    found: list[Candidate], here: Iterator[Candidate], elsewhere: Iterator[Candidate]
) -> list[Candidate]:
    """The candidates; the first is as likely as a sentence alone makes it, if none asks for another."""
    first, *others = found
    question = next(here, None)
    if question is None or any(part.entry.id != first.entry.id for part in (question, *elsewhere)):
        return found
    return [replace(first, score=question.score, doubt=None), *others]


def _with_asked_besides(found: list[Candidate], sure: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; where a part asks for another than the first, both lead, and neither is sure."""
    besides = {part.entry.id: part for part in sure if part.entry.id != found[0].entry.id}
    if not besides:
        return found
    leading = [
        replace(choice, score=EVEN_CHANCE, doubt=Doubt.TWO_REQUESTS)
        for choice in (found[0], *besides.values())
    ]
    led = {choice.entry.id for choice in leading}
    return [*leading, *(other for other in found if other.entry.id not in led and other.score < EVEN_CHANCE)]
