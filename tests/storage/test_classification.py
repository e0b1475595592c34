"""Rules of classification, whoever changes them at the same time."""

from dataclasses import replace

from storage.classification import Aspect, ClassificationRule
from storage.database import Database
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits


async def add_word(database: Database, word: str) -> ClassificationRule:
    async with database.books() as books:
        rule = await books.classification.add_words(Aspect.CATEGORY, "mail", [word])
        await books.commit()
    return rule


class TestWordsOfAValue:
    async def test_are_all_kept_where_two_managers_add_some_at_once(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        await add_word(postgres, "inbox")
        async with postgres.books() as books:
            await books.classification.add_words(Aspect.CATEGORY, "mail", ["smtp"])
            rule = await while_it_waits(postgres_server, add_word(postgres, "imap"), books.commit)

        assert rule.words == ("inbox", "smtp", "imap")

    async def test_make_one_rule_where_two_managers_begin_it_at_once(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        async with postgres.books() as books:
            begun = await books.classification.add_words(Aspect.CATEGORY, "mail", ["smtp"])
            rule = await while_it_waits(postgres_server, add_word(postgres, "imap"), books.commit)

        assert rule == replace(begun, words=("smtp", "imap"))
