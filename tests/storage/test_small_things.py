"""Dialogues and facts."""

from dataclasses import replace

from storage.database import Database
from storage.records.dialogues import Dialogue
from tests.storage.samples import (
    ANNA,
    GROUP,
    NOW,
)


class TestSmallThings:
    async def test_a_dialogue_goes_on_where_it_stood(self, database: Database) -> None:
        dialogue = Dialogue(GROUP, ANNA, "faq add", "answer", {"question": "Как?"}, NOW)
        async with database.books() as books:
            await books.dialogues.save(replace(dialogue, step="question", said={}))
            await books.dialogues.save(dialogue)
            assert await books.dialogues.of(GROUP, ANNA) == dialogue

            await books.dialogues.end(GROUP, ANNA)
            assert await books.dialogues.of(GROUP, ANNA) is None

    async def test_a_fact_is_what_was_put_last(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.facts.get("key") is None
            await books.facts.put("key", "one")
            await books.facts.put("key", "two")
            assert await books.facts.get("key") == "two"
