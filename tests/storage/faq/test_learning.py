"""What the FAQ may learn: counted, decided about once, forgotten with its customer."""

from dataclasses import replace

import pytest

from storage.books import Books
from storage.database import Database
from storage.errors import StaleRecord
from storage.faq.thresholds import StoredThresholds
from storage.records.faq_lessons import Confirmation, Lesson, LessonState, Origin
from tests.storage.samples import MINUTE, NOW

MARIA = "telegram:6"


async def an_entry(books: Books, question: str = "How?") -> int:
    return (await books.faq.add(question=question, answer="So.", by=MARIA, now=NOW)).id


def a_confirmation(entry: int, text: str = "in what way", **fields: object) -> Confirmation:
    seen = Confirmation(entry, text.casefold(), text, Origin.CUSTOMER, conversation=1, at=NOW)
    return replace(seen, **fields)  # type: ignore[arg-type]


async def the_lesson(books: Books) -> Lesson:
    (lesson,) = await books.faq_learning.waiting(50)
    return lesson


class TestAPhrasing:
    async def test_is_counted_by_who_confirmed_it(self, database: Database) -> None:
        async with database.books() as books:
            entry = await an_entry(books)
            await books.faq_learning.add(
                [
                    a_confirmation(entry),
                    a_confirmation(entry, "In What Way", conversation=2),
                    a_confirmation(entry, origin=Origin.AGENT, ticket=3),
                ]
            )

            lesson = await the_lesson(books)

            assert (lesson.text, lesson.entry, lesson.by_customers, lesson.by_agents) == (
                "in what way",
                entry,
                2,
                1,
            )
            assert await books.faq_learning.get(lesson.id) == lesson

    async def test_of_two_entries_is_two(self, database: Database) -> None:
        async with database.books() as books:
            one, other = await an_entry(books), await an_entry(books, "Why?")
            await books.faq_learning.add([a_confirmation(one), a_confirmation(other), a_confirmation(other)])

            assert [lesson.entry for lesson in await books.faq_learning.waiting(50)] == [other, one]
            assert len(await books.faq_learning.waiting(1)) == 1

    async def test_of_a_deleted_entry_does_not_wait(self, database: Database) -> None:
        async with database.books() as books:
            entry = await an_entry(books)
            await books.faq_learning.add([a_confirmation(entry)])
            await books.faq.delete(entry, by=MARIA, now=NOW)
            assert await books.faq_learning.waiting(50) == ()

            await books.faq.restore(entry, by=MARIA, now=NOW)
            assert len(await books.faq_learning.waiting(50)) == 1


class TestADecision:
    @pytest.mark.parametrize("state", [LessonState.TAUGHT, LessonState.REFUSED])
    async def test_stands_though_customers_ask_so_again(self, database: Database, state: LessonState) -> None:
        async with database.books() as books:
            entry = await an_entry(books)
            await books.faq_learning.add([a_confirmation(entry)])
            lesson = await the_lesson(books)

            await books.faq_learning.decide(lesson, state, by=MARIA, now=NOW + MINUTE)
            await books.faq_learning.add([a_confirmation(entry, conversation=2)])

            assert await books.faq_learning.waiting(50) == ()
            settled = await books.faq_learning.get(lesson.id)
            assert settled is not None
            assert (settled.state, settled.decided_by, settled.decided_at, settled.by_customers) == (
                state,
                MARIA,
                NOW + MINUTE,
                1,
            )

    async def test_is_made_once(self, database: Database) -> None:
        async with database.books() as books:
            await books.faq_learning.add([a_confirmation(await an_entry(books))])
            lesson = await the_lesson(books)
            await books.faq_learning.decide(lesson, LessonState.REFUSED, by=MARIA, now=NOW)

            with pytest.raises(StaleRecord):
                await books.faq_learning.decide(lesson, LessonState.TAUGHT, by=MARIA, now=NOW)
            with pytest.raises(StaleRecord):
                await books.faq_learning.decide(
                    replace(lesson, version=2), LessonState.TAUGHT, by=MARIA, now=NOW
                )

    async def test_is_in_one_hand_at_a_time(self, database: Database) -> None:
        async with database.books() as books:
            await books.faq_learning.add([a_confirmation(await an_entry(books))])
            lesson = await the_lesson(books)

            taken = await books.faq_learning.take(lesson.id, lesson.version)

            assert taken == replace(lesson, version=2)
            with pytest.raises(StaleRecord):
                await books.faq_learning.take(lesson.id, lesson.version)
            await books.faq_learning.decide(taken, LessonState.REFUSED, by=MARIA, now=NOW)
            with pytest.raises(StaleRecord):
                await books.faq_learning.take(lesson.id, 3)

    async def test_is_open_again_when_its_change_is_taken_back(self, database: Database) -> None:
        async with database.books() as books:
            entry = await an_entry(books)
            await books.faq_learning.add([a_confirmation(entry)])
            lesson = await the_lesson(books)
            record = await books.faq.get(entry)
            assert record is not None
            await books.faq.edit(replace(record, alternatives=("in what way",)), by=MARIA, now=NOW)
            act = await books.faq.revision()
            await books.faq_learning.decide(lesson, LessonState.TAUGHT, by=MARIA, now=NOW, act=act)

            await books.faq.undo(by=MARIA, now=NOW)

            assert await the_lesson(books) == replace(lesson, version=3)


class TestACustomerWhoIsForgotten:
    async def test_takes_along_what_nobody_else_said(self, database: Database) -> None:
        async with database.books() as books:
            entry = await an_entry(books)
            await books.faq_learning.add(
                [
                    a_confirmation(entry, "mine", conversation=1),
                    a_confirmation(entry, "ours", conversation=1),
                    a_confirmation(entry, "ours", conversation=2),
                ]
            )

            await books.faq_learning.forget([1])

            lesson = await the_lesson(books)
            assert (lesson.text, lesson.by_customers) == ("ours", 1)

    async def test_leaves_no_words_in_what_was_refused_and_it_does_not_come_back(
        self, database: Database
    ) -> None:
        async with database.books() as books:
            entry = await an_entry(books)
            await books.faq_learning.add([a_confirmation(entry, "mine")])
            lesson = await the_lesson(books)
            await books.faq_learning.decide(lesson, LessonState.REFUSED, by=MARIA, now=NOW)

            await books.faq_learning.forget([1])
            await books.faq_learning.add([a_confirmation(entry, "mine", conversation=2)])

            assert await books.faq_learning.waiting(50) == ()
            refused = await books.faq_learning.get(lesson.id)
            assert refused is not None
            assert refused.text == ""


class TestThresholds:
    async def test_are_the_programs_own_until_they_are_moved(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.faq_thresholds.current() is None
            before = await books.faq.revision()

            await books.faq_thresholds.move(StoredThresholds(0.95, 0.2))

            assert await books.faq_thresholds.current() == StoredThresholds(0.95, 0.2)
            assert await books.faq.revision() > before, "whoever follows the FAQ notices"
            await books.faq_thresholds.move(None)
            assert await books.faq_thresholds.current() is None
