"""From the outbox to the messenger: order, failures, doubt, what is mended, what is refused."""

import asyncio
from dataclasses import replace

import pytest

from bot.setting_values import Limits
from bot.workers.backoff import LONGEST_PAUSE
from bot.workers.delivery import Delivery
from bot.workers.outcomes import NOTICE_OF_A_TOPIC
from handlers.errors import (
    ChatMoved,
    InDoubt,
    MarkupRefused,
    NotReached,
    RecipientUnreachable,
    ServerFailed,
)
from storage.copies import Copies
from storage.errors import StorageUnavailable
from storage.ledgers.outbox import Outbox
from storage.records.actions import SendContent
from storage.records.content import Content, SpanKind, styled
from storage.records.letters import Destination, Letter, LetterState, WhenInDoubt
from storage.records.message_refs import MessageRef
from tests.bot.workers.deliveries import (
    decides,
    delivers,
    remembers_nothing,
    topic_of,
    was_being_sent_by_the_dead,
)
from tests.bot.workers.stage import ANNA, BORIS, STAFF, Stage, database_away, letter_to


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
        assert remembers_nothing(delivery)

    async def test_crashed_in_our_own_code_once_and_is_sent_at_the_next_try(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"))
        stage.channel.fails = [KeyError("words")]

        for _ in range(2):
            await delivers(delivery)
            stage.clock.advance(LONGEST_PAUSE.total_seconds())

        assert stage.channel.texts == ["(maybe again) one"]
        assert remembers_nothing(delivery)


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
        await self.left_behind(stage, topic_of(7))

        await delivers(delivery)
        assert stage.channel.sent == []

        stage.clock.advance(NOTICE_OF_A_TOPIC.total_seconds())
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


class TestAnOutcomeThatCannotBeWritten:
    """A bug of the ledger itself: nothing of it may lead to another copy, at this start or the next."""

    async def test_of_a_letter_that_arrived_ends_the_letter_all_the_same(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object) -> None:
            raise ValueError("words")

        monkeypatch.setattr(Copies, "write", fail)
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["one", "two"]
        assert (await stage.letter(1)).state is LetterState.SENT

    async def test_of_another_letter_leaves_it_to_people(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object, **__: object) -> None:
            raise ValueError("words")

        monkeypatch.setattr(Outbox, "again", fail)
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        stage.channel.fails = [NotReached("refused")]

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["two"]
        assert (await stage.letter(1)).state is LetterState.PARKED
        assert (await stage.letter(1)).reason == "internal error: ValueError"

    async def test_in_any_way_is_kept_until_it_can_be(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing leaves meanwhile: of whatever left, nobody would know."""

        async def fail(*_: object, **__: object) -> None:
            raise ValueError("words")

        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        with monkeypatch.context() as patch:
            patch.setattr(Copies, "write", fail)
            patch.setattr(Outbox, "ended", fail)
            for _ in range(3):
                await delivers(delivery)
                stage.clock.advance(10)
        assert delivery.trouble == "meets a bug at each try"
        assert stage.channel.texts == ["one"]

        await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["one", "two"]
        assert (await stage.letter(1)).state is LetterState.SENT
