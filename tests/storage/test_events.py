"""What happened, told in order."""

from storage.changes import Plan
from storage.database import Database
from storage.records.events import Event, EventKind
from tests.storage.samples import (
    ANNA,
    NOW,
)


class TestEvents:
    async def test_are_told_in_order_by_ticket_and_by_entry(self, database: Database) -> None:
        opened = Event(EventKind.OPENED, NOW, "bot", ticket=1, conversation=1)
        helped = Event(EventKind.FAQ_HELPED, NOW, ANNA, conversation=1, details={"entry": "12"})
        closed = Event(EventKind.CLOSED, NOW, "telegram:5", ticket=1)
        async with database.books() as books:
            await books.apply(Plan(events=(opened, helped, closed)), now=NOW)

            assert await books.events.of_ticket(1) == (opened, closed)
            assert await books.events.of_entry(12) == (helped,)
