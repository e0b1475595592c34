"""Managers' changes of the promises: policies and calendar, by command or at the desk alike."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.desk.sla.calendar_orders import (
    CalendarOrder,
    CalendarReset,
    CalendarSet,
    DaysRemoved,
    DaysSet,
)
from handlers.desk.sla.orders import PolicyRemoved, write_terms
from handlers.desk.sla.own_calendar import calendar_of, must_ever_open
from handlers.desk.sla.rules import SlaTable
from handlers.desk.sla.working_calendar import NeverOpen, WorkingCalendar
from handlers.errors import CommandRefused
from handlers.sla.changes import CalendarChanged, PolicyChanged
from storage.books import Books
from storage.records.sla import OwnCalendar, SlaPolicy

_MOST_POLICIES = 100
_MOST_DAYS = 1000


@dataclass(frozen=True, slots=True)
class PromisesEditor:
    """Works in its caller's transaction; each change has an audit note. `settings` is the settings' calendar.

    Raises `CommandRefused`, and then nothing changes. Open tickets keep their deadlines.
    """

    settings: WorkingCalendar

    async def table(self, books: Books) -> SlaTable:
        """The policies as they are stored."""
        return SlaTable.of(await books.sla.policies())

    async def calendar(self, books: Books) -> tuple[OwnCalendar, WorkingCalendar]:
        """The managers' calendar, and the resulting one."""
        own = await books.sla.calendar()
        return own, calendar_of(own, self.settings)

    async def change_policies(
        self, books: Books, by: str, order: SlaPolicy | PolicyRemoved, now: datetime
    ) -> PolicyChanged:
        """Set or remove a policy, and return the change."""
        await books.sla.hold()
        before = await self.table(books)
        if isinstance(order, PolicyRemoved):
            await self._remove_policy(books, by, order, before, now)
        else:
            await self._set_policy(books, by, order, before, now)
        return PolicyChanged(order.tier, order.priority, before, await self.table(books))

    async def _set_policy(
        self, books: Books, by: str, policy: SlaPolicy, before: SlaTable, now: datetime
    ) -> None:
        """Set the promise for new tickets of this tier and priority."""
        stood = before.own.get((policy.tier, policy.priority))
        if stood == policy.terms:
            raise CommandRefused(
                "sla-as-before", tier=policy.tier, priority=policy.priority, terms=write_terms(policy.terms)
            )
        if stood is None and len(before.own) >= _MOST_POLICIES:
            raise CommandRefused("sla-too-many")
        await books.sla.set_policy(policy)
        terms = write_terms(policy.terms)
        told = terms if stood is None else f"{write_terms(stood)} → {terms}"
        details = _of(policy.tier, policy.priority) | {"terms": told}
        await books.audit.note(by, "sla policy set", details, now)

    async def _remove_policy(
        self, books: Books, by: str, order: PolicyRemoved, before: SlaTable, now: datetime
    ) -> None:
        """Remove the policy, so that the default applies again."""
        stood = before.own.get((order.tier, order.priority))
        if stood is None or not await books.sla.remove_policy(order.tier, order.priority):
            raise CommandRefused("sla-no-such-policy", tier=order.tier, priority=order.priority)
        details = _of(order.tier, order.priority) | {"terms": write_terms(stood)}
        await books.audit.note(by, "sla policy removed", details, now)

    async def change_calendar(
        self, books: Books, by: str, order: CalendarOrder, now: datetime
    ) -> CalendarChanged:
        """Set hours, zone, holidays or single days, and return the change.

        Refuses a calendar in which nobody ever works, and days in the past.
        """
        await books.sla.hold()
        own = await books.sla.calendar()
        _must_be_ahead(order, now.astimezone(calendar_of(own, self.settings).zone).date())
        after = _changed(own, order)
        if after == own:
            raise CommandRefused("hours-as-before")
        try:
            must_ever_open(calendar_of(after, self.settings), now)
        except NeverOpen as error:
            raise CommandRefused("hours-never-open") from error
        match order:
            case DaysSet(days):
                await books.sla.set_days(days)
            case DaysRemoved(days):
                await books.sla.remove_days(days)
            case CalendarSet():
                await books.sla.set_calendar(after)
            case CalendarReset():
                await books.sla.reset_calendar()
        await books.audit.note(by, "calendar changed", _told(order, own, after), now)
        return CalendarChanged(own, after, self.settings)


def _must_be_ahead(order: CalendarOrder, today: date) -> None:
    """Refuse to set a day in the past; removing one is allowed."""
    if isinstance(order, DaysSet) and order.days[0].day < today:
        raise CommandRefused("hours-day-is-over", day=f"{order.days[0].day}", today=f"{today}")


def _changed(own: OwnCalendar, order: CalendarOrder) -> OwnCalendar:
    match order:
        case CalendarReset():
            return OwnCalendar()
        case CalendarSet(change):
            return change(own)
        case DaysSet(days):
            named = {day.day: day for day in (*own.days, *days)}
            if len(named) > _MOST_DAYS:
                raise CommandRefused("hours-too-many-days", most=_MOST_DAYS)
            return replace(own, days=tuple(named[day] for day in sorted(named)))
        case DaysRemoved(days):
            left = tuple(day for day in own.days if day.day not in days)
            if len(left) == len(own.days):
                raise CommandRefused("hours-ordinary-day")
            return replace(own, days=left)


def _told(order: CalendarOrder, before: OwnCalendar, after: OwnCalendar) -> dict[str, str]:
    match order:
        case DaysSet(days):
            hours = "as the week" if days[0].hours is None else days[0].hours or "off"
            return {"first": f"{days[0].day}", "last": f"{days[-1].day}", "hours": hours}
        case DaysRemoved(days):
            return {"first": f"{days[0]}", "last": f"{days[-1]}", "hours": "ordinary"}
        case CalendarSet():
            stood = _values(before)
            return {
                name: _written(value)
                if stood[name] is None
                else f"{_written(stood[name])} → {_written(value)}"
                for name, value in _values(after).items()
                if value != stood[name]
            }
        case CalendarReset():
            return {"reset": "yes"}


def _values(own: OwnCalendar) -> dict[str, str | None]:
    return {"hours": own.hours, "zone": own.zone, "holidays": own.holidays}


def _written(value: str | None) -> str:
    return value or "none"


def _of(tier: str, priority: int) -> dict[str, str]:
    return {"tier": tier, "priority": str(priority)}
