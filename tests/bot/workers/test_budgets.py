"""Letters within the budgets: told to wait, our own pacing, a customer's lines that leave together."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.setting_values import Limits
from bot.workers.backoff import FIRST_PAUSE
from bot.workers.delivery import Delivery
from handlers.errors import (
    InDoubt,
    NotReached,
    RetryLater,
    TopicClosed,
)
from storage.records.letters import Letter, Urgency
from storage.records.message_refs import MessageRef
from tests.bot.workers.deliveries import delivers
from tests.bot.workers.stage import ANNA, STAFF, Stage, database_away, letter_to


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
