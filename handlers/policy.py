"""What the desk was told: its chats, people and waits by the settings; its promises by managers, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar


@dataclass(slots=True, kw_only=True)
class DeskPolicy:
    """The desk's own rules.

    `staff_chats` maps a line (1, 2, 3) to its group's address, `managers` are addresses. `language` is the
    staff chats' own, and the customers' where their own is unknown. Where there is no `suggestion_wait`, no
    choices are offered. `zone`, `calendar` and `sla` follow what
    managers set (`handlers.sla.shelf`); the rest stays as it is.
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
        """Whether customers get the time to press one."""
        return self.suggestion_wait > timedelta()

    @property
    def promises(self) -> SlaRules:
        """What is promised now, and the working time that it is counted in."""
        return SlaRules(self.sla, self.calendar)
