"""Customers joined into one person and taken apart; what an older database knew of them."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from storage.bans import Ban
from storage.database import Database
from storage.engine import make_engine
from storage.errors import StaleRecord
from storage.records.conversations import Conversation
from storage.schema import downgrade_schema, upgrade_schema
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import ANNA, MINUTE, NOW, a_conversation

WEB = "web:7f3a"
BEFORE, PEOPLE = "2026_11_22_context", "2026_11_22_people"

OLD_ROWS = (
    "customers VALUES (1, 'Anna', 'Ivanova', 'anna', '2026-11-01 10:00:00', 'vip')",
    "conversations (id, customer, address) VALUES (1, 1, 'telegram:42')",
    "staff (address, name) VALUES ('telegram:7', 'Boris'), ('telegram:8', 'Vera'), ('telegram:9', 'Vera')",
)
OLD_AUTHORS = (("agent", "Boris"), ("agent", "Vera"), ("customer", "Anna"))
OLD_MESSAGE = text(
    "INSERT INTO messages (chat, message, conversation, author, author_name, content, at)"
    " VALUES ('telegram:-1', :message, 1, :author, :name, '{}', '2026-11-01 10:00:00')"
)


async def two_customers(database: Database) -> tuple[Conversation, Conversation]:
    """Anna in Telegram and Anya on the site, not joined yet."""
    async with database.books() as books:
        anna, anya = await a_conversation(books), await a_conversation(books, WEB)
        await books.commit()
    return anna, anya


class TestJoining:
    async def test_makes_one_person_of_two_and_keeps_their_names(self, database: Database) -> None:
        async with database.books() as books:
            anna, anya = await a_conversation(books), await a_conversation(books, WEB)
            known = replace(anna.customer, tier="vip", company="Rose")

            person = await books.people.join(anna.customer, anya.customer, known)

            here, there = await books.conversations.of_customer(person)
            assert (here.address, there.address) == (ANNA, WEB)
            assert here.customer == replace(known, id=person, is_joined=True)
            found = await books.personal_data.of(anya.customer.id)
            assert found.customers == (anna.customer.id, anya.customer.id, person)
            assert found == await books.personal_data.named(ANNA)

    async def test_twice_at_once_is_told(self, database: Database) -> None:
        async with database.books() as books:
            anna, anya = await a_conversation(books), await a_conversation(books, WEB)
            await books.people.join(anna.customer, anya.customer, anna.customer)

            with pytest.raises(StaleRecord):
                await books.people.join(anna.customer, anya.customer, anna.customer)

    async def test_of_somebody_described_anew_meanwhile_is_told(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        """Else the person would be known by what stood before."""
        anna, anya = await two_customers(postgres)
        async with postgres.books() as tiers, postgres.books() as joins:
            await tiers.conversations.describe_anew(anna.customer, replace(anna.customer, tier="vip"))
            joining = joins.people.join(anna.customer, anya.customer, anna.customer)
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, joining, tiers.commit)

    async def test_of_somebody_who_is_described_meanwhile_is_told_to_who_describes(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        anna, anya = await two_customers(postgres)
        async with postgres.books() as tiers, postgres.books() as joins:
            await joins.people.join(anna.customer, anya.customer, anna.customer)
            describing = tiers.conversations.describe_anew(anna.customer, replace(anna.customer, tier="vip"))
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, describing, joins.commit)

    async def test_keeps_the_older_of_two_bans(self, database: Database) -> None:
        async with database.books() as books:
            anna, anya = await a_conversation(books), await a_conversation(books, WEB)
            await books.bans.add(Ban(anna.customer.id, 1, NOW + MINUTE, "desk:oleg"))
            await books.bans.add(Ban(anya.customer.id, 2, NOW, "desk:oleg"))
            await books.bans.told(anya.customer.id, NOW + MINUTE)

            person = await books.people.join(anna.customer, anya.customer, anna.customer)

            assert await books.bans.of(person) == Ban(person, 2, NOW, "desk:oleg", NOW + MINUTE)
            assert await books.bans.of(anna.customer.id) is None

    async def test_is_taken_back_to_what_they_were(self, database: Database) -> None:
        async with database.books() as books:
            anna, anya = await a_conversation(books), await a_conversation(books, WEB)
            person = await books.people.join(
                anna.customer, anya.customer, replace(anna.customer, tier="vip", notes="calls at noon")
            )

            await books.people.separate(person)

            assert await books.conversations.at(ANNA) == anna
            assert await books.conversations.at(WEB) == anya
            assert await books.conversations.of_customer(person) == ()

    async def test_is_erased_with_all_numbers(self, database: Database) -> None:
        async with database.books() as books:
            anna, anya = await a_conversation(books), await a_conversation(books, WEB)
            described = replace(anya.customer, notes="calls at noon")
            await books.conversations.describe_anew(anya.customer, described)
            person = await books.people.join(anna.customer, described, anna.customer)

            await books.personal_data.erase(await books.personal_data.of(person))

            left = await books.personal_data.export(await books.personal_data.of(person))
            assert "calls at noon" not in str(left)
            assert "Anna" not in str(left)


class TestADatabaseOfBefore:
    async def test_keeps_names_and_learns_whose_replies_are(self, sqlite_url: str) -> None:
        engine = make_engine(sqlite_url)
        async with engine.connect() as connection:
            await connection.run_sync(downgrade_schema, BEFORE)
            for row in OLD_ROWS:
                await connection.execute(text(f"INSERT INTO {row}"))
            for number, (author, name) in enumerate(OLD_AUTHORS):
                message = {"message": str(number), "author": author, "name": name}
                await connection.execute(OLD_MESSAGE, message)
            await connection.commit()

            await connection.run_sync(upgrade_schema, PEOPLE)

            names = await connection.execute(
                text("SELECT given_name, family_name, username FROM conversations")
            )
            assert names.one() == ("Anna", "Ivanova", "anna")
            authors = await connection.execute(text("SELECT author_address FROM messages ORDER BY id"))
            assert [row[0] for row in authors] == ["telegram:7", None, "telegram:42"]
            await connection.rollback()
            await connection.run_sync(downgrade_schema, BEFORE)
            names = await connection.execute(text("SELECT given_name, family_name, username FROM customers"))
            assert names.one() == ("Anna", "Ivanova", "anna")
        await engine.dispose()

    async def test_that_has_to_be_old_again_takes_people_apart(self, sqlite_url: str) -> None:
        database = await Database.open(sqlite_url)
        async with database.books() as books:
            anna, anya = await a_conversation(books), await a_conversation(books, WEB)
            await books.people.join(
                anna.customer, anya.customer, replace(anna.customer, notes="calls at noon")
            )
            await books.commit()
        await database.close()
        engine = make_engine(sqlite_url)
        async with engine.connect() as connection:
            await connection.run_sync(downgrade_schema, BEFORE)
            rows = await connection.execute(text("SELECT customer, address FROM conversations ORDER BY id"))
            assert [tuple(row) for row in rows] == [(1, ANNA), (2, WEB)]
            people = await connection.execute(text("SELECT id, given_name FROM customers ORDER BY id"))
            assert [tuple(row) for row in people] == [(1, "Anna"), (2, "Anna")]
        await engine.dispose()
