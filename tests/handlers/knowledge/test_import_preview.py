"""An import that a manager confirms is the one that was shown."""

import pytest

from handlers.knowledge.import_preview import must_be_sealed, seal_of
from storage.errors import StaleRecord
from tests.databases import PostgresServer
from tests.handlers.front import MANAGER, MONDAY, Desk
from tests.storage.contention import while_it_waits

FILE = b"question,answer\nBy card?,Yes.\n"


class TestAnEntryThatSomebodyAddsAtThatMoment:
    async def test_makes_the_preview_stale(
        self, desk_on_postgres: Desk, postgres_server: PostgresServer
    ) -> None:
        database = desk_on_postgres.database

        async def confirm(seal: str) -> None:
            async with database.books() as books:
                await must_be_sealed(books, FILE, seal)

        async with database.books() as books:
            seal = await seal_of(books, FILE)
            await books.faq.add(question="In cash?", answer="Yes.", by=MANAGER, now=MONDAY)
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, confirm(seal), books.commit)
