"""One person's data: where they stand, what goes, what stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Enum, String, text

from storage.books import Books
from storage.changes import Plan
from storage.claims import Holder
from storage.database import Database
from storage.personal_holdings import CONFIRMATIONS, EVENTS, HOLD_NOBODY, HOLDINGS, LESSONS, Holding
from storage.records.content import MediaKind
from storage.records.conversations import OpenQuestion, Stage
from storage.records.events import Event, EventKind
from storage.records.timers import Timer, TimerKind
from storage.tables.base import metadata
from storage.tables.web_chat import WebAuthor
from storage.types import Json, RawJson, Words
from storage.web.chat import WebVisitor
from storage.web.visits import WebUpload
from tests.storage.samples import (
    ANNA,
    GROUP,
    MINUTE,
    NOW,
    a_letter,
    a_message,
    a_ticket,
    an_update,
    claim_letters,
    letter_sent,
    said,
    to_topic,
)
from tests.traces import traces_in_files, traces_of

WORDS = ("Annabelle", "Quimby", "annaq", "telegram:42", "carbonara")
EVERY_HOLDING = [*HOLDINGS, EVENTS, LESSONS, CONFIRMATIONS]


def holds_words(column: object) -> bool:
    kind = getattr(column, "type", None)
    return isinstance(kind, Words | Json | RawJson) or (
        isinstance(kind, String) and not isinstance(kind, Enum)
    )


class TestTheSchema:
    def test_every_table_says_whether_it_is_about_customers(self) -> None:
        """A new table has its place in `personal_holdings`: erased, exported, or about nobody."""
        known = {holding.table for holding in EVERY_HOLDING} | HOLD_NOBODY

        assert sorted(table.name for table in set(metadata.tables.values()) - known) == []

    @pytest.mark.parametrize(
        "holding", [h for h in HOLDINGS if h.blanks is not None], ids=lambda holding: holding.table.name
    )
    def test_every_column_of_words_that_stays_is_blanked_or_harmless(self, holding: Holding) -> None:
        worded = {column.name for column in holding.table.c if holds_words(column)}

        assert worded - set(holding.blanks or ()) - holding.harmless == set()


async def a_person(books: Books) -> int:
    """Somebody who left something in every corner; the customer's number."""
    anna = await books.conversations.of(
        ANNA,
        given_name="Annabelle",
        family_name="Quimby",
        username="annaq",
        client_language="en",
        now=NOW,
    )
    question = OpenQuestion(Stage.ANSWERED, "token", texts=("my carbonara",), since=NOW)
    await books.apply(
        Plan(
            conversations=(
                type(anna)(anna.id, anna.customer, anna.address, client_language="en", question=question),
            ),
            tickets=(a_ticket(anna, question="carbonara is gone"),),
            timers=(Timer(TimerKind.SUGGESTION, ANNA, NOW),),
            events=(
                Event(EventKind.OPENED, NOW, "bot", ticket=1, conversation=anna.id),
                Event(EventKind.REOPENED, NOW, ANNA, 1, anna.id, {"reason": "carbonara", "entry": "3"}),
            ),
            letters=(
                a_letter("your carbonara", ANNA),
                to_topic("carbonara!", shows=(a_message(anna).ref,)),
            ),
        ),
        now=NOW,
    )
    await books.messages.save([a_message(anna, text="carbonara", author_name="Annabelle", ticket=1)])
    await books.inbox.keep([an_update(1, raw={"text": "carbonara"})], NOW)
    return anna.customer.id


