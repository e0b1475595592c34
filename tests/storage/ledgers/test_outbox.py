"""The outbox: what was promised goes out once, in order, to the right place."""

from dataclasses import replace

from storage.claims import Holder
from storage.database import Database
from storage.records.actions import OpenTopic
from storage.records.letters import LetterState, Urgency
from storage.records.staff import StaffThread
from tests.storage.samples import (
    ANNA,
    BORIS,
    GROUP,
    MINUTE,
    NOW,
    SECOND,
    a_conversation,
    a_letter,
    a_ticket,
    claim_letters,
    letter_sent,
    post,
    ref,
    texts,
    to_topic,
    words,
)


async def goes_out(database: Database, holder: Holder) -> list[str]:
    """Everything that can go out now, in the order in which it goes."""
    out = []
    while claimed_letters := await claim_letters(database, holder):
        for claimed in claimed_letters:
            out += texts((claimed,))
            await letter_sent(database, holder, claimed, str(claimed.posted.id))
    return out


class TestALane:
    async def test_goes_out_in_order_one_letter_at_a_time(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("one"), a_letter("two"), a_letter("three"))

        first = await claim_letters(database, holder)
        assert texts(first) == ["one"]
        assert await claim_letters(database, holder) == ()
        await letter_sent(database, holder, first[0], "1")
        assert await goes_out(database, holder) == ["two", "three"]

    async def test_does_not_wait_for_other_lanes(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("to Anna"), a_letter("more"), a_letter("x", BORIS), to_topic("y"))

        assert texts(await claim_letters(database, holder)) == ["to Anna", "x", "y"]

    async def test_of_the_most_urgent_letter_comes_first(self, database: Database, holder: Holder) -> None:
        await post(
            database,
            a_letter("cosmetic", "telegram:1", urgency=Urgency.COSMETIC),
            a_letter("notice", "telegram:2"),
            a_letter("reply", "telegram:3", urgency=Urgency.REPLY),
        )

        assert texts(await claim_letters(database, holder, limit=2)) == ["reply", "notice"]

    async def test_waits_while_its_head_is_not_due(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("one"), a_letter("two"))
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.again(claimed.posted, due_at=NOW + MINUTE, reason="not reached", holder=holder)
            await books.commit()

        assert await claim_letters(database, holder) == ()
        (again,) = await claim_letters(database, holder, now=NOW + MINUTE)
        assert (texts((again,)), again.posted.attempts, again.posted.reason) == (["one"], 2, "not reached")


class TestALetterThatIsGivenUpUnread:
    async def test_is_the_next_of_its_lane_and_the_others_go_out(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, a_letter("one"), a_letter("two"), a_letter("x", BORIS))
        async with database.books() as books:
            heads = await books.outbox.due_heads(NOW, limit=20)
            assert list(heads.items()) == [(ANNA, 1), (BORIS, 3)]
            assert await books.outbox.give_up_head_of(ANNA, heads[ANNA], NOW, reason="a bug")
            # Another process had seen the same head:
            assert not await books.outbox.give_up_head_of(ANNA, heads[ANNA], NOW, reason="a bug")
            await books.commit()

        assert await goes_out(database, holder) == ["two", "x"]
        async with database.books() as books:
            (listed,) = await books.dead_letters.listed()
            assert (listed.id, listed.state, listed.reason) == (heads[ANNA], LetterState.PARKED, "a bug")


class TestALetterThatGoesAhead:
    async def test_overtakes_what_waits_in_the_order_posted(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("waits"))
        await post(database, a_letter("topic", ahead=True), a_letter("history", ahead=True))

        assert await goes_out(database, holder) == ["topic", "history", "waits"]

    async def test_overtakes_the_one_that_is_tried_again(self, database: Database, holder: Holder) -> None:
        """A reply to a dead topic: the new topic comes first, then the reply."""
        await post(database, a_letter("reply"))
        (claimed,) = await claim_letters(database, holder)
        await post(database, a_letter("topic", ahead=True))
        async with database.books() as books:
            await books.outbox.again(claimed.posted, due_at=NOW, reason="no such topic", holder=holder)
            await books.commit()

        assert await goes_out(database, holder) == ["topic", "reply"]


