"""The FAQ: every change is on record and can be taken back."""

import asyncio
from dataclasses import replace

import pytest

from storage.database import Database
from storage.errors import StaleRecord, UnknownFaqIds
from storage.faq.entries import Faq
from storage.faq.importing import FaqImportRow
from storage.records.faq import FaqChangeKind, FaqRecord, UndoneChange
from tests.storage.samples import MINUTE, NOW

IVAN, MARIA = "telegram:5", "telegram:6"


async def add(faq: Faq, question: str = "How?", by: str = IVAN) -> FaqRecord:
    return await faq.add(question=question, answer="So.", alternatives=("how to", "как"), by=by, now=NOW)


def row(question: str, answer: str = "So.", **fields: object) -> FaqImportRow:
    return replace(FaqImportRow(question=question, answer=answer), **fields)  # type: ignore[arg-type]


class TestAnEntry:
    async def test_is_live_from_the_moment_it_is_added(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq)

            assert await books.faq.live() == (entry,)
            assert await books.faq.get(entry.id) == entry
            assert (entry.alternatives, entry.version) == (("how to", "как"), 1)

    async def test_is_edited_by_those_who_saw_its_latest_version(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq)
            edited = await books.faq.edit(replace(entry, answer="Thus."), by=IVAN, now=NOW)

            assert edited == replace(entry, answer="Thus.", version=2)
            assert await books.faq.get(entry.id) == edited
            with pytest.raises(StaleRecord):
                await books.faq.edit(replace(entry, answer="No."), by=MARIA, now=NOW)

    async def test_that_is_deleted_can_be_restored(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq)
            deleted = await books.faq.delete(entry.id, by=IVAN, now=NOW)
            assert (deleted.deleted_at, await books.faq.live()) == (NOW, ())
            assert await books.faq.delete(entry.id, by=IVAN, now=NOW + MINUTE) == deleted
            assert await books.faq.get(entry.id) == deleted

            restored = await books.faq.restore(entry.id, by=IVAN, now=NOW)
            assert await books.faq.live() == (restored,)
            assert restored == replace(entry, version=3)
            assert await books.faq.restore(entry.id, by=IVAN, now=NOW) == restored

    async def test_that_is_deleted_is_listed_with_the_latest_first(self, database: Database) -> None:
        async with database.books() as books:
            entries = [await add(books.faq, question) for question in "ABC"]
            for moment, entry in enumerate(entries[1:]):
                await books.faq.delete(entry.id, by=IVAN, now=NOW + moment * MINUTE)

            assert [entry.question for entry in await books.faq.deleted()] == ["C", "B"]
            assert [entry.question for entry in await books.faq.everything()] == ["A", "B", "C"]

    async def test_is_found_among_others_in_the_order_in_which_they_are_named(
        self, database: Database
    ) -> None:
        async with database.books() as books:
            first, second, third = [await add(books.faq, question) for question in ("A?", "B?", "C?")]
            gone = await books.faq.delete(second.id, by=IVAN, now=NOW)
            named = (third.id, 99, second.id, first.id)

            assert await books.faq.live_of(named) == (third, first)
            assert await books.faq.of(named) == {third.id: third, second.id: gone, first.id: first}
            assert await books.faq.of(()) == {}

    async def test_that_never_was_is_told_by_its_number(self, database: Database) -> None:
        async with database.books() as books:
            with pytest.raises(UnknownFaqIds, match="99"):
                await books.faq.delete(99, by=IVAN, now=NOW)

    async def test_has_a_history(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq)
            edited = await books.faq.edit(replace(entry, answer="Thus."), by=MARIA, now=NOW + MINUTE)
            history = await books.faq.history(entry.id)

        assert [(change.kind, change.by, change.at) for change in history] == [
            (FaqChangeKind.ADDED, IVAN, NOW),
            (FaqChangeKind.EDITED, MARIA, NOW + MINUTE),
        ]
        assert [(change.before, change.after) for change in history] == [(None, entry), (entry, edited)]


