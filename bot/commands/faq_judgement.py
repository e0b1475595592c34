"""Judges the search on labelled questions, in words for FAQ editors, with what to do. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from faq import FaqEntry
from faq.evaluation import AskedQuery
from handlers.desk.knowledge.thresholds import percent
from handlers.desk.text.characters import shorten

_LONGEST_TEXT = 100


class Judgement(StrEnum):
    """The search's reaction to a question, beside the right one.

    The first five are for questions with an entry, the others for questions without one.
    """

    RIGHT_ANSWER = "answered at once, rightly"
    WRONG_ANSWER = "answered at once, wrongly"
    RIGHT_ENTRY_OFFERED = "offered, the right entry among the choices"
    OTHERS_OFFERED = "offered, the right entry not among the choices"
    NOT_FOUND = "handed to people, though there is an entry"
    NEEDLESS_ANSWER = "answered all the same, wrongly"
    CHOICES_WITHOUT_ENTRY = "offered choices"
    LEFT_TO_PEOPLE = "handed to people, rightly"


_WITH_ENTRY, _WITHOUT_ENTRY = tuple(Judgement)[:5], tuple(Judgement)[5:]

_MENDS = {
    Judgement.WRONG_ANSWER: "add the question to the right entry; see which phrasing of the other misled",
    Judgement.NEEDLESS_ANSWER: "write an entry for what it asks, or move the threshold of answers up",
    Judgement.RIGHT_ENTRY_OFFERED: "add such words to the entry, and it is answered at once",
    Judgement.OTHERS_OFFERED: "add such words to the entry that fits",
    Judgement.NOT_FOUND: "add such words to the entry that fits",
    Judgement.CHOICES_WITHOUT_ENTRY: "write an entry for what many ask; the others reach people by one press",
}
"""What to do about each kind of miss, the costliest first."""


def judge(outcome: AskedQuery) -> Judgement:
    """The judgement of one question."""
    if outcome.query.expected is None:
        return {
            "answer": Judgement.NEEDLESS_ANSWER,
            "suggest": Judgement.CHOICES_WITHOUT_ENTRY,
            "unknown": Judgement.LEFT_TO_PEOPLE,
        }[outcome.verdict.kind]
    match outcome.verdict.kind:
        case "answer":
            return Judgement.RIGHT_ANSWER if outcome.is_right else Judgement.WRONG_ANSWER
        case "suggest":
            is_offered = outcome.query.expected in outcome.offered
            return Judgement.RIGHT_ENTRY_OFFERED if is_offered else Judgement.OTHERS_OFFERED
        case "unknown":
            return Judgement.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was not answered as it should be."""

    judgement: Judgement
    outcome: AskedQuery

    def to_json(self) -> dict[str, object]:
        """`found` is the entry that came first, `chance` (0..1) the chance that it is right."""
        found = self.outcome.found
        return {
            "miss": str(self.judgement),
            "text": self.outcome.query.text,
            "expected": self.outcome.query.expected,
            "found": found[0] if found else None,
            "chance": self.outcome.score,
            "kind": self.outcome.verdict.kind,
        }


def misses_of(outcomes: Sequence[AskedQuery]) -> list[Miss]:
    """Return all that was wrong or only offered: the costliest kind first, the surest of each first."""
    costs = list(_MENDS)
    judged = (Miss(judge(outcome), outcome) for outcome in outcomes)
    misses = [miss for miss in judged if miss.judgement in costs]
    return sorted(misses, key=lambda miss: (costs.index(miss.judgement), -miss.outcome.score))


def say_counts(outcomes: Sequence[AskedQuery]) -> str:
    """The number of questions of each kind, and what to do about those that went wrong."""
    counts = Counter(map(judge, outcomes))
    right = counts[Judgement.RIGHT_ANSWER]
    answers = right + counts[Judgement.WRONG_ANSWER] + counts[Judgement.NEEDLESS_ANSWER]
    lines = [*_counted("have an entry", counts, _WITH_ENTRY), *_counted("have none", counts, _WITHOUT_ENTRY)]
    if answers:
        lines.append(f"Of {answers} answers {right} are right ({right / answers:.1%}).")
    mends = [f"  {kind}: {mend}" for kind, mend in _MENDS.items() if counts[kind]]
    if mends:
        lines += ["What to do (--misses names the questions):", *mends]
    return "\n".join(lines)


def _counted(which: str, counts: Counter[Judgement], kinds: Sequence[Judgement]) -> list[str]:
    total = sum(counts[kind] for kind in kinds)
    if not total:
        return []
    lines = (f"{counts[kind]:>8}{counts[kind] / total:>8.1%}  {kind}" for kind in kinds)
    return [f"questions that {which}: {total}", *lines]


def say_misses(misses: Sequence[Miss], entries: Mapping[str, FaqEntry]) -> str:
    """The misses under their kind, each with the entry that came first and the right one."""
    if not misses:
        return "No question went wrong."
    kinds = groupby(misses, key=lambda miss: miss.judgement)
    return "\n\n".join(
        "\n".join([f"{kind}:", *(_line(miss, entries) for miss in group)]) for kind, group in kinds
    )


def _line(miss: Miss, entries: Mapping[str, FaqEntry]) -> str:
    found, expected = miss.outcome.found[:1], miss.outcome.query.expected
    chance = percent(miss.outcome.score)
    first = [f"first: {_named(entry, entries)}, {chance}" for entry in found]
    right = [f"right: {_named(expected, entries)}"] if expected is not None and (expected,) != found else []
    return f"  {_short(miss.outcome.query.text)}\n      {'; '.join(first + right)}"


def _named(entry_id: str, entries: Mapping[str, FaqEntry]) -> str:
    entry = entries.get(entry_id)
    return f"{entry_id} “{_short(entry.question)}”" if entry else f"{entry_id} (no such entry)"


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST_TEXT)
