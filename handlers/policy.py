"""The desk's policy: chats, people and waits from the settings; promises from managers, too."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self
from zoneinfo import ZoneInfo

from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar


@dataclass(slots=True)
class KeptPromises:
    """The promises in force; where managers change them, `handlers.sla.shelf` replaces the rules."""

    rules: SlaRules


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    """The desk's own rules.

    `staff_chats` maps a line (1, 2, 3) to its group's address; `managers` are addresses. `language` is that
    of the staff chats, and of customers whose own is unknown. With a `suggestion_wait` of zero no choices are
    offered. Promises, calendar and zone are those of `kept`, at the moment of asking. Without `hears_all`
    another bot's handlers take some of the customers' messages. In the staff chats of `windows` a ticket is
    seen wherever it is handled, and what is written about it there reaches its customer, too.
    """

    company: str
    language: str
    kept: KeptPromises
    staff_chats: Mapping[int, str]
    managers: frozenset[str]
    suggestion_wait: timedelta
    reopen_within: timedelta
    hears_all: bool = True
    windows: frozenset[str] = frozenset()

    def keeping_its_own(self) -> Self:
        """The same policy, whose promises change apart from ours."""
        return replace(self, kept=KeptPromises(self.promises))

    @property
    def offers_choices(self) -> bool:
        """True if customers get time to press one."""
        return self.suggestion_wait > timedelta()

    @property
    def promises(self) -> SlaRules:
        """The present promises, and the working time that they are counted in."""
        return self.kept.rules

    @property
    def sla(self) -> SlaTable:
        """The promised times by tier and priority."""
        return self.promises.table

    @property
    def calendar(self) -> WorkingCalendar:
        """The working time."""
        return self.promises.calendar

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the calendar, and of the moments that people read."""
        return self.calendar.zone
