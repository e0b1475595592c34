"""Rules of classification, whoever changes them at the same time."""

from storage.classification import Aspect
from storage.database import Database
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits


class TestWordsOfAValue:
    async def test_are_all_kept_where_two_managers_add_some_at_once(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        async def add(word: str) -> tuple[str, ...]:
            async with postgres.books() as books:
                rule = await books.classification.add_words(Aspect.CATEGORY, "mail", [word])
                await books.commit()
            return rule.words

        await add("inbox")
        async with postgres.books() as books:
            await books.classification.add_words(Aspect.CATEGORY, "mail", ["smtp"])

            assert await while_it_waits(postgres_server, add("imap"), books.commit) == (
                "inbox",
                "smtp",
                "imap",
            )
