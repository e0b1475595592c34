"""What was said, found again by its place, its order and its moment."""

from dataclasses import replace

from storage.changes import Plan
from storage.database import Database
from storage.records.content import Content, FormattedText, Location, Media, MediaKind, Span, SpanKind
from storage.records.message_refs import MessageRef
from storage.records.messages import Author
from tests.storage.samples import (
    GROUP,
    MINUTE,
    NOW,
    SECOND,
    a_conversation,
    a_message,
    a_ticket,
    ref,
    said,
)


class TestMessages:
    async def test_come_back_as_they_were(self, database: Database) -> None:
        content = Content(
            FormattedText(
                "жирный 👍", (Span(SpanKind.BOLD, 0, 6), Span(SpanKind.TEXT_LINK, 7, 2, "https://e.org"))
            ),
            media=Media(MediaKind.DOCUMENT, "f1", "a.pdf", "application/pdf", 10, has_spoiler=True),
            location=Location(55.75, 37.61, "Moscow"),
        )
        async with database.books() as books:
            conversation = await a_conversation(books)
            message = a_message(
                conversation,
                content=content,
                author=Author.AGENT,
                album="a1",
                reply_to=ref(9),
                edited_at=NOW + SECOND,
                written_at=NOW - SECOND,
            )
            await books.apply(Plan(messages=(message,)), now=NOW)

            assert await books.messages.get(ref(1)) == message
            assert await books.messages.get(ref(2)) is None

    async def test_that_are_saved_again_are_replaced_in_their_place(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.tickets.save([a_ticket(conversation)])
            first, second = (a_message(conversation, number, ticket=1) for number in (1, 2))
            await books.apply(Plan(messages=(first, second)), now=NOW)
            edited = replace(first, content=said("edited"), edited_at=NOW + MINUTE)
            await books.apply(Plan(messages=(edited,)), now=NOW)

            assert await books.messages.of_ticket(1) == (edited, second)

    async def test_of_thousands_of_chats_are_found_at_once(self, database: Database) -> None:
        """More than SQLite takes in one expression."""
        chats = [f"telegram:{number}" for number in range(1500)]
        async with database.books() as books:
            conversation = await a_conversation(books)
            last, first = (
                a_message(conversation, at=moment, ref=ref(1, chat))
                for moment, chat in ((NOW + SECOND, chats[0]), (NOW, chats[-1]))
            )
            await books.apply(Plan(messages=(last, first)), now=NOW)

            assert await books.messages.find(ref(1, chat) for chat in chats) == (first, last)

    async def test_are_found_in_the_order_in_which_they_were_said(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            late = a_message(conversation, 1, at=NOW + SECOND)
            early, also_early = a_message(conversation, 2), a_message(conversation, 3)
            await books.apply(Plan(messages=(late, early, also_early)), now=NOW)

            found = await books.messages.find([ref(1), ref(3), ref(2), ref(4)])
            assert found == (early, also_early, late)
            assert await books.messages.find([]) == ()

    async def test_are_found_by_the_very_moment_when_they_were_heard(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            first, second = a_message(conversation, 1), a_message(conversation, 2, "again")
            ours = a_message(conversation, 3, author=Author.BOT)
            later = a_message(conversation, 4, at=NOW + MINUTE)
            await books.apply(Plan(messages=(first, second, ours, later)), now=NOW)

            assert await books.messages.heard_at(conversation.id, [NOW]) == (first, second)
            assert await books.messages.heard_at(conversation.id, []) == ()
            assert await books.messages.heard_at(conversation.id + 1, [NOW]) == ()

    async def test_are_their_own_originals(self, database: Database) -> None:
        async with database.books() as books:
            message = a_message(await a_conversation(books))
            await books.messages.save([message])

            assert await books.copies.original_of(message.ref) == message.ref
            assert await books.copies.original_of(MessageRef(GROUP, "1")) is None
