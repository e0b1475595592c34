"""When people are told that something needs them: once it lasts, hourly at most, and when it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BACKLOG_AFTER = timedelta(minutes=1)
"""What waits longer is not on its way but stuck, or more than the messenger takes."""

UNCONFIRMED_AFTER = timedelta(minutes=15)
"""So long the agent who wrote a reply has it to themselves to decide whether it arrived."""

REPEATED_AFTER = timedelta(hours=1)


class Situation(StrEnum):
    """What needs a person."""

    LETTERS_WAIT = "letters-wait"
    UPDATES_WAIT = "updates-wait"
    REPLIES_UNCONFIRMED = "replies-unconfirmed"


class Step(StrEnum):
    """What to do about a situation now."""

    NOTHING = "nothing"
    NOTE = "note"
    TELL = "tell"
    ALL_CLEAR = "all clear"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Known:
    """Since when a situation stands (None: it does not), and when people were last told of one like it."""

    since: datetime | None = None
    told_at: datetime | None = None


def next_step(known: Known, now: datetime, *, stands: bool) -> Step:
    """What is seen for the first time may be over at the next look: a clock may have jumped."""
    if not stands:
        return _step_when_over(known)
    if known.since is None:
        return Step.NOTE
    lasts = known.since < now
    is_news = known.told_at is None or now - known.told_at >= REPEATED_AFTER
    return Step.TELL if lasts and is_news else Step.NOTHING


def _step_when_over(known: Known) -> Step:
    if known.since is None:
        return Step.NOTHING
    was_told = known.told_at is not None and known.told_at >= known.since
    return Step.ALL_CLEAR if was_told else Step.FORGET
