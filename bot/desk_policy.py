"""From the settings to what the desk needs to know."""

from datetime import timedelta

from bot.channels.web.desk.channel import desk_line
from bot.settings import Settings
from handlers.desk.sla import SlaTable
from handlers.desk.working_calendar import WorkingCalendar, public_holidays
from handlers.desk.working_hours import parse_working_hours
from handlers.policy import DeskPolicy


def desk_policy(settings: Settings) -> DeskPolicy:
    """The desk's own rules."""
    return DeskPolicy(
        company=settings.company_name,
        language=settings.default_language,
        zone=settings.time_zone,
        calendar=WorkingCalendar(
            hours=parse_working_hours(settings.working_hours),
            zone=settings.time_zone,
            holidays=public_holidays(settings.holidays) if settings.holidays else None,
        ),
        sla=SlaTable(),
        staff_chats=staff_chats(settings),
        managers=frozenset(f"telegram:{person}" for person in settings.manager_ids),
        suggestion_wait=timedelta(minutes=settings.suggestion_minutes),
        reopen_within=timedelta(days=settings.reopen_days),
    )


def staff_chats(settings: Settings) -> dict[int, str]:
    """The address of each line's group, for the lines that have one.

    Without a group for line 1 the staff is at the web desk: there every line that has no group has a list.
    """
    lines = {1: settings.staff_chat_id, 2: settings.line2_chat_id, 3: settings.line3_chat_id}
    groups = {line: f"telegram:{chat}" for line, chat in lines.items() if chat is not None}
    return groups if 1 in groups else {line: desk_line(line) for line in lines} | groups
