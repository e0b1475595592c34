"""The promise: how soon people answer, and how long a solution may take, in working time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.desk.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class SlaPolicy:
    """Working time until the first reply by a person, and until the solution."""

    first_response: timedelta = timedelta(hours=1)
    resolution: timedelta = timedelta(hours=8)

    def __post_init__(self) -> None:
        if not timedelta() < self.first_response <= self.resolution:
            raise ValueError(
                "the first response needs a time above zero, and the solution no less:"
                f" {self.first_response}, {self.resolution}"
            )


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The latest moments of the first reply by a person and of the solution, in UTC."""

    respond_by: datetime
    resolve_by: datetime


def deadlines(policy: SlaPolicy, calendar: WorkingCalendar, opened_at: datetime) -> Deadlines:
    """What a ticket opened at this moment promises."""
    return Deadlines(
        respond_by=calendar.add(opened_at, policy.first_response),
        resolve_by=calendar.add(opened_at, policy.resolution),
    )