class TestALetterThatReplacesAnother:
    async def test_is_the_only_one_that_goes_out(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("old card", replaces="card"), a_letter("other"))
        await post(database, a_letter("new card", replaces="card"))

        assert await goes_out(database, holder) == ["other", "new card"]

    async def test_within_one_plan_the_last_one_holds(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("old", replaces="card"), a_letter("new", replaces="card"))

        assert await goes_out(database, holder) == ["new"]

    async def test_is_found_in_thousands_of_lanes_at_once(self, database: Database, holder: Holder) -> None:
        """More than SQLite takes in one expression."""
        lanes = [f"telegram:{number}" for number in range(1500)]
        await post(
            database, a_letter("old", lanes[0], replaces="card"), a_letter("old", lanes[-1], replaces="card")
        )
        await post(database, *(a_letter("new", lane, replaces="card") for lane in lanes))

        assert set(texts(await claim_letters(database, holder, limit=2000))) == {"new"}

    async def test_leaves_other_lanes_and_what_is_being_sent_alone(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, a_letter("in hand", replaces="card"), a_letter("x", BORIS, replaces="card"))
        claimed_letters = await claim_letters(database, holder, limit=1)
        await post(database, a_letter("next", replaces="card"))
        await letter_sent(database, holder, claimed_letters[0], "1")

        assert sorted(await goes_out(database, holder)) == ["next", "x"]


class TestALetterThatCannotGoAsItIs:
    async def test_is_replaced_in_its_place(self, database: Database, holder: Holder) -> None:
        """Too long: the pieces go before what was waiting, and so do the pieces of a piece."""
        await post(database, a_letter("ahead", ahead=True), a_letter("long"), a_letter("later"))
        for text, pieces in (("ahead", ("a1", "a2")), ("a1", ("x", "y"))):
            (claimed,) = await claim_letters(database, holder)
            assert texts((claimed,)) == [text]
            async with database.books() as books:
                instead = [a_letter(piece) for piece in pieces]
                await books.outbox.replaced_by(claimed.posted, instead, now=NOW, holder=holder)
                await books.commit()

        assert await goes_out(database, holder) == ["x", "y", "a2", "long", "later"]

    async def test_stays_a_possible_repeat_in_its_pieces(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("long"))
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.again(claimed.posted, due_at=NOW, reason="?", holder=holder, in_doubt=True)
            await books.commit()
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.replaced_by(claimed.posted, [a_letter("piece")], now=NOW, holder=holder)
            await books.commit()

        (piece,) = await claim_letters(database, holder)
        assert piece.posted.may_be_repeat


class TestAnOutcomeInDoubt:
    async def test_holds_the_lane_and_marks_the_repeat(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("one"), a_letter("two"))
        (claimed,) = await claim_letters(database, holder)
        assert not claimed.posted.may_be_repeat
        async with database.books() as books:
            await books.outbox.again(
                claimed.posted, due_at=NOW + SECOND, reason="cut off", holder=holder, in_doubt=True
            )
            await books.commit()

        assert await claim_letters(database, holder) == ()
        (again,) = await claim_letters(database, holder, now=NOW + SECOND)
        assert (texts((again,)), again.posted.may_be_repeat) == (["one"], True)

    async def test_may_be_left_to_the_agent_who_wrote_it(self, database: Database, holder: Holder) -> None:
        """Parked letters leave the lane; sent again they come last, as new letters."""
        await post(database, a_letter("one"), a_letter("two"))
        (claimed,) = await claim_letters(database, holder)
        number = claimed.posted.id
        async with database.books() as books:
            await books.outbox.ended(claimed.posted, LetterState.PARKED, reason="?", now=NOW, holder=holder)
            assert (await books.backlog.of_outbox()).parked == 1
            await books.commit()
        async with database.books() as books:
            assert await books.dead_letters.resend(number, NOW)
            assert not await books.dead_letters.resend(number, NOW)
            assert not await books.dead_letters.confirm(number, NOW)
            await books.commit()

        assert await goes_out(database, holder) == ["two", "one"]

    async def test_may_turn_out_to_have_arrived(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("one"))
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.ended(claimed.posted, LetterState.PARKED, reason="?", now=NOW, holder=holder)
            assert await books.dead_letters.confirm(claimed.posted.id, NOW)
            assert not await books.dead_letters.resend(claimed.posted.id, NOW)
            posted = await books.outbox.get(claimed.posted.id)

        assert posted is not None
        assert posted.state is LetterState.SENT

    async def test_of_a_topic_is_settled_by_the_messengers_own_word(
        self, database: Database, holder: Holder
    ) -> None:
        async with database.books() as books:
            await books.tickets.save([a_ticket(await a_conversation(books))])
            await books.staff_threads.save([StaffThread(1, GROUP)])
            await books.commit()
        await post(database, to_topic("", action=OpenTopic("№ 1")), to_topic("card"))
        (claimed,) = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.again(claimed.posted, due_at=NOW, reason="?", holder=holder, in_doubt=True)
            await books.commit()
        async with database.books() as books:
            await books.outbox.topic_opened(GROUP, 1, "77", NOW)
            await books.commit()

        (card,) = await claim_letters(database, holder)
        assert (texts((card,)), card.thread) == (["card"], "77")


