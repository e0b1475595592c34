"""The managers' promises: policies by tier and priority, and their own calendar."""

from datetime import date

from sqlalchemy import delete, select

from storage.counters import current_value, hold_value, next_value
from storage.errors import StaleRecord
from storage.facts import Facts
from storage.records.sla import OwnCalendar, OwnDay, SlaPolicy
from storage.tables.sla import calendar_days, sla_policies
from storage.transaction import Transaction
from storage.wakeups import Work

REVISION = "sla"
_HOURS, _ZONE, _HOLIDAYS = "calendar hours", "calendar zone", "calendar holidays"


class Sla:
    """Stored promises; every change grows the revision by one, so that all processes notice it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._facts = Facts(transaction)

    async def revision(self) -> int:
        """The number of changes so far."""
        return await current_value(self._transaction, REVISION)

    async def hold(self) -> None:
        """Keep others from changing them until the end of this transaction: what is read stays true."""
        await hold_value(self._transaction, REVISION)

    async def must_be(self, revision: int) -> None:
        """Hold the promises. Raises `StaleRecord` if they changed since that revision."""
        await self.hold()
        if await self.revision() != revision:
            raise StaleRecord("the promises of revision", revision)

    async def policies(self) -> tuple[SlaPolicy, ...]:
        """All policies, sorted by tier and priority."""
        query = select(sla_policies).order_by(sla_policies.c.tier, sla_policies.c.priority)
        rows = await self._transaction.execute(query)
        return tuple(SlaPolicy(row.tier, row.priority, row.terms) for row in rows)

    async def set_policy(self, policy: SlaPolicy) -> None:
        row = {"tier": policy.tier, "priority": policy.priority, "terms": policy.terms}
        await self._transaction.save(sla_policies, [row])
        await self._grow()

    async def remove_policy(self, tier: str, priority: int) -> bool:
        """Remove the policy, so that the default applies; False if there was none."""
        chosen = (sla_policies.c.tier == tier) & (sla_policies.c.priority == priority)
        removed = await self._transaction.execute(delete(sla_policies).where(chosen))
        if not removed.rowcount:
            return False
        await self._grow()
        return True

    async def calendar(self) -> OwnCalendar:
        """The managers' calendar, days in order."""
        known = await self._facts.of([_HOURS, _ZONE, _HOLIDAYS])
        rows = await self._transaction.execute(select(calendar_days).order_by(calendar_days.c.day))
        days = tuple(OwnDay(row.day, row.hours, row.reason) for row in rows)
        return OwnCalendar(known.get(_HOURS), known.get(_ZONE), known.get(_HOLIDAYS), days)

    async def set_calendar(self, calendar: OwnCalendar) -> None:
        """Set hours, zone and public holidays; days are set by `set_days`."""
        values = {_HOURS: calendar.hours, _ZONE: calendar.zone, _HOLIDAYS: calendar.holidays}
        for name, value in values.items():
            await (self._facts.forget(name) if value is None else self._facts.put(name, value))
        await self._grow()

    async def set_days(self, days: tuple[OwnDay, ...]) -> None:
        """Set the days, replacing earlier entries for them."""
        rows = [{"day": own.day, "hours": own.hours, "reason": own.reason} for own in days]
        await self._transaction.save(calendar_days, rows)
        await self._grow()

    async def remove_days(self, days: tuple[date, ...]) -> int:
        """Make these ordinary days again; return how many were not."""
        removed = await self._transaction.execute(delete(calendar_days).where(calendar_days.c.day.in_(days)))
        if removed.rowcount:
            await self._grow()
        return removed.rowcount

    async def reset_calendar(self) -> None:
        """Reset the calendar to that of the settings."""
        await self._transaction.execute(delete(calendar_days))
        await self.set_calendar(OwnCalendar())

    async def _grow(self) -> None:
        await next_value(self._transaction, REVISION)
        self._transaction.announce(Work.PROMISES)
