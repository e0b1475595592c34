"""The delivery is cut off: by its database, by another process, by a stop."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.setting_values import Limits
from bot.workers.delivery import Delivery
from handlers.errors import (
    RecipientUnreachable,
)
from storage.books import Books
from storage.claims import Ledger, give_back
from storage.errors import StorageUnavailable
from storage.records.letters import LetterState, PostedLetter
from tests.bot.workers.deliveries import decides, delivers
from tests.bot.workers.stage import ANNA, BORIS, STAFF, Stage, database_away, letter_to
from tests.waiting import until


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
    async def test_lets_what_is_on_its_way_arrive(self, stage: Stage, delivery: Delivery) -> None:
        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        stage.channel.gate = asyncio.Event()
        running = stage.place.supervisor.start(delivery.run(), name="delivery")
        await until(lambda: delivery._sends)

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
        await until(lambda: delivery._sends)

        delivery.stop(timedelta(0))
        await running

        assert (await stage.letter(1)).state is LetterState.SENDING
        assert not stage.crashed.is_set()

    async def test_writes_down_what_arrived_though_the_database_was_away_a_moment_ago(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"))
        await delivery.round()
        await delivery.idle()
        with database_away(monkeypatch):
            await delivery.round()

        delivery.stop(timedelta(0))
        await delivery.run()

        assert (await stage.letter(1)).state is LetterState.SENT
