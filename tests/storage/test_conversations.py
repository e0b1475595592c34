"""A conversation: begun by the first word, changed by those who saw its latest version."""

from dataclasses import replace

import pytest

from storage.changes import Plan
from storage.database import Database
from storage.errors import StaleRecord
from storage.records.conversations import OpenQuestion, Stage
from tests.storage.samples import (
    ANNA,
    NOW,
    a_conversation,
    ref,
)


class TestAConversation:
    async def test_begins_with_the_first_word_and_is_found_again(self, database: Database) -> None:
        async with database.books() as books:
            begun = await a_conversation(books)
            await books.commit()
        async with database.books() as books:
            assert await a_conversation(books) == begun
            assert await books.conversations.get(begun.id) == begun
            assert await books.conversations.at(ANNA) == begun
            assert await books.conversations.at("telegram:43") is None
        assert (begun.customer.given_name, begun.customer.created_at) == ("Anna", NOW)

    async def test_follows_the_names_that_the_messenger_reports(self, database: Database) -> None:
        async with database.books() as books:
            await a_conversation(books)
            renamed = await books.conversations.of(
                ANNA, given_name="Аня\0", family_name="К", username="anya", client_language="en", now=NOW
            )
            stored = await books.conversations.at(ANNA)

        assert renamed.customer.family_name == "К"
        assert stored is not None
        assert stored.customer.given_name == "Аня\ufffd"
        assert stored.client_language == "en"

    async def test_remembers_the_language_that_words_showed_last(self, database: Database) -> None:
        async with database.books() as books:
            await books.conversations.of(
                ANNA,
                given_name="Anna",
                family_name=None,
                username=None,
                client_language="ru",
                now=NOW,
                written_language="en",
            )
            found = await a_conversation(books)  # this time they do not tell

            assert found.written_language == "en"
            assert await books.conversations.at(ANNA) == found

    async def test_keeps_its_open_question_and_its_own_language(self, database: Database) -> None:
        question = OpenQuestion(Stage.OFFERED, "t1", ("не пускает", "ftp"), (ref(1), ref(2)), (4, 2), NOW)
        async with database.books() as books:
            begun = await a_conversation(books)
            changed = replace(begun, language="en", question=question)
            await books.apply(Plan(conversations=(changed,)), now=NOW)

            assert await books.conversations.get(begun.id) == changed

            await books.apply(Plan(conversations=(begun,)), now=NOW)
            assert await books.conversations.get(begun.id) == begun

    async def test_keeps_the_question_that_was_set_aside(self, database: Database) -> None:
        choices = OpenQuestion(Stage.OFFERED, "t1", ("не пускает",), (ref(1),), (4, 2), NOW)
        answered = OpenQuestion(
            Stage.ANSWERED, "t2", ("ftp",), (ref(1), ref(2)), (7,), NOW, set_aside=choices
        )
        async with database.books() as books:
            changed = replace(await a_conversation(books), question=answered)
            await books.apply(Plan(conversations=(changed,)), now=NOW)

            assert await books.conversations.get(changed.id) == changed

    async def test_is_reachable_again_for_who_writes(self, database: Database) -> None:
        async with database.books() as books:
            begun = await a_conversation(books)
            await books.conversations.reachable(begun.id, since=NOW)

            assert await books.conversations.get(begun.id) == replace(begun, unreachable_since=NOW)
            assert await a_conversation(books) == begun
            assert await books.conversations.get(begun.id) == begun

    async def test_is_changed_by_those_who_saw_its_latest_version(self, database: Database) -> None:
        async with database.books() as books:
            seen = await a_conversation(books)
            await books.commit()
        async with database.books() as books:
            await books.conversations.save([replace(seen, language="en"), replace(seen, language="ru")])
            await books.commit()

        async with database.books() as books:
            with pytest.raises(StaleRecord):
                await books.conversations.save([replace(seen, language="en")])
            now = await books.conversations.get(seen.id)
            assert now is not None
            assert (now.language, now.version) == ("ru", 3)
            await books.conversations.reachable(seen.id, since=NOW)
            await books.conversations.save([replace(now, language="en")])
