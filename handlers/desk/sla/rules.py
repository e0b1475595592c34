"""The promise: how soon people answer, and how long a solution may take, by priority and customer tier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.desk.sla.working_hours import ROUND_THE_CLOCK
from storage.records.customers import STANDARD_TIER
from storage.records.sla import NORMAL_TERMS, SlaPolicy, SlaTerms, SlaTime
from storage.records.tickets import PRIORITIES

VIP_TIER = "vip"

_EVERY_MINUTE = WorkingCalendar(hours=ROUND_THE_CLOCK, zone=ZoneInfo(str(UTC)))


def _terms(first_response: timedelta, resolution: timedelta, *, round_the_clock: bool = False) -> SlaTerms:
    return SlaTerms(SlaTime(first_response, round_the_clock), SlaTime(resolution, round_the_clock))


DEFAULT_TERMS: Mapping[int, SlaTerms] = MappingProxyType(
    {
        1: _terms(timedelta(minutes=15), timedelta(hours=4), round_the_clock=True),
        2: _terms(timedelta(minutes=30), timedelta(hours=4)),
        3: NORMAL_TERMS,
        4: _terms(timedelta(hours=4), timedelta(hours=24)),
    }
)
"""Terms by priority, unless managers set others."""


@dataclass(frozen=True, slots=True)
class SlaTable:
    """The present policies: the managers' by tier and priority, else the defaults."""

    own: Mapping[tuple[str, int], SlaTerms] = field(default_factory=dict)

    @classmethod
    def of(cls, policies: tuple[SlaPolicy, ...]) -> "SlaTable":
        """The table of stored policies."""
        return cls({(policy.tier, policy.priority): policy.terms for policy in policies})

    def terms(self, tier: str, priority: int) -> SlaTerms:
        """The terms of a tier; one without its own policy has those of the standard tier."""
        standard = self.own.get((STANDARD_TIER, priority), DEFAULT_TERMS[priority])
        return self.own.get((tier, priority), standard)

    @property
    def tiers(self) -> tuple[str, ...]:
        """Every tier that a customer may have, the standard one first."""
        named = {VIP_TIER, *(tier for tier, _ in self.own)} - {STANDARD_TIER}
        return (STANDARD_TIER, *sorted(named))

    def rows(self) -> tuple[SlaPolicy, ...]:
        """All policies in force: the standard ones, then those of other tiers."""
        standard = (
            SlaPolicy(STANDARD_TIER, priority, self.terms(STANDARD_TIER, priority)) for priority in PRIORITIES
        )
        others = (
            SlaPolicy(tier, priority, terms)
            for (tier, priority), terms in sorted(self.own.items(), key=lambda item: item[0])
            if tier != STANDARD_TIER
        )
        return (*standard, *others)


@dataclass(frozen=True, slots=True)
class SlaRules:
    """The present promises: the policies, and the calendar that counts working time."""

    table: SlaTable
    calendar: WorkingCalendar

    def calendar_of(self, promised: SlaTime) -> WorkingCalendar:
        """The calendar whose minutes count towards this promise."""
        return _EVERY_MINUTE if promised.round_the_clock else self.calendar
