"""Messages that are held back: each is shown once, whoever works at the same time."""

from storage.database import Database
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import MINUTE, NOW, SECOND, a_conversation, ref


async def begun(database: Database) -> int:
    """A conversation of which one message is held back."""
    async with database.books() as books:
        conversation = await a_conversation(books)
        await books.floods.hold(conversation.id, [ref(1)], NOW)
        await books.commit()
    return conversation.id


class TestAFlood:
    async def test_tells_the_customer_once_in_ten_minutes(self, database: Database) -> None:
        conversation = await begun(database)
        async with database.books() as books:
            assert not await books.floods.hold(conversation, [ref(2)], NOW + 10 * MINUTE)
            assert await books.floods.hold(conversation, [ref(3)], NOW + 10 * MINUTE + SECOND)
            assert not await books.floods.hold(conversation, [ref(4)], NOW + 11 * MINUTE)

    async def test_hands_out_what_was_held_in_its_order_and_once(self, database: Database) -> None:
        conversation = await begun(database)
        async with database.books() as books:
            await books.floods.hold(conversation, [ref(3), ref(2)], NOW)

            assert await books.floods.stands(conversation)
            assert await books.floods.end(conversation) == (ref(1), ref(3), ref(2))
            assert not await books.floods.stands(conversation)
            assert await books.floods.end(conversation) == ()


class TestAFloodThatEndsWhileTheCustomerWritesOn:
    async def test_holds_only_what_came_after_its_end(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        """Kept once more, the messages of before would stand for ever: nothing would end the flood again."""
        conversation = await begun(postgres)
        async with postgres.books() as ticker, postgres.books() as intake:
            assert await ticker.floods.end(conversation) == (ref(1),)
            holding = intake.floods.hold(conversation, [ref(2)], NOW)
            await while_it_waits(postgres_server, holding, ticker.commit)
            assert await intake.floods.end(conversation) == (ref(2),)

    async def test_ends_with_what_came_just_before(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        """Else the latest message would be taken for shown, and nobody would ever read it."""
        conversation = await begun(postgres)
        async with postgres.books() as ticker, postgres.books() as intake:
            await intake.floods.hold(conversation, [ref(2)], NOW)
            ended = await while_it_waits(postgres_server, ticker.floods.end(conversation), intake.commit)
            assert ended == (ref(1), ref(2))
