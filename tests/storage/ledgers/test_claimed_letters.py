"""From a letter to the messenger's own ids, and back to what its message shows."""

from dataclasses import replace

import pytest

from storage.changes import Plan
from storage.claims import Holder
from storage.copies import Shown
from storage.database import Database
from storage.records.actions import DeleteMessage, EditContent, OpenTopic, SendAlbum, SendContent
from storage.records.letters import Destination, WhenInDoubt
from storage.records.message_refs import MessageRef, card_of, notices_of
from storage.records.staff import StaffThread
from tests.storage.samples import (
    GROUP,
    NOW,
    SECOND,
    a_conversation,
    a_letter,
    a_message,
    a_ticket,
    claim_letters,
    letter_sent,
    post,
    ref,
    said,
    to_topic,
    words,
)


class TestAMessageThatWasSent:
    async def test_is_found_from_both_sides(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("hello", GROUP, shows=(ref(1),)))
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "900")

        async with database.books() as books:
            assert await books.copies.of(ref(1), GROUP) == (MessageRef(GROUP, "900"),)
            assert await books.copies.original_of(MessageRef(GROUP, "900")) == ref(1)
            assert await books.copies.original_of(MessageRef(GROUP, "901")) is None

    async def test_is_told_from_what_nobody_was_shown(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.tickets.save([a_ticket(conversation)])
            shown, unseen = (a_message(conversation, number, ticket=1) for number in (1, 2))
            await books.messages.save([shown, unseen])
            await books.commit()
        await post(database, a_letter("hello", GROUP, shows=(shown.ref,)))
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "900")

        async with database.books() as books:
            assert await books.copies.shown_of(1) == {shown.ref}
            customer = conversation.customer.id
            assert await books.messages.unseen_of(customer, since=NOW - SECOND) == (unseen,)
            assert await books.messages.unseen_of(customer, since=NOW) == ()

    async def test_is_found_piece_by_piece(self, database: Database, holder: Holder) -> None:
        await post(
            database,
            a_letter("first piece", GROUP, shows=(ref(1),)),
            a_letter("second piece", GROUP, shows=(ref(1),), part=1),
            a_letter("album", GROUP, shows=(ref(2), ref(3)), action=SendAlbum((said("a"), said("b")))),
        )
        for ids in (("900",), ("901",), ("902", "903")):
            (claimed,) = await claim_letters(database, holder)
            await letter_sent(database, holder, claimed, *ids)

        async with database.books() as books:
            for original, copies in ((1, ("900", "901")), (2, ("902",)), (3, ("903",))):
                found = await books.copies.of(ref(original), GROUP)
                assert found == tuple(MessageRef(GROUP, copy) for copy in copies)

    async def test_may_show_several_at_once(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("joined", GROUP, shows=(ref(1), ref(2))))
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "900")

        async with database.books() as books:
            assert await books.copies.of(ref(2), GROUP) == (MessageRef(GROUP, "900"),)
            assert await books.copies.original_of(MessageRef(GROUP, "900")) == ref(1)

    async def test_is_no_copy_any_more_once_it_was_deleted(self, database: Database, holder: Holder) -> None:
        await post(
            database,
            a_letter("hello", GROUP, shows=(ref(1),)),
            a_letter(chat=GROUP, action=DeleteMessage(ref(1))),
        )
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "900")
        (deletion,) = await claim_letters(database, holder)
        assert deletion.target == "900"
        await letter_sent(database, holder, deletion)

        async with database.books() as books:
            assert await books.copies.of(ref(1), GROUP) == ()


class TestAMessageThatMayBeARepeat:
    """Its mark has to stay when it is edited."""

    @pytest.mark.parametrize(
        ("in_doubt", "marked"), [(WhenInDoubt.REPEAT, True), (WhenInDoubt.REPEAT_UNMARKED, False)]
    )
    async def test_is_known_by_its_edits(
        self,
        database: Database,
        holder: Holder,
        in_doubt: WhenInDoubt,
        marked: bool,  # noqa: FBT001 - a table's column
    ) -> None:
        edit = EditContent(ref(1), said("hello again"))
        await post(
            database,
            replace(a_letter("hello", GROUP, shows=(ref(1),)), in_doubt=in_doubt),
            a_letter(chat=GROUP, action=edit),
        )
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.again(claimed.posted, due_at=NOW, reason="x", holder=holder, in_doubt=True)
            await books.commit()
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "900")

        (claimed,) = await claim_letters(database, holder)

        assert (claimed.target, claimed.target_is_marked) == ("900", marked)


