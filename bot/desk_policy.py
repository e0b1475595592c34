"""The desk's policy, made from the settings."""

from datetime import timedelta

from bot.channels.staff_chats import staff_chats
from bot.channels.web.desk.channel import is_desk
from bot.settings import Settings
from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar, public_holidays
from handlers.desk.sla.working_hours import parse_working_hours
from handlers.policy import DeskPolicy, KeptPromises


def desk_policy(settings: Settings) -> DeskPolicy:
    """The desk's own rules, with the promises that stand until managers change them."""
    calendar = WorkingCalendar(
        hours=parse_working_hours(settings.working_hours),
        zone=settings.time_zone,
        holidays=public_holidays(settings.holidays) if settings.holidays else None,
    )
    places = staff_chats(settings)
    return DeskPolicy(
        company=settings.company_name,
        language=settings.default_language,
        kept=KeptPromises(SlaRules(SlaTable(), calendar)),
        staff_chats=places,
        managers=frozenset(f"telegram:{person}" for person in settings.manager_ids),
        suggestion_wait=timedelta(minutes=settings.suggestion_minutes),
        reopen_within=timedelta(days=settings.reopen_days),
        windows=frozenset(filter(is_desk, places.values())),
    )
