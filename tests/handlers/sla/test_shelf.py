"""The promises within reach: managers' changes are followed, whoever asks for them at the same time."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType

from handlers.sla.shelf import SlaShelf
from storage.books import Books
from storage.database import Database
from storage.records.sla import NORMAL_TERMS, SlaPolicy, SlaTerms, SlaTime
from tests.handlers.front import POLICY

SOONER = SlaTerms(SlaTime(timedelta(minutes=5)), SlaTime(timedelta(hours=1)))


@dataclass
class Gate:
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    open: asyncio.Event = field(default_factory=asyncio.Event)


class SlowBooks(Books):
    """Who has read is kept waiting once more."""

    gate: Gate

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await super().__aexit__(kind, error, traceback)
        self.gate.reached.set()
        await self.gate.open.wait()


class SlowDatabase(Database):
    gate: Gate

    def reading(self) -> Books:
        books = SlowBooks(self._engine, self._wakeups)
        books.gate = self.gate
        return books


async def test_an_older_reading_does_not_replace_a_newer_one(sqlite_url: str) -> None:
    """Two places ask for the news at once, and a manager changes a policy between their readings."""
    database = await Database.open(sqlite_url)
    slow = SlowDatabase(database._engine)
    slow.gate = Gate()
    shelf = SlaShelf(slow, POLICY.keeping_its_own().kept)

    async def change_meanwhile() -> None:
        await slow.gate.reached.wait()
        async with database.books() as books:
            await books.sla.set_policy(SlaPolicy("standard", 3, SOONER))
            await books.commit()
        shelf.database = database
        asyncio.get_running_loop().call_later(0.1, slow.gate.open.set)
        await shelf.refresh()

    async with asyncio.timeout(10):
        await asyncio.gather(shelf.refresh(), change_meanwhile())

    assert shelf.kept.rules.table.terms("standard", 3) == SOONER != NORMAL_TERMS
    await database.close()
