"""Facts: what was put last, or what was added first, whoever starts at the same time."""

from storage.database import Database
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits


class TestAFact:
    async def test_is_what_was_put_last(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.facts.get("key") is None
            await books.facts.put("key", "one")
            await books.facts.put("key", "two")
            assert await books.facts.get("key") == "two"


class TestAFactThatIsAdded:
    async def test_leaves_the_one_that_stands(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.facts.add("key", "one")
            assert not await books.facts.add("key", "two")
            assert await books.facts.get("key") == "one"

    async def test_is_that_of_one_process_where_two_start_together(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        async def later() -> tuple[bool, str | None]:
            async with postgres.books() as books:
                return await books.facts.add("key", "later"), await books.facts.get("key")

        async with postgres.books() as books:
            assert await books.facts.add("key", "earlier")

            assert await while_it_waits(postgres_server, later(), books.commit) == (False, "earlier")
