"""Reports what `/faq undo` reverted, entry by entry."""

from collections.abc import Sequence

from handlers.desk.text.characters import shorten
from handlers.phrases import Speech
from storage.records.faq import FaqChange, FaqRecord, UndoneChange

_MOST_SHOWN = 10
_LONGEST_QUESTION = 100

PARTS = ("question", "alternatives", "answer", "category", "language")
"""The parts of an entry; each has its phrase, `faq-part-NAME`."""


def say_undone(speech: Speech, undone: UndoneChange, *, most_shown: int = _MOST_SHOWN) -> str:
    """A line for each entry (of many, the first): its number, and its state again."""
    stand = {entry.id: entry for entry in undone.entries}
    lines = [_line(speech, change, stand[change.entry]) for change in undone.changes[:most_shown]]
    left_out = len(undone.changes) - most_shown
    if left_out > 0:
        lines.append(speech.say("faq-more-entries", count=left_out))
    return "\n".join([speech.say("faq-undone"), *lines])


def parts_that_differ(before: FaqRecord, after: FaqRecord) -> list[str]:
    """The names of `PARTS` that changed."""
    return [part for part in PARTS if getattr(before, part) != getattr(after, part)]


def say_parts(speech: Speech, parts: Sequence[str]) -> str:
    """`question, answer` in the reader's language."""
    return ", ".join(speech.say(f"faq-part-{part}") for part in parts)


def _line(speech: Speech, change: FaqChange, stands: FaqRecord) -> str:
    parts = parts_that_differ(change.before, change.after) if change.before else []
    return speech.say(
        "faq-undone-line",
        change=change.kind,
        number=stands.id,
        question=shorten(stands.question, _LONGEST_QUESTION),
        parts=say_parts(speech, parts),
    )
