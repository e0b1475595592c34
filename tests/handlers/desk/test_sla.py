"""Deadlines of a ticket."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.desk.sla import SlaPolicy, deadlines
from handlers.desk.working_calendar import WorkingCalendar
from handlers.desk.working_hours import parse_working_hours

MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = WorkingCalendar(hours=parse_working_hours("Mon-Fri 09:00-18:00"), zone=MOSCOW)


class TestATicketOpenedInTheEvening:
    def test_promises_the_next_working_day(self) -> None:
        promised = deadlines(SlaPolicy(), OFFICE, datetime(2025, 11, 24, 20, tzinfo=MOSCOW))
        assert promised.respond_by == datetime(2025, 11, 25, 10, tzinfo=MOSCOW)
        assert promised.resolve_by == datetime(2025, 11, 25, 17, tzinfo=MOSCOW)


class TestAPolicyThatMakesNoSense:
    @pytest.mark.parametrize(("first_response", "resolution"), [(0, 8), (-1, 8), (9, 8)])
    def test_is_refused(self, first_response: int, resolution: int) -> None:
        with pytest.raises(ValueError, match="the solution no less"):
            SlaPolicy(timedelta(hours=first_response), timedelta(hours=resolution))
