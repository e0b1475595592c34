"""The promises within reach: policies and calendar as managers set them, in every process alike."""

import asyncio
from dataclasses import dataclass, field

from handlers.desk.sla.own_calendar import calendar_of
from handlers.desk.sla.rules import SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.policy import DeskPolicy
from storage.database import Database

_NEVER_READ = -1


@dataclass(slots=True)
class SlaShelf:
    """Keeps `policy` as managers want it. `calendar` is that of the settings."""

    database: Database
    policy: DeskPolicy
    calendar: WorkingCalendar = field(init=False)
    _revision: int = _NEVER_READ
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.calendar = self.policy.calendar

    async def refresh(self) -> bool:
        """Follow the managers if they changed something; says whether they did.

        Safe to call from several places at once.
        """
        async with self._changing:
            async with self.database.reading() as books:
                revision = await books.sla.revision()
                if revision == self._revision:
                    return False
                policies, own = await books.sla.policies(), await books.sla.calendar()
            self.policy.sla = SlaTable.of(policies)
            self.policy.calendar = calendar_of(own, self.calendar)
            self.policy.zone = self.policy.calendar.zone
            self._revision = revision
            return True