class TestErasing:
    async def test_leaves_no_word_and_no_id_in_any_table(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            customer = await a_person(books)
            await books.commit()
        for letter in await claim_letters(database, holder):
            await letter_sent(database, holder, letter, "77")
        async with database.books() as books:
            claimed = await books.inbox.claim(holder, NOW, lambda rows, _: rows)
            await books.inbox.set_aside(
                [row.id for row in claimed.batches[0].rows], error="carbonara", release=ANNA, holder=holder
            )
            await books.commit()
        assert await traces_of(database, *WORDS)

        async with database.books() as books:
            person = await books.personal_data.of(customer)
            assert not await books.personal_data.is_in_hand(person)
            await books.personal_data.erase(person)
            await books.commit()

        assert await traces_of(database, *WORDS) == []
        async with database.books() as books:
            assert (await books.tickets.get(1)) is not None
            kept = await books.events.of_ticket(1)
        assert [(event.kind, event.by, event.details) for event in kept] == [
            (EventKind.OPENED, "bot", {}),
            (EventKind.REOPENED, "erased", {"entry": "3"}),
        ]

    async def test_leaves_no_byte_of_it_in_sqlites_files(self, sqlite_url: str) -> None:
        database = await Database.open(sqlite_url)
        folder = Path(sqlite_url.partition("///")[2]).parent
        async with database.books() as books:
            customer = await a_person(books)
            await books.commit()
        assert traces_in_files(folder, "carbonara")

        async with database.books() as books:
            await books.personal_data.erase(await books.personal_data.of(customer))
            await books.inbox.keep([], NOW)
            await books.commit()
        async with database.books() as books:
            claimed = await books.inbox.claim(Holder(1), NOW, lambda rows, _: rows)
            assert claimed.batches == ()

        assert traces_in_files(folder, *WORDS) == []
        await database.close()

    async def test_waits_for_what_is_being_sent(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            customer = await a_person(books)
            await books.commit()
        await claim_letters(database, holder)

        async with database.books() as books:
            assert await books.personal_data.is_in_hand(await books.personal_data.of(customer))

    async def test_begins_a_clean_sheet_when_they_come_back(self, database: Database) -> None:
        async with database.books() as books:
            customer = await a_person(books)
            await books.personal_data.erase(await books.personal_data.of(customer))
            again = await books.conversations.of(
                ANNA, given_name="A", family_name=None, username=None, client_language="ru", now=NOW
            )

            assert again.customer.id != customer
            assert await books.tickets.latest_of(again.id) is None

    async def test_of_a_visitor_empties_the_chat_and_lets_the_files_go(self, database: Database) -> None:
        async with database.books() as books:
            await books.web_chats.begin(WebVisitor(id="7f3a", name="Annabelle", created_at=NOW))
            await books.web_sessions.open("proof", "7f3a", NOW + MINUTE)
            await books.web_chats.say("7f3a", "m1", WebAuthor.VISITOR, said("carbonara"), now=NOW)
            await books.web_uploads.keep(
                WebUpload(
                    id="f1",
                    visitor="7f3a",
                    kind=MediaKind.PHOTO,
                    name="carbonara.png",
                    mime_type="image/png",
                    size=1,
                    attached=True,
                    created_at=NOW,
                )
            )
            visitor = await books.conversations.of(
                "web:7f3a",
                given_name="Annabelle",
                family_name=None,
                username=None,
                client_language="en",
                now=NOW,
            )
            person = await books.personal_data.of(visitor.customer.id)
            assert await books.personal_data.files(person) == {"f1": "carbonara.png"}

            await books.personal_data.erase(person)

            (emptied,) = await books.web_chats.changed_after("7f3a", 1, 10)
            assert emptied.deleted
            assert await books.web_uploads.unused(NOW) == ("f1",)
            assert not await books.personal_data.sweep("web:7f3a", NOW)
            await books.web_uploads.forget(["f1"])
            assert await books.personal_data.sweep("web:7f3a", NOW)
            assert await books.web_chats.visitor("7f3a") is None
            await books.commit()
        assert await traces_of(database, "7f3a", "carbonara", "Annabelle") == []

    async def test_sweeps_its_own_last_letter_once_it_left(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            await books.apply(Plan(letters=(a_letter("erased", ANNA),)), now=NOW)
            await books.commit()
        async with database.books() as books:
            assert not await books.personal_data.sweep(ANNA, NOW)
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "5")

        async with database.books() as books:
            assert await books.personal_data.sweep(ANNA, NOW)
            await books.commit()

        assert await traces_of(database, ANNA) == []


class TestFindingAPerson:
    async def test_by_address_by_number_or_not_at_all(self, database: Database) -> None:
        async with database.books() as books:
            customer = await a_person(books)

            by_address = await books.personal_data.named(ANNA)
            assert by_address is not None
            assert by_address == await books.personal_data.named(str(customer))
            assert (by_address.addresses, by_address.tickets) == ((ANNA,), (1,))
            assert await books.personal_data.named("telegram:1") is None
            assert await books.personal_data.named("99999") is None

    async def test_exports_every_row_as_plain_json(self, database: Database) -> None:
        async with database.books() as books:
            person = await books.personal_data.of(await a_person(books))

            exported = await books.personal_data.export(person)

        assert exported["conversations"][0]["given_name"] == "Annabelle"
        assert exported["messages"][0]["content"]["text"]["text"] == "carbonara"
        assert exported["tickets"][0]["opened_at"] == "2026-11-02T10:00:00Z"
        assert {"conversations", "events", "inbox", "letters", "timers"} <= set(exported)

    async def test_exports_a_letter_that_another_version_wrote_as_it_stands(self, database: Database) -> None:
        async with database.books() as books:
            person = await books.personal_data.of(await a_person(books))
            await books._transaction.execute(text('UPDATE letters SET action = \'{"kind": "sing"}\''))

            exported = await books.personal_data.export(person)

        assert exported["letters"][0]["action"]["raw"] == '{"kind": "sing"}'


class TestPostsAboutATicket:
    async def test_are_found_with_their_age_and_kind(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            await a_person(books)
            await books.apply(Plan(letters=(to_topic("a notice"),)), now=NOW)
            await books.commit()
        for number in (70, 80):
            for claimed in await claim_letters(database, holder, now=NOW + timedelta(seconds=1)):
                await letter_sent(database, holder, claimed, str(number + claimed.posted.id))

        async with database.books() as books:
            posts = await books.personal_data.posts_about(1, GROUP)

        assert [(post.said_at, post.is_file) for post in posts] == [(NOW, False), (None, False)]
