"""Who changed what about the desk itself."""

from collections.abc import AsyncIterator

import pytest

from storage.audit import AuditNote
from storage.books import Books
from storage.database import Database
from tests.storage.samples import MINUTE, NOW

OLGA = "telegram:7"


@pytest.fixture
async def books(database: Database) -> AsyncIterator[Books]:
    async with database.books() as books:
        yield books


class TestChangesOfTheDesk:
    async def test_are_read_the_newest_first(self, books: Books) -> None:
        await books.audit.note(OLGA, "template changed", {"template": "closing", "language": "ru"}, NOW)
        await books.audit.note(OLGA, "hours changed", {}, NOW + MINUTE)

        assert await books.audit.latest() == (
            AuditNote(2, NOW + MINUTE, OLGA, "hours changed", {}),
            AuditNote(1, NOW, OLGA, "template changed", {"template": "closing", "language": "ru"}),
        )

    async def test_are_read_page_by_page(self, books: Books) -> None:
        for number in range(5):
            await books.audit.note(OLGA, f"change {number}", {}, NOW)

        page = await books.audit.latest(limit=2)
        older = await books.audit.latest(before=page[-1].id, limit=2)

        assert [note.what for note in (*page, *older)] == ["change 4", "change 3", "change 2", "change 1"]
