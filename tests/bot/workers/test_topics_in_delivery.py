"""Topics on the way of letters: lost, closed, in doubt, impossible."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workers.delivery import Delivery
from bot.workers.outcomes import NOTICE_OF_A_TOPIC
from handlers.errors import (
    InDoubt,
    NotAForum,
    TopicClosed,
    TopicGone,
)
from storage.books import Books
from storage.records.letters import Letter, PostedLetter
from storage.records.message_refs import card_of
from tests.bot.workers.deliveries import delivers, messenger_tells_of_topic, remembers_nothing, topic_of
from tests.bot.workers.stage import STAFF, Stage, letter_to


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
        assert remembers_nothing(delivery)

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
            assert (await books.backlog.of_outbox()).refused == 0

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
        await stage.posts(topic_of(7), letter_to(STAFF, "card", ticket=7))
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)

        await messenger_tells_of_topic(stage, 7)
        await delivers(delivery)

        assert stage.channel.texts == ["card"]
        assert remembers_nothing(delivery)

    async def test_whose_creation_was_not_noticed_is_created_again(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(topic_of(7))
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
        await stage.posts(topic_of(7), letter_to(STAFF, "card", ticket=7))
        stage.channel.gate = asyncio.Event()
        stage.channel.fails = [InDoubt("cut off")]
        await delivery.round()
        await messenger_tells_of_topic(stage, 7)
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
        await stage.posts(topic_of(7))
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


class TestACardThatIsDeletedTimeAndAgain:
    """In a plain group a ticket's posts are replies to its card."""

    @pytest.fixture(autouse=True)
    async def plain_group(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        async def new_card(books: Books, posted: PostedLetter) -> None:
            to = posted.letter.to
            action = letter_to(STAFF, f"card {to.ticket}").action
            card = Letter(to=to, action=action, language="en", shows=(card_of(7),), ahead=True)
            await books.outbox.post([card], now=stage.clock())

        monkeypatch.setattr(stage.desk, "topic_gone", new_card)
        await stage.has_ticket(7)
        async with stage.database.books() as books:
            await books.chats.note_topics(STAFF, has_topics=False)
            await books.commit()

    async def test_is_posted_anew_each_time(self, stage: Stage, delivery: Delivery) -> None:
        for line in ("one", "two", "three"):
            await stage.posts(letter_to(STAFF, line, ticket=7))
            stage.channel.fails = [] if line == "one" else [TopicGone("there is no message to reply to")]
            await delivers(delivery, rounds=3)
            stage.clock.advance(1)

        assert stage.desk.refused == []
        assert stage.channel.texts == ["card 7", "one", "card 7", "two", "card 7", "three"]
