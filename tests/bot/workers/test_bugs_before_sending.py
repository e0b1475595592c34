"""A letter that meets a bug before it leaves hurts itself alone."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.workers.delivery import Delivery
from storage.books import Books
from storage.errors import StaleRecord
from storage.records.letters import LetterState, PostedLetter, WhenInDoubt
from tests.bot.workers.deliveries import decides, delivers, was_being_sent_by_the_dead
from tests.bot.workers.stage import ANNA, BORIS, STAFF, Stage, letter_to


class TestABugMetBeforeALetterLeaves:
    """The desk cannot make the topic that the letter lacks."""

    async def test_hurts_that_letter_alone(self, stage: Stage, delivery: Delivery) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "poisonous", ticket=7), letter_to(ANNA, "innocent"))
        stage.desk.bugs = [ValueError("words")]

        with capture_logs() as logged:
            await delivers(delivery)

        assert stage.channel.texts == ["innocent"]
        assert (await stage.letter(1)).state is LetterState.WAITING
        assert [entry["letter"] for entry in logged if entry["log_level"] == "error"] == [1]

    async def test_is_met_again_after_growing_pauses_until_it_is_mended(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "poisonous", ticket=7))
        pauses = []
        for _ in range(3):
            stage.desk.bugs = [ValueError("words")]
            await delivers(delivery)
            due_at = (await stage.letter(1)).due_at
            pauses.append(due_at - stage.clock())
            stage.clock.now = due_at

        await delivers(delivery, rounds=3)

        assert timedelta(0) < pauses[0] < pauses[1] < pauses[2]
        assert stage.channel.texts == ["topic № 7", "poisonous"]

    async def test_is_not_charged_to_whoever_commits(self, stage: Stage, delivery: Delivery) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "poisonous", ticket=7))
        stage.desk.bugs = [ValueError("words")]

        await decides(stage, delivery, letter_to(ANNA, "innocent"))
        await delivers(delivery)

        assert stage.channel.texts == ["innocent"]

    async def test_is_no_bug_where_somebody_else_was_at_the_same_record(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "one", ticket=7))
        stage.desk.bugs = [StaleRecord("ticket", 7)]

        with capture_logs() as logged:
            await delivers(delivery)
        stage.clock.advance(1)
        await delivers(delivery, rounds=3)

        assert not [entry for entry in logged if entry["log_level"] == "error"]
        assert stage.channel.texts == ["topic № 7", "one"]

    async def test_undoes_what_the_desk_had_written(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The desk's own letters of that attempt leave no trace, what else the round wrote down does."""
        await stage.has_ticket(7)
        make_anew = stage.desk.topic_gone

        async def fail_halfway(books: Books, posted: PostedLetter) -> None:
            await make_anew(books, posted)
            await books.outbox.post([letter_to(BORIS, "half done")], now=stage.clock())
            raise ValueError

        monkeypatch.setattr(stage.desk, "topic_gone", fail_halfway)
        await stage.posts(letter_to(ANNA, "innocent"))
        await delivery.round()
        await delivery.idle()
        await stage.posts(letter_to(STAFF, "poisonous", ticket=7))

        await delivers(delivery)

        assert stage.channel.texts == ["innocent"]
        assert (await stage.letter(1)).state is LetterState.SENT

    async def test_leaves_a_reply_in_doubt_to_its_agent(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The desk could not say so, but the letter is among those that wait for a person."""
        await stage.posts(letter_to(ANNA, "reply", in_doubt=WhenInDoubt.PARK), letter_to(ANNA, "next"))
        await was_being_sent_by_the_dead(stage)

        async def fail(*_: object) -> None:
            raise ValueError

        monkeypatch.setattr(stage.desk, "letter_parked", fail)
        await delivers(delivery, rounds=2)

        assert (await stage.letter(1)).state is LetterState.PARKED
        assert stage.channel.texts == ["next"]
