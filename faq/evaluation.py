"""How good the search is on labelled questions: the figures of `otboinik faq evaluate`. Pure.

Ranking is judged on questions that have an entry; deciding on all of them, where an answer to a question
without an entry is as wrong as a wrong entry.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from faq.entry import FaqEntry
from faq.verdict import Verdict

_Line = TypeVar("_Line")

TARGET_PRECISION = 0.95
SHOWN_CHOICES = 3


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line of a labelled file that is not what it should be."""

    line: int
    expected: str

    def __str__(self) -> str:
        return f"line {self.line}: expected {self.expected}"


class LabelledFileError(ValueError):
    """Lines of a labelled file are not what they should be: `faults`, all of them.

    `is_another_format`: none of its lines is a JSON object.
    """

    def __init__(self, faults: Sequence[LineFault], *, is_another_format: bool = False) -> None:
        self.faults = tuple(faults)
        self.is_another_format = is_another_format
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True, slots=True)
class LabelledQuery:
    """A question and the id of the entry that answers it; None: it must not be answered."""

    text: str
    expected: str | None


class Asked(Protocol):
    """What can be evaluated: `FaqMatcher`, or anything else that finds entries."""

    def ask(self, text: str) -> Verdict:
        """The entries that may answer the text."""
        ...


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """What the search made of one labelled question."""

    query: LabelledQuery
    verdict: Verdict
    seconds: float

    @property
    def found(self) -> tuple[str, ...]:
        return tuple(candidate.entry.id for candidate in self.verdict.candidates)

    @property
    def score(self) -> float:
        return self.verdict.candidates[0].score if self.verdict.candidates else 0.0

    @property
    def is_right(self) -> bool:
        """Whether the first candidate is the expected entry."""
        return self.query.expected is not None and self.found[:1] == (self.query.expected,)

    @property
    def is_answered(self) -> bool:
        return self.verdict.kind == "answer"

    @property
    def is_offered(self) -> bool:
        return self.verdict.kind == "suggest"

    @property
    def is_miss(self) -> bool:
        """Whether another entry comes first, or one is sent where none should be."""
        return self.is_answered if self.query.expected is None else not self.is_right


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures; shares are from 0 to 1, and None where there is nothing to divide by."""

    queries_with_entry: int
    queries_without_entry: int
    top_1: float | None
    recall_at_3: float | None
    auroc: float | None  # chance that a question with an entry scores above one without
    coverage_at_95: float | None  # best share of questions with an entry answered at 95 % precision
    answered: float | None  # share of questions with an entry that the search answers by itself
    precision: float | None  # share of its answers, to questions of both kinds, that are right
    answered_without_entry: float | None
    offered: float | None  # share of questions with an entry that get choices
    offered_with_entry: float | None  # share of these choices that have the expected entry
    offered_without_entry: float | None
    latency_p50_ms: float | None
    latency_p99_ms: float | None


def read_entries(text: str, phrasings: int | None = None) -> tuple[FaqEntry, ...]:
    """Entries of a JSONL text, each with its first `phrasings` alternatives. Raises `LabelledFileError`."""
    seen: dict[str, int] = {}

    def entry(line: int, record: dict[str, object]) -> FaqEntry:
        read = _entry(record, phrasings)
        first = seen.setdefault(read.id, line)
        if first != line:
            raise _NotExpected(f'an "id" of its own: line {first} has {read.id!r}')
        return read

    return tuple(_each(text, entry))


def read_queries(text: str) -> tuple[LabelledQuery, ...]:
    """Labelled questions of a JSONL text. Raises `LabelledFileError`."""
    return tuple(_each(text, lambda _line, record: _query(record)))


def evaluate(
    search: Asked, queries: Iterable[LabelledQuery], clock: Callable[[], float]
) -> tuple[AskedQuery, ...]:
    """Ask every question; `clock` gives seconds (`time.perf_counter`)."""
    outcomes = []
    for query in queries:
        start = clock()
        verdict = search.ask(query.text)
        outcomes.append(AskedQuery(query, verdict, clock() - start))
    return tuple(outcomes)


def scores_of(outcomes: Sequence[AskedQuery]) -> Scores:
    """The figures of the outcomes."""
    inside = [outcome for outcome in outcomes if outcome.query.expected is not None]
    outside = [outcome for outcome in outcomes if outcome.query.expected is None]
    answers = [outcome for outcome in outcomes if outcome.is_answered]
    milliseconds = sorted(1000 * outcome.seconds for outcome in outcomes)
    return Scores(
        queries_with_entry=len(inside),
        queries_without_entry=len(outside),
        top_1=_share(outcome.is_right for outcome in inside),
        recall_at_3=_share(outcome.query.expected in outcome.found[:SHOWN_CHOICES] for outcome in inside),
        auroc=_auroc([outcome.score for outcome in inside], [outcome.score for outcome in outside]),
        coverage_at_95=_coverage(outcomes, len(inside)) if inside else None,
        answered=_share(outcome.is_answered for outcome in inside),
        precision=_share(outcome.is_right for outcome in answers),
        answered_without_entry=_share(outcome.is_answered for outcome in outside),
        offered=_share(outcome.is_offered for outcome in inside),
        offered_with_entry=_share(
            outcome.query.expected in outcome.found for outcome in inside if outcome.is_offered
        ),
        offered_without_entry=_share(outcome.is_offered for outcome in outside),
        latency_p50_ms=_quantile(milliseconds, 0.5),
        latency_p99_ms=_quantile(milliseconds, 0.99),
    )


def unknown_ids(queries: Iterable[LabelledQuery], entries: Iterable[FaqEntry]) -> tuple[str, ...]:
    """Ids that are expected and that no entry has: their questions can only be missed."""
    known = {entry.id for entry in entries}
    expected = (query.expected for query in queries if query.expected is not None)
    return tuple(dict.fromkeys(entry_id for entry_id in expected if entry_id not in known))


class _NotExpected(Exception):
    """What would have been."""


def _each(text: str, read: Callable[[int, dict[str, object]], _Line]) -> list[_Line]:
    """Every line that is not blank as `read` makes it of its number and its object."""
    found: list[_Line] = []
    faults: list[LineFault] = []
    lines = enumerate(text.removeprefix("\ufeff").split("\n"), start=1)
    records = [(line, _object(content)) for line, content in lines if content.strip()]
    for line, record in records:
        try:
            if record is None:
                raise _NotExpected("a JSON object")
            found.append(read(line, record))
        except _NotExpected as fault:
            faults.append(LineFault(line, str(fault)))
    if faults:
        raise LabelledFileError(faults, is_another_format=all(record is None for _, record in records))
    return found


def _object(content: str) -> dict[str, object] | None:
    """The JSON object of a line; None when it is something else."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _entry(record: dict[str, object], phrasings: int | None) -> FaqEntry:
    entry_id, question = record.get("id"), record.get("question")
    answer, alternatives = record.get("answer", ""), record.get("alternatives", [])
    if not isinstance(entry_id, str | int) or not isinstance(question, str) or not isinstance(answer, str):
        raise _NotExpected('texts "id", "question" and "answer"')
    if not question.strip():
        raise _NotExpected('a "question" that is not empty')
    if not isinstance(alternatives, list) or not all(isinstance(text, str) for text in alternatives):
        raise _NotExpected('"alternatives" as a list of texts')
    return FaqEntry(
        id=str(entry_id), question=question, answer=answer, alternatives=tuple(alternatives[:phrasings])
    )


def _query(record: dict[str, object]) -> LabelledQuery:
    text, expected = record.get("text"), record.get("expected")
    if not isinstance(text, str) or "expected" not in record:
        raise _NotExpected('"text" and "expected" (an id, or null)')
    return LabelledQuery(text, None if expected is None else str(expected))


def _share(flags: Iterable[bool]) -> float | None:
    known = list(flags)
    return sum(known) / len(known) if known else None


def _quantile(ordered: Sequence[float], part: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else None


def _auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    if not inside or not outside:
        return None
    others = sorted(outside)
    above = sum(bisect_left(others, score) + bisect_right(others, score) for score in inside) / 2
    return above / (len(inside) * len(outside))


def _coverage(outcomes: Sequence[AskedQuery], inside: int) -> float:
    """Best share of questions with an entry above a score where the precision is still on target."""
    ordered = sorted(outcomes, key=lambda outcome: -outcome.score)
    best = right = with_entry = 0
    for position, outcome in enumerate(ordered):
        right += outcome.is_right
        with_entry += outcome.query.expected is not None
        last_of_score = position + 1 == len(ordered) or ordered[position + 1].score < outcome.score
        if last_of_score and right >= TARGET_PRECISION * (position + 1):
            best = with_entry
    return best / inside
