"""The figures of the search on labelled questions."""

from faq import Candidate, FaqEntry, FaqMatcher, Verdict
from faq.evaluation import AskedQuery, evaluate, scores_of
from faq.labelled import LabelledQuery, read_entries, read_queries, with_first_phrasings
from faq.verdict import VerdictKind


def outcome(kind: VerdictKind, found: str, score: float, expected: str | None) -> AskedQuery:
    verdict = Verdict(kind, (Candidate(FaqEntry(id=found, question="?"), score),))
    return AskedQuery(LabelledQuery("?", expected), verdict, seconds=0.002)


class TestScores:
    def test_of_known_outcomes_are_counted_by_hand(self) -> None:
        scores = scores_of(
            [
                outcome("answer", "a", 0.99, "a"),
                outcome("answer", "a", 0.95, "b"),
                outcome("suggest", "b", 0.40, "b"),
                outcome("unknown", "a", 0.10, "a"),
                outcome("answer", "a", 0.50, None),
                outcome("unknown", "a", 0.05, None),
            ]
        )

        assert (scores.queries_with_entry, scores.queries_without_entry) == (4, 2)
        assert (scores.top_1, scores.recall_at_3) == (0.75, 0.75)
        assert scores.auroc == 0.75
        assert scores.coverage_at_95 == 0.25
        assert (scores.answered, scores.precision, scores.answered_without_entry) == (0.5, 1 / 3, 0.5)
        assert (scores.offered, scores.offered_with_entry, scores.offered_without_entry) == (0.25, 1.0, 0.0)
        assert (scores.latency_p50_ms, scores.latency_p99_ms) == (2.0, 2.0)

    def test_count_as_offered_what_is_worth_a_choice(self) -> None:
        found = [Candidate(FaqEntry(id=id_, question="?"), score) for id_, score in (("a", 0.4), ("b", 0.03))]
        hidden = AskedQuery(LabelledQuery("?", "b"), Verdict("suggest", tuple(found)), seconds=0.002)

        assert (scores_of([hidden]).recall_at_3, scores_of([hidden]).offered_with_entry) == (1.0, 0.0)

    def test_of_nothing_are_unknown(self) -> None:
        scores = scores_of([])

        assert (scores.top_1, scores.auroc, scores.precision, scores.latency_p99_ms) == (
            None,
            None,
            None,
            None,
        )


class TestAnEvaluation:
    def test_asks_every_question_and_times_it(self) -> None:
        everything = read_entries(
            '{"id": 1, "question": "How do I pay?", "alternatives": ["payment", "bill"]}\n'
        )
        entries = with_first_phrasings(everything, 1)
        queries = read_queries(
            '{"text": "how do i pay", "expected": 1}\n{"text": "hello", "expected": null}\n'
        )

        outcomes = evaluate(FaqMatcher.build(entries), queries, iter(range(10)).__next__)

        assert entries[0].alternatives == ("payment",)
        assert [(o.verdict.kind, o.is_right, o.seconds) for o in outcomes] == [
            ("answer", True, 1.0),
            ("unknown", False, 1.0),
        ]
