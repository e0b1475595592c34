"""Two managers at the same text, and at the same promises: the later one is told, on any database."""

from collections.abc import Awaitable, Callable

import pytest

from storage.books import Books
from storage.database import Database
from storage.errors import StaleRecord
from storage.records.sla import NORMAL_TERMS, SlaPolicy
from storage.wording.templates import TemplateVersion
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import NOW

MARIA = "desk:1"

Change = Callable[[Books], Awaitable[None]]


async def write_closing(books: Books) -> None:
    """As somebody who has seen no version of the text."""
    await books.templates.must_be(0, "closed", "ru")
    text = TemplateVersion(name="closed", language="ru", source="Готово.", at=NOW, by=MARIA)
    await books.templates.put(text)


async def promise(books: Books) -> None:
    """As somebody who has seen the promises as they were shipped."""
    await books.sla.must_be(0)
    await books.sla.set_policy(SlaPolicy("vip", 1, NORMAL_TERMS))


changes = pytest.mark.parametrize("change", [write_closing, promise])


class TestWhoSawAnOlderVersion:
    @changes
    async def test_is_refused(self, database: Database, change: Change) -> None:
        async with database.books() as books:
            await change(books)
            await books.commit()

        async with database.books() as books:
            with pytest.raises(StaleRecord):
                await change(books)

    @changes
    async def test_is_refused_when_both_save_at_the_same_moment(
        self, postgres: Database, postgres_server: PostgresServer, change: Change
    ) -> None:
        async def later() -> None:
            async with postgres.books() as books:
                await change(books)

        async with postgres.books() as books:
            await change(books)
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, later(), books.commit)


class TestAnotherText:
    async def test_has_versions_of_its_own(self, database: Database) -> None:
        async with database.books() as books:
            await write_closing(books)

            await books.templates.must_be(0, "closed", "en")
            await books.templates.must_be(await books.templates.version("closed", "ru"), "closed", "ru")
