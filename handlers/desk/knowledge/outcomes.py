"""Counts how often answers helped, by the phrasing through which they were found, from events."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.records.events import Event, EventKind

_FEWEST_FAILURES = 2
# One failure for two successes: a wrong answer costs more than a question handed to people.
_SUCCESSES_FOR_A_FAILURE = 2


@dataclass(frozen=True, slots=True)
class PhrasingOutcome:
    """The outcomes of answers that were found through a phrasing."""

    phrasing: str
    helped: int
    failed: int

    @property
    def keeps_failing(self) -> bool:
        """True if it failed more than once, and in at least a third of the cases."""
        return self.failed >= _FEWEST_FAILURES and self.helped <= _SUCCESSES_FOR_A_FAILURE * self.failed


def outcomes_of(events: Iterable[Event]) -> tuple[PhrasingOutcome, ...]:
    """The outcomes of each phrasing that the events name, the most failures first."""
    counted = Counter((event.details.get("phrasing", ""), event.kind) for event in events)
    phrasings = dict.fromkeys(phrasing for phrasing, _ in counted if phrasing)
    outcomes = (
        PhrasingOutcome(
            phrasing, counted[phrasing, EventKind.FAQ_HELPED], counted[phrasing, EventKind.FAQ_FAILED]
        )
        for phrasing in phrasings
    )
    return tuple(sorted(outcomes, key=lambda outcome: (-outcome.failed, outcome.helped, outcome.phrasing)))


@dataclass(frozen=True, slots=True)
class FailedQuestion:
    """A question in a conversation, with the moments when the bot replied to it, the latest first."""

    conversation: int
    replied_at: tuple[datetime, ...]


def failed_questions(events: Iterable[Event], phrasing: str) -> tuple[FailedQuestion, ...]:
    """The questions for which an answer through this phrasing failed, the latest first.

    `events` are in order.
    """
    failed = []
    replies: dict[int, list[datetime]] = {}
    for event in events:
        if event.conversation is None:
            continue
        if event.kind in _REPLIES:
            replies.setdefault(event.conversation, []).append(event.at)
        elif event.kind in _ENDS:
            moments = replies.pop(event.conversation, [])
            if event.kind is EventKind.FAQ_FAILED and event.details.get("phrasing") == phrasing:
                failed.append(FailedQuestion(event.conversation, tuple(reversed(moments))))
    return tuple(reversed(failed))


_REPLIES = {EventKind.FAQ_ANSWERED, EventKind.FAQ_OFFERED}
_ENDS = {EventKind.FAQ_HELPED, EventKind.FAQ_FAILED}


def answer_that_misled(events: Sequence[Event], opened_at: datetime, sent: int) -> Event | None:
    """The bot's answer that led to the ticket, if an agent sent another entry.

    None once it is known whether that answer helped. `events` are the conversation's, in order.
    """
    told = [event for event in events if event.kind in _ABOUT_ANSWERS]
    before = [n for n, event in enumerate(told) if _answered_by_bot(event) and event.at <= opened_at]
    if not before:
        return None
    answered, later = told[before[-1]], told[before[-1] + 1 :]
    settled = any(event.kind is not EventKind.FAQ_ANSWERED for event in later)
    return None if settled or answered.details.get("entry") == str(sent) else answered


_ABOUT_ANSWERS = {EventKind.FAQ_ANSWERED, EventKind.FAQ_HELPED, EventKind.FAQ_FAILED}


def _answered_by_bot(event: Event) -> bool:
    return event.kind is EventKind.FAQ_ANSWERED and event.by == "bot"
