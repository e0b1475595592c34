"""What became of labelled questions, told to those who keep the FAQ."""

import pytest

from bot.commands.faq_judgement import Judgement, judge, misses_of, say_counts, say_misses
from faq import Candidate, FaqEntry, Verdict
from faq.evaluation import AskedQuery
from faq.labelled import LabelledQuery
from faq.verdict import VerdictKind

ENTRIES = {name: FaqEntry(id=name, question=f"How do I {name}?") for name in ("pay", "leave", "join")}


def asked(text: str, expected: str | None, kind: VerdictKind, *found: str, score: float = 0.5) -> AskedQuery:
    candidates = tuple(Candidate(ENTRIES[name], score) for name in found)
    return AskedQuery(LabelledQuery(text, expected), Verdict(kind, candidates), seconds=0.002)


class TestAQuestion:
    @pytest.mark.parametrize(
        ("outcome", "judgement"),
        [
            (asked("?", "pay", "answer", "pay"), Judgement.RIGHT_ANSWER),
            (asked("?", "pay", "answer", "join"), Judgement.WRONG_ANSWER),
            (asked("?", "pay", "suggest", "join", "pay"), Judgement.RIGHT_ENTRY_OFFERED),
            (asked("?", "pay", "suggest", "join", "leave"), Judgement.OTHERS_OFFERED),
            (asked("?", "pay", "unknown", "pay"), Judgement.NOT_FOUND),
            (asked("?", "pay", "unknown"), Judgement.NOT_FOUND),
            (asked("?", None, "answer", "pay"), Judgement.NEEDLESS_ANSWER),
            (asked("?", None, "suggest", "pay"), Judgement.CHOICES_WITHOUT_ENTRY),
            (asked("?", None, "unknown"), Judgement.LEFT_TO_PEOPLE),
        ],
    )
    def test_is_judged_by_what_the_customer_got(self, outcome: AskedQuery, judgement: Judgement) -> None:
        assert judge(outcome) is judgement


SOME = [
    asked("not at all", "pay", "unknown", "join", score=0.1),
    asked("right", "pay", "answer", "pay", score=0.99),
    asked("nearly", "pay", "suggest", "pay", score=0.6),
    asked("wrong", "pay", "answer", "join", score=0.91),
    asked("quite wrong", "pay", "answer", "join", score=0.95),
    asked("silent", None, "unknown"),
    asked("choices", None, "suggest", "pay"),
    asked("talkative", None, "answer", "leave", score=0.9),
    asked("elsewhere", "pay", "suggest", "join", score=0.4),
]


class TestTheMisses:
    def test_stand_kind_by_kind_the_costliest_and_the_surest_first(self) -> None:
        assert [miss.outcome.query.text for miss in misses_of(SOME)] == [
            "quite wrong",
            "wrong",
            "talkative",
            "nearly",
            "elsewhere",
            "not at all",
            "choices",
        ]

    def test_are_told_with_what_came_first_and_what_is_right(self) -> None:
        told = say_misses(misses_of([SOME[2], SOME[3], SOME[7]]), ENTRIES)

        assert told.splitlines() == [
            "answered at once, wrongly:",
            "  wrong",
            "      first: join “How do I join?”, 91 %; right: pay “How do I pay?”",
            "",
            "answered all the same, wrongly:",
            "  talkative",
            "      first: leave “How do I leave?”, 90 %",
            "",
            "offered, the right entry among the choices:",
            "  nearly",
            "      first: pay “How do I pay?”, 60 %",
        ]

    def test_that_are_none_are_told_too(self) -> None:
        assert say_misses(misses_of(SOME[1:2]), ENTRIES) == "No question went wrong."


class TestTheCounts:
    def test_are_told_with_what_to_do(self) -> None:
        lines = say_counts(SOME).splitlines()

        assert lines[:2] == ["questions that have an entry: 6", "       1   16.7%  answered at once, rightly"]
        assert "       2   33.3%  answered at once, wrongly" in lines
        assert lines[6:8] == [
            "questions that have none: 3",
            "       1   33.3%  answered all the same, wrongly",
        ]
        assert "Of 4 answers 1 are right (25.0%)." in lines
        assert lines[-2:] == [
            "  handed to people, though there is an entry: add such words to the entry that fits",
            "  offered choices: write an entry for what many ask; the others reach people by one press",
        ]

    def test_of_right_answers_alone_advise_nothing(self) -> None:
        assert say_counts(SOME[1:2]).splitlines()[-1] == "Of 1 answers 1 are right (100.0%)."
