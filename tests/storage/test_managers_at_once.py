"""Two managers at the same text, the same promises, the same FAQ: nothing is overwritten, nothing doubled."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from storage.books import Books
from storage.database import Database
from storage.errors import StaleRecord
from storage.faq.importing import FaqImportReport, FaqImportRow
from storage.faq.thresholds import StoredThresholds
from storage.records.faq import FaqRecord
from storage.records.sla import NORMAL_TERMS, SlaPolicy
from storage.wording.templates import TemplateVersion
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import NOW

MARIA = "desk:1"
IVAN = "desk:2"

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


class TestTwoImportsAtTheSameMoment:
    async def test_add_each_question_once(self, postgres: Database, postgres_server: PostgresServer) -> None:
        async def import_file(books: Books) -> FaqImportReport:
            rows = [FaqImportRow(question=question, answer="Yes.") for question in ("By card?", "In cash?")]
            return await books.faq.import_(rows, replace=False, by=MARIA, now=NOW)

        async def later() -> FaqImportReport:
            async with postgres.books() as books:
                report = await import_file(books)
                await books.commit()
                return report

        async with postgres.books() as books:
            earlier = await import_file(books)
            second = await while_it_waits(postgres_server, later(), books.commit)

        async with postgres.reading() as books:
            live = await books.faq.live()
        assert len(live) == 2
        assert live == earlier.added == second.unchanged


async def edit_again(books: Books) -> None:
    read = FaqRecord(id=2, question="In cash?", answer="Maybe.")
    await books.faq.edit(read, by=MARIA, now=NOW)


async def undo_the_import(books: Books) -> None:
    await books.faq.undo(by=MARIA, now=NOW)


class TestWhileSomebodyElseChangesAnEntry:
    @pytest.mark.parametrize("change", [edit_again, undo_the_import])
    async def test_a_change_of_the_older_version_is_refused_and_writes_nothing(
        self, postgres: Database, postgres_server: PostgresServer, change: Change
    ) -> None:
        async def refused() -> None:
            """As a command is refused: it is answered in the same transaction."""
            async with postgres.books() as books:
                with pytest.raises(StaleRecord):
                    await change(books)
                await books.commit()

        rows = [FaqImportRow(question=question, answer="Yes.") for question in ("By card?", "In cash?")]
        async with postgres.books() as books:
            imported = await books.faq.import_(rows, replace=False, by=MARIA, now=NOW)
            await books.commit()

        async with postgres.books() as books:
            edited = await books.faq.edit(replace(imported.added[1], answer="No."), by=IVAN, now=NOW)
            await while_it_waits(postgres_server, refused(), books.commit)

        async with postgres.reading() as books:
            assert await books.faq.live() == (imported.added[0], edited)


class TestWhoHoldsTheThresholds:
    async def test_may_move_them_while_somebody_else_begins_to(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        async def move(wanted: StoredThresholds | None) -> None:
            async with postgres.books() as books:
                await books.faq_thresholds.move(wanted)
                await books.commit()

        await move(StoredThresholds(answer=0.9, suggest=0.2))
        async with postgres.books() as books:
            await books.faq_thresholds.hold()

            async def move_and_commit() -> None:
                await books.faq_thresholds.move(StoredThresholds(answer=0.8, suggest=0.3))
                await books.commit()

            await while_it_waits(postgres_server, move(None), move_and_commit)

        async with postgres.reading() as books:
            assert await books.faq_thresholds.current() is None
