"""Entries of the FAQ, their changes and trials, for the desk's page: plain JSON."""

from collections.abc import Mapping
from typing import Any

from faq import Verdict
from handlers.desk.knowledge.block import one_line
from handlers.desk.knowledge.trial import Trial
from handlers.desk.triage.decisions import (
    Answer,
    AskWhatHappened,
    BeWelcome,
    Decision,
    Escalate,
    Offer,
    SayWhoAnswers,
)
from storage.records.faq import FaqChange, FaqRecord


def entry_view(record: FaqRecord) -> dict[str, Any]:
    """An entry with its version, which an edit has to name."""
    return {
        "id": record.id,
        **_wording(record),
        "deleted": record.deleted_at is not None,
        "version": record.version,
    }


def _wording(record: FaqRecord) -> dict[str, Any]:
    """What the form shows; a file may have brought questions and phrasings of several lines."""
    return {
        "question": one_line(record.question),
        "alternatives": list(map(one_line, record.alternatives)),
        "answer": record.answer,
        "category": record.category,
        "language": record.language,
    }


def change_view(change: FaqChange, name: str) -> dict[str, Any]:
    """A change of an entry; `name` is its author's."""
    return {
        "kind": change.kind.value,
        "at": change.at.isoformat(),
        "by": name,
        "undone": change.undone_at is not None,
        "before": _wording(change.before) if change.before else None,
        "after": _wording(change.after),
    }


_KINDS: Mapping[type[Decision], str] = {
    Answer: "answer",
    Offer: "suggest",
    Escalate: "unknown",
    AskWhatHappened: "asks",
    BeWelcome: "thanks",
    SayWhoAnswers: "who",
}


def trial_view(trial: Trial | None) -> dict[str, Any]:
    """The bot's reaction to a text, and the search's result; empty for a text without words."""
    verdict = trial.verdict if trial else Verdict("unknown")
    return {
        "kind": _KINDS[type(trial.decision)] if trial else "wordless",
        "read_as": trial.read_otherwise if trial else "",
        "candidates": [
            {
                "id": int(each.entry.id),
                "question": each.entry.question,
                "phrasing": each.phrasing,
                "score": each.score,
            }
            for each in verdict.candidates
        ],
    }
