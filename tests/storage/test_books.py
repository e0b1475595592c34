"""The unit of work."""

import pytest

from storage.changes import Plan
from storage.database import Database
from storage.errors import StaleRecord
from tests.storage.samples import (
    NOW,
    a_conversation,
    a_ticket,
)


class TestAPlanThatFails:
    async def test_leaves_nothing_behind(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.tickets.save([a_ticket(conversation)])
            await books.commit()

        async def save_it_as_new() -> None:
            async with database.books() as books:
                await books.facts.put("key", "value")
                await books.apply(Plan(tickets=(a_ticket(conversation),)), now=NOW)

        with pytest.raises(StaleRecord):
            await save_it_as_new()

        async with database.books() as books:
            assert await books.facts.get("key") is None
