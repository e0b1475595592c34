"""A ticket's promise, and the state of its clock. Moments are aware and in UTC."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class SlaTarget(StrEnum):
    """A ticket's two promises: the first reply by a person, and the solution."""

    FIRST_RESPONSE = "first response"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class SlaTime:
    """How long something may take: working time, or plain time if `round_the_clock`."""

    time: timedelta
    round_the_clock: bool = False


@dataclass(frozen=True, slots=True)
class SlaTerms:
    """The promises of one policy."""

    first_response: SlaTime
    resolution: SlaTime

    def of(self, target: SlaTarget) -> SlaTime:
        """The time for one of the two."""
        return self.first_response if target is SlaTarget.FIRST_RESPONSE else self.resolution


NORMAL_TERMS = SlaTerms(SlaTime(timedelta(hours=1)), SlaTime(timedelta(hours=8)))
"""The promise for a ticket of normal priority unless managers set another."""


@dataclass(frozen=True, slots=True)
class SlaClock:
    """The clock of one ticket.

    `terms` are those of the moment when the promise was made. `stopped_at`: since when it is stopped;
    `pauses` are over. `reopened_at` is the last time. The reminders are moments still to come, None once
    people were reminded. `breached` are the targets whose breach is recorded.
    """

    terms: SlaTerms = NORMAL_TERMS
    stopped_at: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    reopened_at: datetime | None = None
    remind_to_respond_at: datetime | None = None
    remind_to_resolve_at: datetime | None = None
    breached: tuple[SlaTarget, ...] = ()

    def remind_at(self, target: SlaTarget) -> datetime | None:
        """The reminder that is still to come."""
        if target is SlaTarget.FIRST_RESPONSE:
            return self.remind_to_respond_at
        return self.remind_to_resolve_at


NORMAL_CLOCK = SlaClock()


@dataclass(frozen=True, slots=True)
class SlaPolicy:
    """The managers' terms for a tier and a priority."""

    tier: str
    priority: int
    terms: SlaTerms


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day that managers set: `hours` as they are written, "" for a day off.

    None: worked by the hours of the nearest working weekday before it.
    """

    day: date
    hours: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """The managers' own calendar; None means that the settings apply. `holidays` is "" for none."""

    hours: str | None = None
    zone: str | None = None
    holidays: str | None = None
    days: tuple[OwnDay, ...] = ()
