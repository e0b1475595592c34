"""From the outbox to the messenger: order, budgets, doubt, outages."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.setting_values import Limits
from bot.workers.backoff import FIRST_PAUSE, LONGEST_PAUSE
from bot.workers.delivery import Delivery
from bot.workers.outcomes import NOTICE_OF_A_TOPIC
from handlers.errors import (
    ChatMoved,
    InDoubt,
    MarkupRefused,
    NotAForum,
    NotReached,
    RecipientUnreachable,
    RetryLater,
    ServerFailed,
    TopicClosed,
    TopicGone,
)
from storage.books import Books
from storage.claims import Ledger, give_back
from storage.content import Content, SpanKind, styled
from storage.errors import StorageUnavailable
from storage.letters import (
    Destination,
    Letter,
    LetterState,
    OpenTopic,
    PostedLetter,
    SendContent,
    Urgency,
    WhenInDoubt,
)
from storage.records import MessageRef
from tests.bot.workers.deliveries import database_away, decides, delivers, was_being_sent_by_the_dead
from tests.bot.workers.stage import ANNA, BORIS, STAFF, Stage, letter_to


class TestLetters:
    async def test_of_one_lane_leave_in_order(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"), letter_to(ANNA, "three"))

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["one", "two", "three"]

    async def test_are_remembered_by_the_messengers_ids(self, stage: Stage, delivery: Delivery) -> None:
        original = MessageRef(STAFF, "5")
        letter = Letter(
            to=Destination(ANNA),
            action=letter_to(ANNA, "reply").action,
            language="en",
            shows=(original,),
        )
        await stage.posts(letter)

        await delivers(delivery)

        assert (await stage.letter(1)).state is LetterState.SENT
        async with stage.database.books() as books:
            assert await books.copies.of(original, ANNA) == (MessageRef(ANNA, "101"),)

    async def test_wait_for_the_one_before_them_but_not_for_other_lanes(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"), letter_to(BORIS, "other"))
        stage.channel.fails = [NotReached("refused")]

        await delivers(delivery)

        assert stage.channel.texts == ["other"]


class TestLettersOfADecision:
    async def test_leave_without_waiting_for_a_round(self, stage: Stage, delivery: Delivery) -> None:
        await decides(stage, delivery, letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        assert (await stage.letter(1)).state is LetterState.SENDING
        await delivery.idle()
        assert stage.channel.texts == ["one"]

        await delivers(delivery)
        assert stage.channel.texts == ["one", "two"]

    async def test_wait_for_the_next_round_while_others_are_on_their_way(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        stage.channel.gate = asyncio.Event()
        await decides(stage, delivery, letter_to(ANNA, "one"))
        await decides(stage, delivery, letter_to(BORIS, "other"))
        assert (await stage.letter(2)).state is LetterState.WAITING

        stage.channel.gate.set()
        await delivers(delivery)
        assert stage.channel.texts == ["one", "other"]

    async def test_keep_to_the_budgets(self, stage: Stage) -> None:
        delivery = Delivery(stage.place, Limits(30, 1, 20))
        await decides(stage, delivery, letter_to(ANNA, "one"))
        await delivers(delivery)
        await decides(stage, delivery, letter_to(ANNA, "two"))
        await delivery.idle()
        assert stage.channel.texts == ["one"]

        stage.clock.advance(1)
        await delivers(delivery)
        assert stage.channel.texts == ["one", "two"]

    async def test_never_left_when_they_were_not_written(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Decided again they may bear the same numbers, and still leave once."""
        with database_away(monkeypatch), pytest.raises(StorageUnavailable):
            await decides(stage, delivery, letter_to(ANNA, "one"))
        assert stage.channel.texts == []

        await decides(stage, delivery, letter_to(ANNA, "one"))
        await delivers(delivery)
        assert stage.channel.texts == ["one"]

    async def test_leave_once_when_only_the_confirmation_was_lost(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with database_away(monkeypatch, after_commit=True), pytest.raises(StorageUnavailable):
            await decides(stage, delivery, letter_to(ANNA, "one"))
        assert stage.channel.texts == []

        for _ in range(2):
            stage.clock.advance(10)
            await delivers(delivery)
        assert stage.channel.texts == ["one"]


class TestATotalFailureOfTheMessenger:
    @pytest.mark.parametrize("failure", [NotReached, ServerFailed, InDoubt])
    async def test_for_a_minute_loses_nothing_and_is_over_within_seconds(
        self, stage: Stage, delivery: Delivery, failure: type[Exception]
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"), letter_to(BORIS, "other"))
        for _ in range(60):
            stage.channel.fails = [failure("away")] * 10
            await delivers(delivery)
            stage.clock.advance(1)
        assert stage.channel.sent == []

        stage.channel.fails = []
        stage.clock.advance(LONGEST_PAUSE.total_seconds())
        await delivers(delivery, rounds=2)

        told = [(chat, text.removeprefix("(maybe again) ")) for chat, text in stage.channel.sent]
        assert sorted(told) == [(ANNA, "one"), (ANNA, "two"), (BORIS, "other")]
        assert [text for chat, text in told if chat == ANNA] == ["one", "two"]


class TestBeingToldToWait:
    async def test_holds_that_chat_with_all_its_topics_and_no_other(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.posts(letter_to(STAFF, "one", ticket=1))
        stage.channel.fails = [RetryLater(timedelta(seconds=30))]
        await delivers(delivery)
        await stage.posts(letter_to(STAFF, "two", ticket=2), letter_to(ANNA, "hello"))

        stage.clock.advance(29)
        await delivers(delivery)
        assert stage.channel.texts == ["hello"]

        stage.clock.advance(1)
        await delivers(delivery, rounds=2)
        assert sorted(stage.channel.texts) == ["hello", "one", "two"]

    async def test_outlives_a_restart(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(STAFF, "one", ticket=1))
        stage.channel.fails = [RetryLater(timedelta(seconds=30))]
        await delivers(delivery)
        await stage.posts(letter_to(STAFF, "two", ticket=2))

        restarted = Delivery(stage.place, limits=None)
        stage.clock.advance(29)
        await delivers(restarted)
        assert stage.channel.sent == []

        stage.clock.advance(1)
        await delivers(restarted, rounds=2)
        assert sorted(stage.channel.texts) == ["one", "two"]

    async def test_stands_once_in_the_log_for_calls_that_were_on_their_way_together(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.posts(*(letter_to(STAFF, f"topic {ticket}", ticket=ticket) for ticket in range(4)))
        stage.channel.fails = [RetryLater(timedelta(seconds=30)) for _ in range(4)]

        with capture_logs() as lines:
            await delivers(delivery)
            stage.clock.advance(30)
            stage.channel.fails = [RetryLater(timedelta(seconds=5))]
            await delivers(delivery)

        told = [(line["chat"], line["seconds"]) for line in lines if line["event"] == "told to wait"]
        assert told == [(STAFF, 30.0), (STAFF, 5.0)]


class TestOurOwnPacing:
    async def test_lets_other_chats_go_on(self, stage: Stage) -> None:
        delivery = Delivery(stage.place, Limits(30, 1, 2))
        await stage.posts(*(letter_to(STAFF, f"topic {ticket}", ticket=ticket) for ticket in range(4)))
        await stage.posts(letter_to(ANNA, "hello"))

        await delivers(delivery, rounds=3)
        assert sorted(stage.channel.texts) == ["hello", "topic 0", "topic 1"]

        stage.clock.advance(60)
        await delivers(delivery, rounds=3)
        assert len(stage.channel.sent) == 5

    async def test_holds_all_of_them_in_the_end(self, stage: Stage) -> None:
        delivery = Delivery(stage.place, Limits(3, 1, 20))
        await stage.posts(*(letter_to(f"telegram:{person}", "hello") for person in range(10, 18)))

        sent = []
        for _ in range(3):
            await delivers(delivery, rounds=2)
            sent.append(len(stage.channel.sent))
            stage.clock.advance(1)

        assert sent == [3, 6, 8]


class TestALetterThatWaitedForOurOwnPacing:
    """It went back to its lane time and again, and has not been tried yet."""

    async def test_waits_no_longer_than_any_other_when_it_fails(self, stage: Stage) -> None:
        delivery = await self.of_a_busy_group(stage)
        stage.channel.fails = [NotReached("away")]

        await delivers(delivery)
        stage.clock.advance(FIRST_PAUSE.total_seconds())
        await delivers(delivery)

        assert stage.channel.texts[-1] == "waited"

    async def test_follows_at_once_when_its_topic_is_opened_again(self, stage: Stage) -> None:
        delivery = await self.of_a_busy_group(stage)
        stage.channel.fails = [TopicClosed("closed")]

        await delivers(delivery, rounds=2)

        assert stage.channel.texts[-1] == "waited"

    async def of_a_busy_group(self, stage: Stage) -> Delivery:
        """Others were quicker each time that the group's budget opened."""
        delivery = Delivery(stage.place, Limits(30, 1, 2))
        await stage.has_ticket(7, thread="55")
        await stage.posts(letter_to(STAFF, "waited", ticket=7))
        for ticket in range(10, 16, 2):
            await stage.posts(
                *(
                    replace(letter_to(STAFF, "first", ticket=each), urgency=Urgency.REPLY)
                    for each in (ticket, ticket + 1)
                )
            )
            await delivers(delivery)
            stage.clock.advance(60)
        return delivery


def a_line(number: int) -> Letter:
    """A customer's message for the topic of ticket 1."""
    letter = letter_to(STAFF, f"line {number}", ticket=1)
    return replace(letter, urgency=Urgency.CUSTOMER_WORDS, shows=(MessageRef(ANNA, str(number)),), ticket=1)


class TestACustomersLines:
    async def test_leave_one_by_one_while_the_budget_lasts(self, stage: Stage) -> None:
        delivery = Delivery(stage.place, Limits(30, 1, 20))
        await stage.has_ticket(1, "88")
        await stage.posts(*map(a_line, range(3)))

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["line 0", "line 1", "line 2"]

    async def test_that_waited_for_the_budget_leave_together(self, stage: Stage) -> None:
        delivery = Delivery(stage.place, Limits(30, 1, 2))
        await stage.has_ticket(1, "88")
        await stage.posts(*map(a_line, range(5)), letter_to(STAFF, "a notice", ticket=1), a_line(5))
        await delivers(delivery, rounds=3)
        stage.clock.advance(60)

        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["line 0", "line 1", "line 2\nline 3\nline 4", "a notice"]
        async with stage.database.books() as books:
            for number in (2, 3, 4):
                copies = await books.copies.of(MessageRef(ANNA, str(number)), STAFF)
                assert copies == (MessageRef(STAFF, "103"),)

    async def test_that_were_told_to_wait_leave_together(self, stage: Stage, delivery: Delivery) -> None:
        await stage.has_ticket(1, "88")
        await stage.posts(*map(a_line, range(3)))
        stage.channel.fails = [RetryLater(timedelta(seconds=30))]
        await delivers(delivery)
        stage.clock.advance(20)
        await stage.posts(letter_to(STAFF, "another ticket's", ticket=2))  # finds out that the chat waits
        await delivers(delivery)
        stage.clock.advance(10)

        await delivers(delivery, rounds=2)

        assert sorted(stage.channel.texts) == ["another ticket's", "line 0\nline 1\nline 2"]

    async def test_that_are_joined_are_marked_as_a_whole_when_in_doubt(self, stage: Stage) -> None:
        delivery = Delivery(stage.place, Limits(30, 1, 1))
        await stage.has_ticket(1, "88")
        await stage.posts(*map(a_line, range(3)))
        await delivers(delivery, rounds=2)
        stage.clock.advance(60)
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)
        await stage.posts(a_line(3))
        stage.clock.advance(60)

        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["line 0", "(maybe again) line 1\nline 2"]

    async def test_whose_claim_was_cut_off_are_all_there_still(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        delivery = Delivery(stage.place, Limits(30, 1, 1))
        await stage.has_ticket(1, "88")
        await stage.posts(*map(a_line, range(4)))
        await delivers(delivery, rounds=2)
        for after_commit in (False, True):
            stage.clock.advance(60)
            with database_away(monkeypatch, after_commit=after_commit):
                await delivers(delivery)
        for _ in range(4):
            stage.clock.advance(60)
            await delivers(delivery, rounds=2)

        assert "\n".join(stage.channel.texts).splitlines() == [f"line {number}" for number in range(4)]


class TestALetterInDoubt:
    async def test_is_repeated_with_a_mark(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(STAFF, "one", ticket=1), letter_to(STAFF, "two", ticket=1))
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)
        stage.clock.advance(5)

        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["(maybe again) one", "two"]

    async def test_is_parked_when_an_agent_wrote_it(self, stage: Stage, delivery: Delivery) -> None:
        """Its lane goes on without it, and the agent decides."""
        reply = letter_to(ANNA, "reply", in_doubt=WhenInDoubt.PARK)
        await stage.posts(reply, letter_to(ANNA, "next"))
        stage.channel.fails = [InDoubt("cut off")]

        await delivers(delivery, rounds=2)

        assert stage.desk.parked == [1]
        assert stage.channel.texts == ["next"]

    async def test_crashed_in_our_own_code_and_is_given_up_in_the_end(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        stage.channel.fails = [KeyError("words")] * 3

        for _ in range(4):
            await delivers(delivery)
            stage.clock.advance(5)

        assert stage.desk.refused == [(1, "internal error: KeyError", False)]
        assert stage.channel.texts == ["two"]


class TestWhatTheDeadWereSending:
    """A process took the letters in hand and died; this one took over."""

    async def left_behind(self, stage: Stage, *letters: Letter) -> None:
        await stage.posts(*letters)
        await was_being_sent_by_the_dead(stage)

    async def test_is_repeated_with_a_mark(self, stage: Stage, delivery: Delivery) -> None:
        await self.left_behind(stage, letter_to(STAFF, "one", ticket=1), letter_to(STAFF, "two", ticket=1))

        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["(maybe again) one", "two"]

    async def test_is_parked_when_an_agent_wrote_it(self, stage: Stage, delivery: Delivery) -> None:
        reply = letter_to(ANNA, "reply", in_doubt=WhenInDoubt.PARK)
        await self.left_behind(stage, reply, letter_to(ANNA, "next"))

        await delivers(delivery, rounds=2)

        assert stage.desk.parked == [1]
        assert stage.channel.texts == ["next"]

    async def test_is_simply_sent_where_twice_is_the_same_as_once(self, stage: Stage) -> None:
        """Our own web chat names its messages by their letters."""
        reply = letter_to(ANNA, "reply", in_doubt=WhenInDoubt.PARK)
        await self.left_behind(stage, reply, letter_to(ANNA, "next"))
        own = replace(stage.place, without_doubt=frozenset({ANNA.partition(":")[0]}))

        await delivers(Delivery(own, None), rounds=2)

        assert stage.desk.parked == []
        assert stage.channel.texts == ["reply", "next"]

    async def test_is_dropped_when_it_is_worthless_by_now(self, stage: Stage, delivery: Delivery) -> None:
        await self.left_behind(stage, letter_to(ANNA, "saved", in_doubt=WhenInDoubt.DROP))

        await delivers(delivery)

        assert stage.channel.sent == []
        assert (await stage.letter(1)).state is LetterState.DROPPED

    async def test_waits_for_the_notice_when_it_was_a_topic(self, stage: Stage, delivery: Delivery) -> None:
        await stage.has_ticket(7)
        opening = Letter(to=Destination(STAFF, ticket=7), action=OpenTopic("№ 7"), language="en")
        await self.left_behind(stage, opening)

        await delivers(delivery)
        assert stage.channel.sent == []

        stage.clock.advance(NOTICE_OF_A_TOPIC.total_seconds())
        await delivers(delivery)
        assert stage.channel.texts == ["topic № 7"]


class TestATopic:
    async def test_that_is_gone_is_replaced_before_what_waits_for_it(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7, thread="55")
        await stage.posts(letter_to(STAFF, "one", ticket=7), letter_to(STAFF, "two", ticket=7))
        stage.channel.fails = [TopicGone("gone")]

        await delivers(delivery, rounds=4)

        assert stage.desk.topics_gone == [7]
        assert stage.channel.texts == ["topic № 7", "one", "two"]

    async def test_that_a_ticket_lacks_is_made_before_its_next_post(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "one", ticket=7))

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["topic № 7", "one"]

    async def test_that_the_group_cannot_have_is_not_waited_for(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "one", ticket=7))
        stage.channel.fails = [NotAForum("the chat is not a forum")] * 2

        await delivers(delivery, rounds=6)

        assert stage.channel.texts == ["one"]
        async with stage.database.books() as books:
            assert await books.chats.is_plain(STAFF)
            assert (await books.outbox.depth()).refused == 0

    async def test_that_was_closed_is_opened_again(self, stage: Stage, delivery: Delivery) -> None:
        await stage.has_ticket(7, thread="55")
        await stage.posts(letter_to(STAFF, "one", ticket=7))
        stage.channel.fails = [TopicClosed("closed")]

        await delivers(delivery, rounds=2)

        assert stage.channel.reopened == [(STAFF, "55")]
        assert stage.channel.texts == ["one"]

    async def test_whose_reopening_is_in_doubt_leaves_no_doubt_about_the_letter(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7, thread="55")
        await stage.posts(letter_to(STAFF, "one", ticket=7))
        stage.channel.fails = [TopicClosed("closed")]
        stage.channel.reopening_fails = [InDoubt("cut off")]

        await delivers(delivery)
        stage.clock.advance(5)
        await delivers(delivery)

        assert stage.channel.texts == ["one"]

    async def test_whose_creation_is_in_doubt_waits_for_the_messengers_notice(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        opening = Letter(to=Destination(STAFF, ticket=7), action=OpenTopic("№ 7"), language="en")
        await stage.posts(opening, letter_to(STAFF, "card", ticket=7))
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)

        async with stage.database.books() as books:
            await books.outbox.topic_opened(STAFF, 7, "88", stage.clock())
            await books.commit()
        await delivers(delivery)

        assert stage.channel.texts == ["card"]

    async def test_whose_creation_was_not_noticed_is_created_again(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        opening = Letter(to=Destination(STAFF, ticket=7), action=OpenTopic("№ 7"), language="en")
        await stage.posts(opening)
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)
        assert stage.channel.sent == []

        stage.clock.advance(NOTICE_OF_A_TOPIC.total_seconds())
        await delivers(delivery)

        assert stage.channel.texts == ["topic № 7"]

    async def test_whose_notice_comes_before_the_end_of_the_call_is_not_created_again(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        opening = Letter(to=Destination(STAFF, ticket=7), action=OpenTopic("№ 7"), language="en")
        await stage.posts(opening, letter_to(STAFF, "card", ticket=7))
        stage.channel.gate = asyncio.Event()
        stage.channel.fails = [InDoubt("cut off")]
        await delivery.round()
        async with stage.database.books() as books:
            await books.outbox.topic_opened(STAFF, 7, "88", stage.clock())
            await books.commit()
        stage.channel.gate.set()
        await delivery.idle()

        stage.clock.advance(600)
        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["card"]

    async def test_whose_notice_may_still_be_on_its_way_is_not_created_again(self, stage: Stage) -> None:
        """The messenger was not heard since, or what it told is not read yet."""
        heard: list[timedelta] = []
        place = replace(stage.place, has_heard_all_older_than=lambda age: age in heard)
        delivery = Delivery(place, None)
        await stage.has_ticket(7)
        await stage.posts(Letter(to=Destination(STAFF, ticket=7), action=OpenTopic("№ 7"), language="en"))
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)

        stage.clock.advance(600)
        await delivers(delivery)
        assert stage.channel.sent == []

        heard += [timedelta(seconds=1200), timedelta(seconds=1800)]
        await stage.receives("the notice", lane=f"{STAFF}/88")
        stage.clock.advance(600)
        await delivers(delivery)
        assert stage.channel.sent == []

        async with stage.database.books() as books:
            claimed = await books.inbox.claim(place.holder, stage.clock(), lambda rows, _now: rows)
            (batch,) = claimed.batches
            rows = [row.id for row in batch.rows]
            await books.inbox.done(rows, release=batch.lane, holder=place.holder)
            await books.commit()
        stage.clock.advance(600)
        await delivers(delivery)
        assert stage.channel.texts == ["topic № 7"]


class TestALetterThatIsMended:
    async def test_follows_its_group_to_the_new_address(self, stage: Stage, delivery: Delivery) -> None:
        moved = "telegram:-1002"
        await stage.posts(letter_to(STAFF, "one", ticket=7), letter_to(STAFF, "two", ticket=7))
        stage.channel.fails = [ChatMoved(moved)]

        await delivers(delivery, rounds=3)

        assert stage.channel.sent == [(moved, "one"), (moved, "two")]

    async def test_goes_plain_in_its_own_place(self, stage: Stage, delivery: Delivery) -> None:
        bold = Letter(
            to=Destination(ANNA), action=SendContent(Content(styled("one", SpanKind.BOLD))), language="en"
        )
        await stage.posts(bold, letter_to(ANNA, "two"))
        stage.channel.fails = [MarkupRefused("entities")]

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["one", "two"]


class TestARefusedLetter:
    async def test_is_told_to_the_desk_and_its_lane_goes_on(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        stage.channel.fails = [RecipientUnreachable("blocked")]

        await delivers(delivery, rounds=2)

        assert stage.desk.refused == [(1, "blocked", True)]
        assert stage.channel.texts == ["two"]

    async def test_is_settled_even_when_the_desk_meets_a_bug(self, stage: Stage, delivery: Delivery) -> None:
        """Neither the ledger nor the other outcomes of the round suffer."""
        await stage.posts(letter_to(ANNA, "one"), letter_to(BORIS, "other"))
        stage.channel.fails = [RecipientUnreachable("blocked")]
        stage.desk.bugs = [ValueError("words"), ValueError("words")]

        await delivers(delivery)

        assert (await stage.letter(1)).state is LetterState.REFUSED
        assert (await stage.letter(2)).state is LetterState.SENT


class TestAnOutageOfTheDatabase:
    async def test_while_settling_loses_no_outcome_and_sends_nothing_twice(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        await delivery.round()
        await delivery.idle()
        with database_away(monkeypatch):
            for _ in range(5):
                await delivery.round()
                stage.clock.advance(10)

        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["one", "two"]
        assert (await stage.letter(1)).state is LetterState.SENT

    async def test_that_hides_a_settlements_success_tells_nobody_twice(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"))
        stage.channel.fails = [RecipientUnreachable("blocked")]
        await delivery.round()
        await delivery.idle()
        with database_away(monkeypatch, after_commit=True):
            await delivery.round()
        stage.clock.advance(10)

        await delivers(delivery)

        assert stage.desk.refused == [(1, "blocked", True)]

    async def test_that_hides_a_claims_success_leaves_no_lane_behind(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The letter is *sending* on disk, yet it never left: no doubt about it."""
        await stage.posts(letter_to(ANNA, "one"))
        with database_away(monkeypatch, after_commit=True):
            await delivers(delivery)
        assert stage.channel.sent == []

        for _ in range(2):
            stage.clock.advance(10)
            await delivers(delivery)

        assert stage.channel.texts == ["one"]

    @pytest.mark.parametrize("claim", ["of a round", "of a decision"])
    async def test_in_the_middle_of_a_claim_leaves_no_chats_budget_spent(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch, claim: str
    ) -> None:
        """Anna's letter was ready to leave when the database went away over the next one."""
        delivery = Delivery(stage.place, Limits(30, 1, 20))
        await stage.has_ticket(7)
        await stage.posts(letter_to(ANNA, "one"), letter_to(STAFF, "two", ticket=7))

        async def cut_off(_books: Books, _posted: PostedLetter) -> None:
            raise StorageUnavailable("the connection was lost")

        with monkeypatch.context() as patch:
            patch.setattr(stage.desk, "topic_gone", cut_off)
            if claim == "of a decision":
                with pytest.raises(StorageUnavailable):
                    await decides(stage, delivery, letter_to(BORIS, "never posted"))
            else:
                await delivers(delivery)
        stage.clock.advance(10)
        await delivers(delivery, rounds=3)

        assert sorted(stage.channel.texts) == ["one", "topic № 7", "two"]


class TestALaneThatAnotherProcessTookOver:
    async def test_is_left_to_it(self, stage: Stage, delivery: Delivery) -> None:
        """This process was held for dead; its outcomes of that lane come too late, the others count."""
        await stage.posts(letter_to(ANNA, "one"), letter_to(BORIS, "other"))
        stage.channel.fails = [RecipientUnreachable("blocked")]
        await delivery.round()
        await delivery.idle()
        async with stage.database.books() as books:
            await give_back(books._transaction, Ledger.OUTBOX, [ANNA], stage.place.holder)
            await books.commit()

        with capture_logs() as logged:
            await delivery.round()

        assert [entry["event"] for entry in logged] == ["another process took over"]
        assert stage.desk.refused == []
        assert (await stage.letter(2)).state is LetterState.SENT


class TestStopping:
    async def until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            await asyncio.sleep(0)

    async def test_lets_what_is_on_its_way_arrive(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        stage.channel.gate = asyncio.Event()
        running = stage.place.supervisor.start(delivery.run(), name="delivery")
        await self.until(lambda: bool(delivery._sends))

        delivery.stop(timedelta(seconds=5))
        stage.channel.gate.set()
        await running

        assert stage.channel.texts == ["one"]
        assert (await stage.letter(1)).state is LetterState.SENT
        assert (await stage.letter(2)).state is LetterState.WAITING

    async def test_cuts_off_what_takes_too_long_as_in_doubt(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(ANNA, "one"))
        stage.channel.gate = asyncio.Event()
        running = stage.place.supervisor.start(delivery.run(), name="delivery")
        await self.until(lambda: bool(delivery._sends))

        delivery.stop(timedelta(0))
        await running

        assert (await stage.letter(1)).state is LetterState.SENDING
        assert not stage.crashed.is_set()