class TestAClaimedLetter:
    @pytest.fixture
    async def shown(self, database: Database) -> None:
        """Messages 1 (in two pieces) and "card" of Anna's ticket stand in the topic 77."""
        async with database.books() as books:
            await books.tickets.save([a_ticket(await a_conversation(books))])
            await books.staff_threads.save([StaffThread(1, GROUP, "77")])
            await books.copies.write([Shown(ref(900, GROUP), ref(1))])
            await books.copies.write([Shown(ref(901, GROUP), ref(1), part=1)])
            await books.copies.write([Shown(ref(902, GROUP), MessageRef("ticket:1", "card"))])
            await books.commit()

    @pytest.mark.usefixtures("shown")
    async def test_knows_the_topic_of_its_ticket(self, database: Database, holder: Holder) -> None:
        await post(
            database,
            to_topic("in the topic"),
            a_letter("in a thread", to=Destination(GROUP, thread="5")),
            a_letter("elsewhere", to=Destination("telegram:-1002", ticket=1)),
            a_letter("in private"),
        )

        claimed_letters = await claim_letters(database, holder)

        assert [(words(claimed.posted.letter), claimed.thread) for claimed in claimed_letters] == [
            ("in the topic", "77"),
            ("in a thread", "5"),
            ("elsewhere", None),
            ("in private", None),
        ]

    @pytest.mark.parametrize(
        ("action", "reply_to", "target"),
        [
            (SendContent(said("x"), reply_to=ref(1)), "900", None),
            (SendAlbum((said("x"), said("y")), reply_to=ref(1)), "900", None),
            (SendContent(said("x"), reply_to=ref(5, GROUP)), "5", None),
            (SendContent(said("x"), reply_to=ref(6)), None, None),
            (EditContent(ref(1), said("x"), part=1), None, "901"),
            (EditContent(ref(1), said("x"), part=2), None, None),
            (EditContent(MessageRef("ticket:1", "card"), said("x")), None, "902"),
            (EditContent(ref(5, GROUP), said("x")), None, "5"),
            (DeleteMessage(ref(1)), None, "900"),
        ],
    )
    @pytest.mark.usefixtures("shown")
    async def test_knows_the_messages_by_the_messengers_ids(
        self,
        database: Database,
        holder: Holder,
        action: SendContent,
        reply_to: str | None,
        target: str | None,
    ) -> None:
        await post(database, to_topic("", action=action))

        (claimed,) = await claim_letters(database, holder)

        assert (claimed.reply_to, claimed.target) == (reply_to, target)
        assert claimed.posted.letter.action == action

    async def test_of_a_topic_gives_the_ticket_its_thread(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            await books.tickets.save([a_ticket(await a_conversation(books))])
            await books.commit()
        await post(database, to_topic("", action=OpenTopic("№ 1")))
        (claimed,) = await claim_letters(database, holder)

        await letter_sent(database, holder, claimed, thread="77")

        async with database.books() as books:
            assert await books.staff_threads.of(1) == StaffThread(1, GROUP, "77")
            assert await books.staff_threads.ticket_in(GROUP, "77") == 1


class TestAPostOfATicketWithoutATopic:
    @pytest.fixture(autouse=True)
    async def handled_in_the_group(self, database: Database) -> None:
        async with database.books() as books:
            conversation = await a_conversation(books)
            await books.apply(
                Plan(tickets=(a_ticket(conversation),), staff_threads=(StaffThread(1, GROUP),)), now=NOW
            )
            await books.commit()

    @pytest.fixture
    async def plain(self, database: Database) -> None:
        async with database.books() as books:
            await books.chats.note_topics(GROUP, has_topics=False)
            await books.commit()

    @pytest.fixture
    async def card(self, database: Database, holder: Holder) -> None:
        await post(database, to_topic("card", shows=(card_of(1),)))
        (claimed,) = await claim_letters(database, holder)
        assert claimed.lacks is None, "a card needs nothing"
        await letter_sent(database, holder, claimed, "900")

    @pytest.mark.usefixtures("plain", "card")
    async def test_replies_to_the_card_of_a_plain_group(self, database: Database, holder: Holder) -> None:
        await post(database, to_topic("hello"))

        (claimed,) = await claim_letters(database, holder)

        assert (claimed.reply_to, claimed.lacks) == ("900", None)

    @pytest.mark.usefixtures("plain", "card")
    async def test_goes_on_replying_to_what_it_replies_to(self, database: Database, holder: Holder) -> None:
        reply = SendContent(said("hello"), reply_to=MessageRef(GROUP, "950"))
        await post(database, to_topic("", action=reply))

        (claimed,) = await claim_letters(database, holder)

        assert claimed.reply_to == "950"

    @pytest.mark.usefixtures("plain")
    async def test_lacks_a_card_where_none_stands(self, database: Database, holder: Holder) -> None:
        await post(database, to_topic("hello"))

        (claimed,) = await claim_letters(database, holder)

        assert claimed.lacks == "card"

    @pytest.mark.usefixtures("card")
    async def test_lacks_a_topic_where_there_may_be_topics(self, database: Database, holder: Holder) -> None:
        await post(database, to_topic("hello"))

        (claimed,) = await claim_letters(database, holder)

        assert (claimed.reply_to, claimed.lacks) == (None, "topic")

    @pytest.mark.usefixtures("plain", "card")
    async def test_is_found_by_a_reply_to_whatever_the_bot_says(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, to_topic("the customer is back"))
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "901")

        async with database.books() as books:
            assert await books.copies.original_of(MessageRef(GROUP, "901")) == notices_of(1)