class TestTheRevision:
    async def test_grows_with_every_committed_change_and_with_nothing_else(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.faq.revision() == 0
            entry = await add(books.faq)
            await books.commit()
        async with database.books() as books:
            await books.faq.delete(entry.id, by=IVAN, now=NOW)
        async with database.books() as books:
            assert await books.faq.revision() == 1
            await books.faq.undo(by=IVAN, now=NOW)
            assert await books.faq.revision() == 2


class TestUndo:
    async def test_takes_back_ones_own_changes_one_by_one(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq)
            await books.faq.edit(replace(entry, answer="Thus."), by=IVAN, now=NOW)
            await books.faq.delete(entry.id, by=IVAN, now=NOW)
            stood = []
            while undone := await books.faq.undo(by=IVAN, now=NOW):
                stood.append((undone.changes[0].kind, undone.entries[0].answer, undone.entries[0].deleted_at))

        assert stood == [
            (FaqChangeKind.DELETED, "Thus.", None),
            (FaqChangeKind.EDITED, "So.", None),
            (FaqChangeKind.ADDED, "So.", NOW),
        ]

    async def test_passes_by_what_others_did(self, database: Database) -> None:
        async with database.books() as books:
            mine, hers = await add(books.faq, "mine"), await add(books.faq, "hers", by=MARIA)
            await books.faq.undo(by=IVAN, now=NOW)

            assert await books.faq.live() == (hers,)
            gone = await books.faq.get(mine.id)
            assert gone is not None
            assert gone.deleted_at == NOW

    async def test_is_refused_when_somebody_changed_the_entry_since(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq)
            await books.faq.edit(replace(entry, answer="Thus."), by=MARIA, now=NOW)
            with pytest.raises(StaleRecord):
                await books.faq.undo(by=IVAN, now=NOW)

            await books.faq.undo(by=MARIA, now=NOW)
            assert await books.faq.undo(by=IVAN, now=NOW) is not None

    async def test_has_nothing_to_do_at_first(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.faq.undo(by=IVAN, now=NOW) is None

    async def test_takes_an_import_back_whole(self, database: Database) -> None:
        async with database.books() as books:
            kept, gone = await add(books.faq, "kept", by=MARIA), await add(books.faq, "gone", by=MARIA)
            rows = [row("kept", "changed"), row("new")]
            await books.faq.import_(rows, replace=True, by=IVAN, now=NOW)
            undone = await books.faq.undo(by=IVAN, now=NOW)
            live = await books.faq.live()

        assert isinstance(undone, UndoneChange)
        assert len(undone.entries) == 3
        assert [replace(entry, version=1) for entry in live] == [kept, gone]


class TestAnImport:
    async def test_adds_changes_and_leaves_alone(self, database: Database) -> None:
        async with database.books() as books:
            by_id, by_question, same = [await add(books.faq, question) for question in ("A", "B  b", "C")]
            report = await books.faq.import_(
                [
                    row("renamed", id=by_id.id),
                    row("b B", "other"),
                    row("C", alternatives=("how to", "как")),
                    row("D", category="x", language="en"),
                ],
                replace=False,
                by=IVAN,
                now=NOW,
            )

            assert [entry.question for entry in report.added] == ["D"]
            assert [entry.id for entry in report.changed] == [by_id.id, by_question.id]
            assert report.unchanged == (same,)
            assert report.deleted == ()
            assert await books.faq.live() == (*report.changed, *report.unchanged, *report.added)

    async def test_of_a_renamed_entry_beside_its_old_question_keeps_both(self, database: Database) -> None:
        """The row with the id has the entry; the other one is new, and takes nothing from it."""
        async with database.books() as books:
            entry = await add(books.faq, "A")
            report = await books.faq.import_(
                [row("renamed", id=entry.id), row("A", "new")], replace=False, by=IVAN, now=NOW
            )

            assert [(each.id, each.question) for each in report.changed] == [(entry.id, "renamed")]
            assert [(each.question, each.answer) for each in report.added] == [("A", "new")]

    async def test_of_what_was_exported_changes_nothing(self, database: Database) -> None:
        async with database.books() as books:
            entries = [await add(books.faq, question) for question in ("A", "B")]
            revision = await books.faq.revision()
            rows = [row(e.question, e.answer, id=e.id, alternatives=e.alternatives) for e in entries]
            report = await books.faq.import_(rows, replace=True, by=IVAN, now=NOW)

            assert report.unchanged == tuple(entries)
            assert await books.faq.revision() == revision

    async def test_that_replaces_deletes_what_is_not_in_the_file(self, database: Database) -> None:
        async with database.books() as books:
            await add(books.faq, "A")
            report = await books.faq.import_([row("B")], replace=True, by=IVAN, now=NOW)

            assert [entry.question for entry in report.deleted] == ["A"]
            assert await books.faq.live() == report.added

    async def test_brings_a_deleted_entry_back_by_its_id(self, database: Database) -> None:
        async with database.books() as books:
            entry = await add(books.faq, "A")
            await books.faq.delete(entry.id, by=IVAN, now=NOW)
            report = await books.faq.import_([row("A", id=entry.id)], replace=False, by=IVAN, now=NOW)

            assert await books.faq.live() == report.changed

    async def test_of_an_id_that_does_not_exist_changes_nothing(self, database: Database) -> None:
        async with database.books() as books:
            with pytest.raises(UnknownFaqIds) as refusal:
                await books.faq.import_(
                    [row("A"), row("B", id=9), row("C", id=7)], replace=True, by=IVAN, now=NOW
                )
            assert refusal.value.ids == (7, 9)
            assert await books.faq.live() == ()

    async def test_of_many_entries_lets_others_have_their_turn_and_is_taken_back_whole(
        self, database: Database
    ) -> None:
        turns = 0

        async def count_turns() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        rows = [row(f"Question {number}") for number in range(1200)]
        async with database.books() as books:
            async with asyncio.TaskGroup() as others:
                counting = others.create_task(count_turns())
                report = await books.faq.import_(rows, replace=False, by=IVAN, now=NOW)
                counting.cancel()
            again = [replace(each, answer="Other.") for each in rows]
            changed = await books.faq.import_(again, replace=False, by=IVAN, now=NOW)
            undone = await books.faq.undo(by=IVAN, now=NOW)

            assert turns >= 2
            assert [entry.question for entry in report.added] == [each.question for each in rows]
            assert [entry.id for entry in report.added] == sorted({entry.id for entry in report.added})
            assert len(changed.changed) == 1200
            assert undone is not None
            assert await books.faq.live() == undone.entries
            assert {(each.answer, each.version) for each in undone.entries} == {("So.", 3)}

    async def test_of_one_question_twice_keeps_the_last(self, database: Database) -> None:
        async with database.books() as books:
            report = await books.faq.import_([row("A"), row("a", "Last.")], replace=False, by=IVAN, now=NOW)

            assert [entry.answer for entry in report.added] == ["Last."]
