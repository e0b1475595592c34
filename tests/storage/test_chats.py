"""Groups that move and chats that pause."""

from storage.claims import Holder
from storage.database import Database
from storage.records.letters import Arrival, Destination, LetterState
from storage.records.staff import StaffThread
from tests.storage.samples import (
    GROUP,
    MINUTE,
    NOW,
    a_conversation,
    a_letter,
    a_ticket,
    claim_letters,
    post,
    to_topic,
)

SUPERGROUP = "telegram:-100200"


class TestAGroupThatBecameAnotherOne:
    async def test_is_followed_by_all_that_was_meant_for_it(self, database: Database, holder: Holder) -> None:
        async with database.books() as books:
            await books.tickets.save([a_ticket(await a_conversation(books))])
            await books.staff_threads.save([StaffThread(1, GROUP, "77")])
            await books.commit()
        await post(database, a_letter("general", GROUP), to_topic("waits"))
        async with database.books() as books:
            await books.chats.moved(GROUP, SUPERGROUP)
            await books.commit()
        await post(database, to_topic("posted to the old address"))

        claimed_letters = await claim_letters(database, holder)

        assert [claimed.posted.letter.to for claimed in claimed_letters] == [
            Destination(SUPERGROUP),
            Destination(SUPERGROUP, ticket=1),
        ]
        async with database.books() as books:
            waiting = await books.outbox.waiting_in(Destination(SUPERGROUP, ticket=1).lane)
            assert [posted.letter.to.chat for posted in waiting] == [SUPERGROUP]
            assert await books.staff_threads.of(1) == StaffThread(1, SUPERGROUP, "77")
            assert await books.chats.current(GROUP) == SUPERGROUP

    async def test_may_move_more_than_once(self, database: Database) -> None:
        async with database.books() as books:
            await books.chats.moved("a", "b")
            await books.chats.moved("b", "c")
            assert [await books.chats.current(chat) for chat in ("a", "b", "c")] == ["c", "c", "c"]

            await books.chats.moved("c", "a")
            assert [await books.chats.current(chat) for chat in ("a", "b", "c")] == ["a", "a", "a"]

    async def test_keeps_the_letter_in_hand_at_the_head_of_its_lane(
        self, database: Database, holder: Holder
    ) -> None:
        """The move is learnt from the refusal of a letter: nobody may take its lane meanwhile."""
        await post(database, to_topic("one"), to_topic("two"))
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.chats.moved(GROUP, SUPERGROUP)
            await books.commit()

        assert await claim_letters(database, holder) == ()
        async with database.books() as books:
            await books.outbox.again(claimed.posted, due_at=NOW, reason="the group moved", holder=holder)
            await books.commit()
        (again,) = await claim_letters(database, holder)
        assert again.posted.id == claimed.posted.id
        assert again.posted.letter.to.chat == SUPERGROUP

    async def test_leaves_what_was_sent_as_it_was(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("one", GROUP))
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.sent([Arrival(claimed.posted, ("1",))], now=NOW, holder=holder)
            await books.chats.moved(GROUP, SUPERGROUP)
            posted = await books.outbox.get(claimed.posted.id)

        assert posted is not None
        assert (posted.state, posted.letter.to.chat) == (LetterState.SENT, GROUP)


class TestAChatThatPauses:
    async def test_is_known_until_the_pause_is_over(self, database: Database) -> None:
        async with database.books() as books:
            await books.chats.pause(GROUP, NOW)
            await books.chats.pause("*", NOW + MINUTE)
            await books.chats.pause(GROUP, NOW + 2 * MINUTE)

            assert await books.chats.paused(NOW) == {GROUP: NOW + 2 * MINUTE, "*": NOW + MINUTE}
            assert await books.chats.paused(NOW + MINUTE) == {GROUP: NOW + 2 * MINUTE}


class TestAGroupWithoutTopics:
    async def test_is_remembered_until_it_has_some(self, database: Database) -> None:
        async with database.books() as books:
            assert not await books.chats.is_plain(GROUP), "nothing is known yet"
            for has_topics in (False, False, True, True, False):
                await books.chats.note_topics(GROUP, has_topics=has_topics)
                assert await books.chats.is_plain(GROUP) is not has_topics

    async def test_says_nothing_of_the_group_that_it_becomes(self, database: Database) -> None:
        async with database.books() as books:
            await books.chats.note_topics(GROUP, has_topics=False)
            await books.chats.moved(GROUP, "telegram:-1002")
            assert not await books.chats.is_plain("telegram:-1002")
