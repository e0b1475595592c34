"""Rules for telling customers that nobody works now: outside working hours, unless people come sooner.

A promise round the clock is kept at night, too: "nobody is here until Monday" beside "a specialist will reply
today" would be a contradiction.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.desk.sla.clock import deadline, still_owed
from handlers.desk.sla.working_calendar import WorkingCalendar
from storage.records.tickets import Ticket

_STAYS_FOR = timedelta(minutes=30)


def people_return(calendar: WorkingCalendar, promised: Iterable[datetime], now: datetime) -> datetime | None:
    """When people are back; None while they work, or if something is promised before that."""
    opening = calendar.next_opening(now)
    return None if opening == now or is_kept_sooner(promised, opening, now) else opening


def is_kept_sooner(promised: Iterable[datetime], opening: datetime, now: datetime) -> bool:
    """Return True if one of the moments is still to come, and before people are back."""
    return any(now <= moment < opening for moment in promised)


def is_here(acted_at: datetime | None, now: datetime) -> bool:
    """Return True if somebody of the staff acted at that moment, and so recently that they are not away."""
    return acted_at is not None and now - acted_at < _STAYS_FOR


def promised_moments(ticket: Ticket) -> tuple[datetime, ...]:
    """The deadlines that the customer of this ticket still waits for."""
    return tuple(deadline(ticket, target) for target in still_owed(ticket))
