"""Dialogues."""

from dataclasses import replace

from storage.database import Database
from storage.records.dialogues import Dialogue
from tests.storage.samples import ANNA, GROUP, NOW


class TestADialogue:
    async def test_goes_on_where_it_stood(self, database: Database) -> None:
        dialogue = Dialogue(GROUP, ANNA, "faq add", "answer", {"question": "Как?"}, NOW)
        async with database.books() as books:
            await books.dialogues.save(replace(dialogue, step="question", said={}))
            await books.dialogues.save(dialogue)
            assert await books.dialogues.of(GROUP, ANNA) == dialogue

            await books.dialogues.end(GROUP, ANNA)
            assert await books.dialogues.of(GROUP, ANNA) is None
