"""A change of the promises: the state before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.sla.own_calendar import calendar_of
from handlers.desk.sla.rules import SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from storage.records.sla import OwnCalendar, OwnDay, SlaTerms, SlaTime


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """A policy that was set or removed."""

    tier: str
    priority: int
    table_before: SlaTable
    table: SlaTable

    @property
    def before(self) -> SlaTerms:
        """The former promise."""
        return self.table_before.terms(self.tier, self.priority)

    @property
    def after(self) -> SlaTerms:
        """The present promise."""
        return self.table.terms(self.tier, self.priority)

    @property
    def is_own(self) -> bool:
        """True if managers set the policy; else theirs was removed."""
        return (self.tier, self.priority) in self.table.own

    @property
    def makes_a_tier(self) -> bool:
        """True if no customer could have this tier before."""
        return self.is_own and self.tier not in self.table_before.tiers

    @property
    def around_the_clock_as_before(self) -> SlaTerms | None:
        """The new times with the former clocks, if a time around the clock has become working time."""
        before, after = self.before, self.after
        kept = SlaTerms(
            _by_the_clock_of(before.first_response, after.first_response),
            _by_the_clock_of(before.resolution, after.resolution),
        )
        return kept if self.is_own and kept != after else None


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """The managers' own calendar before and after, over the one of the settings."""

    own_before: OwnCalendar
    own: OwnCalendar
    settings: WorkingCalendar

    @property
    def before(self) -> WorkingCalendar:
        """The former calendar."""
        return calendar_of(self.own_before, self.settings)

    @property
    def after(self) -> WorkingCalendar:
        """The present calendar."""
        return calendar_of(self.own, self.settings)

    def days(self) -> Iterator[tuple[date, OwnDay | None, OwnDay | None]]:
        """Each changed day, in order: its former and present setting; None: an ordinary day."""
        former, present = _by_day(self.own_before), _by_day(self.own)
        for day in sorted({*former, *present}):
            if former.get(day) != present.get(day):
                yield day, former.get(day), present.get(day)


def _by_day(own: OwnCalendar) -> Mapping[date, OwnDay]:
    return {each.day: each for each in own.days}


def _by_the_clock_of(before: SlaTime, after: SlaTime) -> SlaTime:
    return replace(after, round_the_clock=before.round_the_clock or after.round_the_clock)