class TestWhatIsOverdue:
    async def test_was_posted_before_and_has_not_left(self, database: Database, holder: Holder) -> None:
        await post(database, a_letter("sent"), a_letter("old", BORIS), now=NOW - MINUTE)
        await post(database, a_letter("young"))
        (claimed, _) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "900")

        async with database.books() as books:
            assert await books.backlog.overdue(NOW) == 1
            assert await books.backlog.overdue(NOW - MINUTE) == 0
            assert await books.backlog.overdue(NOW, skip_chats={BORIS}) == 0


class TestHousekeeping:
    async def test_depth_tells_what_waits_and_what_went_wrong(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, a_letter("one"), a_letter("two"))
        await post(database, a_letter("three", BORIS), now=NOW - MINUTE)
        claimed_letters = await claim_letters(database, holder)
        async with database.books() as books:
            await books.outbox.ended(
                claimed_letters[0].posted, LetterState.REFUSED, reason="blocked", now=NOW, holder=holder
            )
            depth = await books.backlog.of_outbox()

        assert (depth.waiting, depth.refused, depth.parked, depth.in_doubt) == (2, 1, 0, 0)
        assert depth.oldest == NOW - MINUTE

    async def test_purge_forgets_what_was_sent_long_ago_and_nothing_else(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, a_letter("one"), a_letter("two"))
        (claimed,) = await claim_letters(database, holder)
        await letter_sent(database, holder, claimed, "1")

        async with database.books() as books:
            assert await books.outbox.purge(NOW) == 0
            assert await books.outbox.purge(NOW + SECOND) == 1
            assert [words(posted.letter) for posted in await books.outbox.waiting_in(ANNA)] == ["two"]

    async def test_what_a_clock_that_was_ahead_put_off_is_brought_forward(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, a_letter(), now=NOW + 60 * MINUTE)
        assert await claim_letters(database, holder) == ()

        async with database.books() as books:
            await books.outbox.bring_forward(NOW)
            await books.commit()

        assert texts(await claim_letters(database, holder)) == ["hello"]


class TestLettersThatAreJoined:
    async def test_go_out_as_one_that_every_original_is_found_by(
        self, database: Database, holder: Holder
    ) -> None:
        await post(database, *(to_topic(f"line {n}", shows=(ref(n),)) for n in range(1, 4)))
        (claimed,) = await claim_letters(database, holder)
        joined = to_topic("line 1\nline 2", shows=(ref(1), ref(2)))
        async with database.books() as books:
            waiting = await books.outbox.waiting_in(joined.to.lane, limit=1)
            posted = await books.outbox.join(claimed.posted, joined, waiting, now=NOW)
            await books.commit()
        await letter_sent(database, holder, replace(claimed, posted=posted), "77")

        async with database.books() as books:
            assert await books.copies.of(ref(2), GROUP) == (ref(77, GROUP),)
            assert await books.copies.originals_of(ref(77, GROUP)) == (ref(1), ref(2))
            assert await books.copies.original_of(ref(77, GROUP)) == ref(1)
        assert await goes_out(database, holder) == ["line 3"]

    async def test_stay_joined_when_their_sender_dies(self, database: Database, holder: Holder) -> None:
        await post(database, to_topic("line 1", shows=(ref(1),)), to_topic("line 2", shows=(ref(2),)))
        dead = Holder(holder.id + 1)
        (claimed,) = await claim_letters(database, dead)
        async with database.books() as books:
            waiting = await books.outbox.waiting_in(claimed.posted.letter.to.lane)
            joined = to_topic("line 1\nline 2", shows=(ref(1), ref(2)))
            await books.outbox.join(claimed.posted, joined, waiting, now=NOW)
            await books.commit()
        async with database.books() as books:
            await books.void_dead_claims(holder)
            await books.commit()

        (again,) = await claim_letters(database, holder)

        assert (texts((again,)), again.posted.may_be_repeat) == (["line 1\nline 2"], True)
