"""The people of the desk, and where they handle tickets."""

from dataclasses import replace

from storage.changes import Plan
from storage.database import Database
from storage.records.staff import StaffMember, StaffThread
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import (
    GROUP,
    MINUTE,
    NOW,
    a_conversation,
    a_ticket,
)


class TestStaff:
    async def test_threads_are_found_from_both_sides(self, database: Database) -> None:
        async with database.books() as books:
            await books.tickets.save([a_ticket(await a_conversation(books))])
            await books.apply(Plan(staff_threads=(StaffThread(1, GROUP),)), now=NOW)
            assert await books.staff_threads.of(1) == StaffThread(1, GROUP)
            assert await books.staff_threads.ticket_in(GROUP, "77") is None

            await books.apply(Plan(staff_threads=(StaffThread(1, GROUP, "77"),)), now=NOW)
            assert await books.staff_threads.ticket_in(GROUP, "77") == 1

    async def test_a_chat_is_known_by_the_tickets_that_it_has_or_had(self, database: Database) -> None:
        async with database.books() as books:
            await books.tickets.save([a_ticket(await a_conversation(books))])
            assert not await books.staff_threads.are_known_in(GROUP)

            await books.staff_threads.save([StaffThread(1, GROUP, "77")])
            await books.staff_threads.save([StaffThread(1, "telegram:-1002")])

            assert await books.staff_threads.are_known_in("telegram:-1002")
            assert await books.staff_threads.are_known_in(GROUP)
            assert not await books.staff_threads.are_known_in("telegram:-1003")

    async def test_members_are_found_by_the_name_they_bear_now(self, database: Database) -> None:
        boris = StaffMember("telegram:5", "Boris", "Boris_K", NOW)
        vera = StaffMember("telegram:6", "Vera", "boris_k", NOW + MINUTE)
        async with database.books() as books:
            await books.staff.seen(replace(boris, username=None))
            await books.staff.seen(boris)

            assert await books.staff.get("telegram:5") == boris
            assert await books.staff.by_username("@boris_k") == boris
            assert await books.staff.by_username("nobody") is None

            await books.staff.seen(vera)
            assert await books.staff.by_username("BORIS_K") == vera

    async def test_names_are_those_of_who_was_seen(self, database: Database) -> None:
        async with database.books() as books:
            for member in (StaffMember("telegram:5", "Boris"), StaffMember("telegram:6", "Vera")):
                await books.staff.seen(member)

            assert await books.staff.names_of({"telegram:5", "telegram:9"}) == {"telegram:5": "Boris"}
            assert await books.staff.names_of([]) == {}


class TestMemberships:
    async def test_count_while_they_last_in_any_of_the_chats(self, database: Database) -> None:
        async with database.books() as books:
            told = books.memberships.told
            await told(GROUP, "telegram:5", is_member=True, at=NOW)
            await told("telegram:-1002", "telegram:6", is_member=False, at=NOW)

            assert await books.memberships.is_in_any(["telegram:-1002", GROUP], "telegram:5")
            assert not await books.memberships.is_in_any(["telegram:-1002"], "telegram:5")
            assert not await books.memberships.is_in_any(["telegram:-1002", GROUP], "telegram:6")
            assert not await books.memberships.is_in_any([], "telegram:5")


SECOND_LINE = "telegram:-1002"
TOPIC = StaffThread(1, GROUP, "77")


class TestATopicThatIsMadeAsItsTicketMovesToAnotherLine:
    async def test_does_not_take_the_ticket_back(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        await handled_in_the_first_line(postgres)
        async with postgres.books() as agent, postgres.books() as delivery:
            await agent.staff_threads.save([StaffThread(1, SECOND_LINE)])
            await while_it_waits(postgres_server, delivery.staff_threads.stands(TOPIC), agent.commit)
            await delivery.commit()

        async with postgres.reading() as books:
            now_and_before = await books.staff_threads.now_and_before(1)
        assert now_and_before == (StaffThread(1, SECOND_LINE), (TOPIC,))

    async def test_is_still_known_as_a_former_one(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        """Else what is written there would reach nobody."""
        await handled_in_the_first_line(postgres)
        async with postgres.books() as delivery, postgres.books() as agent:
            await delivery.staff_threads.stands(TOPIC)
            moving = agent.staff_threads.save([StaffThread(1, SECOND_LINE)])
            await while_it_waits(postgres_server, moving, delivery.commit)
            await agent.commit()

        async with postgres.reading() as books:
            assert await books.staff_threads.ticket_in(GROUP, "77") == 1


async def handled_in_the_first_line(database: Database) -> None:
    async with database.books() as books:
        await books.tickets.save([a_ticket(await a_conversation(books))])
        await books.staff_threads.save([StaffThread(1, GROUP)])
        await books.commit()
