"""The timing of alarms: once a situation lasts, at most hourly, and when it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BACKLOG_AFTER = timedelta(minutes=1)
"""A row that waits longer is stuck, or more than the messenger takes."""

UNCONFIRMED_AFTER = timedelta(minutes=15)
"""The time that the author of a reply has to decide whether it arrived, before others are told."""

REPEATED_AFTER = timedelta(hours=1)


class Situation(StrEnum):
    """A situation that needs a person."""

    LETTERS_WAIT = "letters-wait"
    UPDATES_WAIT = "updates-wait"
    REPLIES_UNCONFIRMED = "replies-unconfirmed"


class Step(StrEnum):
    """The next step about a situation."""

    NOTHING = "nothing"
    NOTE = "note"
    TELL = "tell"
    ALL_CLEAR = "all clear"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Known:
    """Since when a situation lasts (None: it does not), and when people were last told of one like it."""

    since: datetime | None = None
    told_at: datetime | None = None


def next_step(known: Known, now: datetime, *, stands: bool) -> Step:
    """Decide the next step. A new situation is only noted: it may be over at the next look."""
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
