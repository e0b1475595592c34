"""What the desk was told by its settings: chats, people, waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.desk.sla import SlaPolicy
from handlers.desk.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    """The desk's own rules.

    `staff_chats` maps a line (1, 2, 3) to its group's address, `managers` are addresses. `language` is the
    staff chats' own, and the customers' where their own is unknown.
    """

    company: str
    language: str
    zone: ZoneInfo
    calendar: WorkingCalendar
    sla: SlaPolicy
    staff_chats: Mapping[int, str]
    managers: frozenset[str]
    suggestion_wait: timedelta
    reopen_within: timedelta
