"""Measures the search on labelled questions: the figures of `otboinik faq evaluate`.

Ranking is judged on questions that have an entry; deciding on all of them, where an answer to a question
without an entry is as wrong as a wrong entry.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from faq.labelled import LabelledQuery
from faq.verdict import MOST_CHOICES, Verdict

TARGET_PRECISION = 0.95


class Search(Protocol):
    """Anything that finds entries: `FaqMatcher`, or another search to compare it with."""

    def ask(self, text: str) -> Verdict:
        """The entries that may answer the text."""
        ...


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """The result of the search for one labelled question."""

    query: LabelledQuery
    verdict: Verdict
    seconds: float

    @property
    def found(self) -> tuple[str, ...]:
        return tuple(candidate.entry.id for candidate in self.verdict.candidates)

    @property
    def offered(self) -> tuple[str, ...]:
        return tuple(choice.entry.id for choice in self.verdict.choices)

    @property
    def score(self) -> float:
        return self.verdict.candidates[0].score if self.verdict.candidates else 0.0

    @property
    def is_right(self) -> bool:
        """True if the first candidate is the expected entry."""
        return self.query.expected is not None and self.found[:1] == (self.query.expected,)

    @property
    def is_answered(self) -> bool:
        return self.verdict.kind == "answer"

    @property
    def is_offered(self) -> bool:
        return self.verdict.kind == "suggest"


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures; shares are from 0 to 1, or None if there is nothing to divide by."""

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


def evaluate(
    search: Search, queries: Iterable[LabelledQuery], clock: Callable[[], float]
) -> tuple[AskedQuery, ...]:
    """Ask all questions; `clock` gives seconds (`time.perf_counter`)."""
    outcomes = []
    for query in queries:
        start = clock()
        verdict = search.ask(query.text)
        outcomes.append(AskedQuery(query, verdict, clock() - start))
    return tuple(outcomes)


def scores_of(outcomes: Sequence[AskedQuery], ranked: Sequence[AskedQuery] | None = None) -> Scores:
    """The figures of the outcomes.

    `ranked`: the same questions asked with the thresholds as shipped. The ranking and the best threshold in
    hindsight are judged by these, so that they say the same whatever thresholds are tried: a text of several
    parts is ranked otherwise where a part of it would be answered.
    """
    ranked = outcomes if ranked is None else ranked
    with_entry = [outcome for outcome in ranked if outcome.query.expected is not None]
    without_entry = [outcome for outcome in ranked if outcome.query.expected is None]
    inside = [outcome for outcome in outcomes if outcome.query.expected is not None]
    outside = [outcome for outcome in outcomes if outcome.query.expected is None]
    answers = [outcome for outcome in outcomes if outcome.is_answered]
    milliseconds = sorted(1000 * outcome.seconds for outcome in outcomes)
    return Scores(
        queries_with_entry=len(inside),
        queries_without_entry=len(outside),
        top_1=_share(outcome.is_right for outcome in with_entry),
        recall_at_3=_share(outcome.query.expected in outcome.found[:MOST_CHOICES] for outcome in with_entry),
        auroc=_auroc([each.score for each in with_entry], [each.score for each in without_entry]),
        coverage_at_95=_coverage(ranked, len(with_entry)) if with_entry else None,
        answered=_share(outcome.is_answered for outcome in inside),
        precision=_share(outcome.is_right for outcome in answers),
        answered_without_entry=_share(outcome.is_answered for outcome in outside),
        offered=_share(outcome.is_offered for outcome in inside),
        offered_with_entry=_share(
            outcome.query.expected in outcome.offered for outcome in inside if outcome.is_offered
        ),
        offered_without_entry=_share(outcome.is_offered for outcome in outside),
        latency_p50_ms=_quantile(milliseconds, 0.5),
        latency_p99_ms=_quantile(milliseconds, 0.99),
    )


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
    """The greatest share of questions with an entry that can be answered with the target precision."""
    ordered = sorted(outcomes, key=lambda outcome: -outcome.score)
    best = right = with_entry = 0
    for position, outcome in enumerate(ordered):
        right += outcome.is_right
        with_entry += outcome.query.expected is not None
        last_of_score = position + 1 == len(ordered) or ordered[position + 1].score < outcome.score
        if last_of_score and right >= TARGET_PRECISION * (position + 1):
            best = with_entry
    return best / inside
