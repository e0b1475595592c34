"""What the desk knows: conversations, messages, tickets, staff, events, timers and the small things."""

from dataclasses import replace

import pytest

from storage.changes import Plan
from storage.database import Database
from storage.errors import StaleRecord
from storage.records.content import Content, FormattedText, Location, Media, MediaKind, Span, SpanKind
from storage.records.conversations import OpenQuestion, Stage
from storage.records.dialogues import Dialogue
from storage.records.events import Event, EventKind
from storage.records.message_refs import MessageRef
from storage.records.messages import Author
from storage.records.staff import StaffMember, StaffThread
from storage.records.tickets import TicketState
from storage.records.timers import Timer, TimerKind
from tests.storage.samples import (
    ANNA,
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


class TestAConversation:
    async def test_begins_with_the_first_word_and_is_found_again(self, database: Database) -> None:
        async with database.books() as books:
            begun = await a_conversation(books)
            await books.commit()
        async with database.books() as books:
            assert await a_conversation(books) == begun
            assert await books.conversations.get(begun.id) == begun
            assert await books.conversations.at(ANNA) == begun
            assert await books.conversations.at("telegram:43") is None
        assert (begun.customer.given_name, begun.customer.created_at) == ("Anna", NOW)

    async def test_follows_the_names_that_the_messenger_reports(self, database: Database) -> None:
        async with database.books() as books:
            await a_conversation(books)
            renamed = await books.conversations.of(
                ANNA, given_name="Аня\0", family_name="К", username="anya", client_language="en", now=NOW
            )
            stored = await books.conversations.at(ANNA)

        assert renamed.customer.family_name == "К"
        assert stored is not None
        assert stored.customer.given_name == "Аня\ufffd"
        assert stored.client_language == "en"

    async def test_remembers_the_language_that_words_showed_last(self, database: Database) -> None:
        async with database.books() as books:
            await books.conversations.of(
                ANNA,
                given_name="Anna",
                family_name=None,
                username=None,
                client_language="ru",
                now=NOW,
                written_language="en",
            )
            found = await a_conversation(books)  # this time they do not tell

            assert found.written_language == "en"
            assert await books.conversations.at(ANNA) == found

    async def test_keeps_its_open_question_and_its_own_language(self, database: Database) -> None:
        question = OpenQuestion(Stage.OFFERED, "t1", ("не пускает", "ftp"), (ref(1), ref(2)), (4, 2), NOW)
        async with database.books() as books:
            begun = await a_conversation(books)
            changed = replace(begun, language="en", question=question)
            await books.apply(Plan(conversations=(changed,)), now=NOW)

            assert await books.conversations.get(begun.id) == changed

            await books.apply(Plan(conversations=(begun,)), now=NOW)
            assert await books.conversations.get(begun.id) == begun

    async def test_is_reachable_again_for_who_writes(self, database: Database) -> None:
        async with database.books() as books:
            begun = await a_conversation(books)
            await books.conversations.reachable(begun.id, since=NOW)

            assert await books.conversations.get(begun.id) == replace(begun, unreachable_since=NOW)
            assert await a_conversation(books) == begun
            assert await books.conversations.get(begun.id) == begun

    async def test_is_changed_by_those_who_saw_its_latest_version(self, database: Database) -> None:
        async with database.books() as books:
            seen = await a_conversation(books)
            await books.commit()
        async with database.books() as books:
            await books.conversations.save([replace(seen, language="en"), replace(seen, language="ru")])
            await books.commit()

        async with database.books() as books:
            with pytest.raises(StaleRecord):
                await books.conversations.save([replace(seen, language="en")])
            now = await books.conversations.get(seen.id)
            assert now is not None
            assert (now.language, now.version) == ("ru", 3)
            await books.conversations.reachable(seen.id, since=NOW)
            await books.conversations.save([replace(now, language="en")])


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

    async def test_written_before_the_ticket_are_put_under_it(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.apply(Plan(messages=(a_message(conversation), a_message(conversation, 2))), now=NOW)
            await books.tickets.save([a_ticket(conversation)])

            await books.messages.assign([ref(1)], 1)

            assert [message.ref for message in await books.messages.of_ticket(1)] == [ref(1)]

    async def test_are_their_own_originals(self, database: Database) -> None:
        async with database.books() as books:
            message = a_message(await a_conversation(books))
            await books.messages.save([message])

            assert await books.copies.original_of(message.ref) == message.ref
            assert await books.copies.original_of(MessageRef(GROUP, "1")) is None


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
            urgent = a_ticket(await a_conversation(books, "telegram:43"), 3, resolve_by=NOW)
            await books.tickets.save([first, closed, urgent])

            assert await books.tickets.latest_of(conversation.id) == closed
            assert await books.tickets.open_of(conversation.id) == first
            assert await books.tickets.open_of(99) is None
            assert await books.tickets.open() == (urgent, first)
            assert await books.tickets.open(limit=1) == (urgent,)
            assert await books.tickets.assigned_to("telegram:5") == (first,)


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


class TestEvents:
    async def test_are_told_in_order_by_ticket_and_by_entry(self, database: Database) -> None:
        opened = Event(EventKind.OPENED, NOW, "bot", ticket=1, conversation=1)
        helped = Event(EventKind.FAQ_HELPED, NOW, ANNA, conversation=1, details={"entry": "12"})
        closed = Event(EventKind.CLOSED, NOW, "telegram:5", ticket=1)
        async with database.books() as books:
            await books.apply(Plan(events=(opened, helped, closed)), now=NOW)

            assert await books.events.of_ticket(1) == (opened, closed)
            assert await books.events.of_entry(12) == (helped,)


class TestTimers:
    async def test_are_due_when_their_moment_has_come(self, database: Database) -> None:
        late, early = (Timer(TimerKind.SUGGESTION, str(n), NOW - n * SECOND, "t") for n in (0, 1))
        async with database.books() as books:
            await books.apply(Plan(timers=(late, early)), now=NOW)

            assert await books.timers.due(NOW - SECOND) == (early,)
            assert await books.timers.due(NOW) == (early, late)
            assert await books.timers.due(NOW, limit=1) == (early,)

    async def test_are_replaced_by_newer_ones_of_their_subject(self, database: Database) -> None:
        first = Timer(TimerKind.SUGGESTION, "1", NOW, "t1")
        second = replace(first, due_at=NOW + MINUTE, token="t2")
        async with database.books() as books:
            await books.apply(Plan(timers=(first,)), now=NOW)
            await books.apply(Plan(timers=(second,)), now=NOW)

            assert await books.timers.due(NOW + MINUTE) == (second,)
            assert not await books.timers.done(first)
            assert await books.timers.done(second)
            assert not await books.timers.done(second)
            assert await books.timers.due(NOW + MINUTE) == ()

    async def test_can_be_cancelled_whether_they_stand_or_not(self, database: Database) -> None:
        timer = Timer(TimerKind.CLOSE_TICKET, "1", NOW)
        async with database.books() as books:
            await books.apply(Plan(timers=(timer,)), now=NOW)
            cancelled = (("close ticket", "1"), (TimerKind.SUGGESTION, "1"))
            await books.apply(Plan(cancel_timers=cancelled), now=NOW)

            assert await books.timers.due(NOW) == ()


class TestSmallThings:
    async def test_a_dialogue_goes_on_where_it_stood(self, database: Database) -> None:
        dialogue = Dialogue(GROUP, ANNA, "faq add", "answer", {"question": "Как?"}, NOW)
        async with database.books() as books:
            await books.dialogues.save(replace(dialogue, step="question", said={}))
            await books.dialogues.save(dialogue)
            assert await books.dialogues.of(GROUP, ANNA) == dialogue

            await books.dialogues.end(GROUP, ANNA)
            assert await books.dialogues.of(GROUP, ANNA) is None

    async def test_a_fact_is_what_was_put_last(self, database: Database) -> None:
        async with database.books() as books:
            assert await books.facts.get("key") is None
            await books.facts.put("key", "one")
            await books.facts.put("key", "two")
            assert await books.facts.get("key") == "two"


class TestAPlanThatFails:
    async def test_leaves_nothing_behind(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.tickets.save([a_ticket(conversation)])
            await books.commit()

        async def save_it_as_new() -> None:
            async with database.books() as books:
                await books.facts.put("key", "value")
                await books.apply(Plan(tickets=(a_ticket(conversation),)), now=NOW)

        with pytest.raises(StaleRecord):
            await save_it_as_new()

        async with database.books() as books:
            assert await books.facts.get("key") is None
