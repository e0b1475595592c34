"""The promises in memory: policies and calendar as managers set them, the same in every process."""

from dataclasses import dataclass, field

from handlers.desk.sla.own_calendar import calendar_of
from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.followed import Shelf
from handlers.policy import KeptPromises
from storage.books import Books
from storage.records.sla import OwnCalendar, SlaPolicy


@dataclass(slots=True)
class SlaShelf(Shelf[tuple[tuple[SlaPolicy, ...], OwnCalendar]]):
    """Holds the promises as managers want them. `calendar` is that of the settings."""

    kept: KeptPromises
    calendar: WorkingCalendar = field(init=False)

    def __post_init__(self) -> None:
        self.calendar = self.kept.rules.calendar

    async def _revision_in(self, books: Books) -> int:
        return await books.sla.revision()

    async def _read(self, books: Books) -> tuple[tuple[SlaPolicy, ...], OwnCalendar]:
        return await books.sla.policies(), await books.sla.calendar()

    async def _take(self, kept: tuple[tuple[SlaPolicy, ...], OwnCalendar]) -> None:
        policies, own = kept
        self.kept.rules = SlaRules(SlaTable.of(policies), calendar_of(own, self.calendar))
