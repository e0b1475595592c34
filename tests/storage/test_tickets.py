"""Tickets: numbered, kept whole, changed by those who saw the latest version."""

import asyncio
from dataclasses import replace

import pytest

from storage.changes import Plan
from storage.database import Database
from storage.errors import StaleRecord
from storage.records.tickets import TicketState
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import (
    NOW,
    a_conversation,
    a_message,
    a_ticket,
)


class TestTickets:
    async def test_are_numbered_without_gaps(self, database: Database) -> None:
        """A number that was taken by a transaction that failed is given to the next one."""
        async with database.books() as books:
            assert await books.tickets.next_number() == 1
            await books.commit()
        async with database.books() as books:
            assert await books.tickets.next_number() == 2
        async with database.books() as books:
            assert await books.tickets.next_number() == 2

    async def test_come_back_as_they_were(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            ticket = a_ticket(conversation, suggestions=(3, 1), assignee="telegram:5", resolved_at=NOW)
            await books.apply(Plan(tickets=(ticket,)), now=NOW)

            assert await books.tickets.get(1) == ticket
            assert await books.tickets.get(2) is None

    async def test_are_changed_by_those_who_saw_the_latest_version(self, database: Database) -> None:
        async with database.books() as books:
            ticket = a_ticket(await a_conversation(books))
            await books.tickets.save([ticket])
            taken = replace(ticket, state=TicketState.IN_PROGRESS, version=2)
            await books.tickets.save([taken])

            for outdated in (ticket, taken, replace(ticket, version=4)):
                with pytest.raises(StaleRecord):
                    await books.tickets.save([outdated])
            assert await books.tickets.get(1) == taken

    async def test_of_a_conversation_are_found_by_what_they_are(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            first = a_ticket(conversation, 1, assignee="telegram:5")
            closed = a_ticket(conversation, 2, state=TicketState.CLOSED, previous=1, assignee="telegram:5")
            theirs = await a_conversation(books, "telegram:43")
            urgent = a_ticket(theirs, 3, resolve_by=NOW, assignee="telegram:5")
            await books.tickets.save([first, closed, urgent])

            assert await books.tickets.latest_of(conversation.id) == closed
            assert await books.tickets.open_of(conversation.id) == first
            assert await books.tickets.open_of(99) is None
            assert await books.tickets.assigned_to("telegram:5") == (urgent, first)


class TestATicketThatIsHeld:
    async def test_stays_as_it_is_and_keeps_nobody_from_storing_what_belongs_to_it(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        async with postgres.books() as books:
            conversation = await a_conversation(books)
            ticket = a_ticket(conversation)
            await books.tickets.save([ticket])
            await books.commit()

        changed = replace(ticket, priority=1, version=2)
        async with postgres.books() as holds, postgres.books() as others:
            await holds.tickets.hold(ticket)
            async with asyncio.timeout(5):
                await others.messages.save([a_message(conversation, ticket=1)])
            await while_it_waits(postgres_server, others.tickets.save([changed]), holds.commit)
            await others.commit()

        async with postgres.books() as books:
            with pytest.raises(StaleRecord):
                await books.tickets.hold(ticket)
            await books.tickets.hold(changed)

    async def test_is_written_to_while_who_describes_its_customer_waits_for_it(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        """Else the two would wait for each other."""
        async with postgres.books() as books:
            conversation = await a_conversation(books)
            ticket = a_ticket(conversation)
            await books.tickets.save([ticket])
            await books.commit()
        customer = conversation.customer

        async with postgres.books() as intake, postgres.books() as agent:

            async def makes_vip() -> None:
                await agent.conversations.describe_anew(customer, replace(customer, tier="vip"))
                await agent.tickets.save([replace(ticket, priority=1, version=2)])

            async def says_something() -> None:
                await intake.messages.save([a_message(conversation, ticket=1)])
                await intake.commit()

            await intake.tickets.hold(ticket)
            await while_it_waits(postgres_server, makes_vip(), says_something)
            await agent.commit()
