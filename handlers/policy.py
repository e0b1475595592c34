"""The desk's policy: chats, people and waits from the settings; promises from managers, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar


@dataclass(slots=True, kw_only=True)
class DeskPolicy:
    """The desk's own rules.

    `staff_chats` maps a line (1, 2, 3) to its group's address; `managers` are addresses. `language` is that
    of the staff chats, and of customers whose own is unknown. With a `suggestion_wait` of zero no choices are
    offered. `zone`, `calendar` and `sla` follow what managers set (`handlers.sla.shelf`); the rest stays as
    it is.
    """

    company: str
    language: str
    zone: ZoneInfo
    calendar: WorkingCalendar
    sla: SlaTable
    staff_chats: Mapping[int, str]
    managers: frozenset[str]
    suggestion_wait: timedelta
    reopen_within: timedelta

    @property
    def offers_choices(self) -> bool:
        """True if customers get time to press one."""
        return self.suggestion_wait > timedelta()

    @property
    def promises(self) -> SlaRules:
        """The present promises, and the working time that they are counted in."""
        return SlaRules(self.sla, self.calendar)
