"""Bugs that are met while letters are claimed, a lost claim among them: they cost one letter at most."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from bot.workers.outage import BUGS_TOLD_AT_FIRST
from storage.books import Books
from storage.claims import Ledger, give_back
from storage.errors import ClaimLost
from storage.ledgers import outbox
from storage.ledgers.claimed_letters import look_up
from storage.ledgers.outbox import Outbox
from storage.records.letters import ClaimedLetter, LetterState, PostedLetter
from storage.transaction import Transaction
from tests.bot.workers.deliveries import delivers
from tests.bot.workers.stage import ANNA, BORIS, STAFF, Stage, letter_to, text_of


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that says "poisonous" cannot be claimed."""

    async def look_up_or_fail(
        transaction: Transaction, posted: Sequence[PostedLetter]
    ) -> tuple[ClaimedLetter, ...]:
        if any(text_of(each.letter.action) == "poisonous" for each in posted):
            raise ValueError("words")
        return await look_up(transaction, posted)

    monkeypatch.setattr(outbox, "look_up", look_up_or_fail)


@pytest.fixture
def intake(stage: Stage, delivery: Delivery) -> Intake:
    """It leaves its commits to the delivery, which claims what may go next along with them."""
    return Intake(stage.place, timedelta(0), delivery.commit)


class TestABugOfTheClaimItself:
    """Letters are claimed along with a decision, which has nothing to do with them."""

    @pytest.mark.parametrize("bug", [ValueError("words"), ClaimLost(STAFF)])
    async def test_is_not_charged_to_the_update_that_was_decided(
        self,
        stage: Stage,
        intake: Intake,
        delivery: Delivery,
        monkeypatch: pytest.MonkeyPatch,
        bug: Exception,
    ) -> None:
        async def fail(*_: object, **__: object) -> None:
            raise bug

        await stage.receives("hello", "are you there?")
        with monkeypatch.context() as patch, capture_logs() as logged:
            patch.setattr(Outbox, "claim", fail)
            await intake.round()
            await intake.idle()
        for _ in range(3):
            await intake.round()
            await intake.idle()
            await delivers(delivery)

        assert stage.desk.heard == [("hello",), ("are you there?",)]
        assert sorted(stage.channel.texts) == ["re: are you there?", "re: hello"]
        assert "letters could not be claimed along with a decision" in [entry["event"] for entry in logged]

    @pytest.mark.usefixtures("poison")
    async def test_that_lies_in_one_letter_gives_up_that_one_alone(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.posts(letter_to(ANNA, "poisonous"), letter_to(ANNA, "next"), letter_to(STAFF, "other"))

        await delivers(delivery, rounds=4)

        assert sorted(stage.channel.texts) == ["next", "other"]
        assert (await stage.letter(1)).state is LetterState.PARKED

    @pytest.mark.usefixtures("poison")
    async def test_that_lies_in_one_letter_gives_it_up_once_another_proves_that(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        """Alone it says nothing of whether all letters would meet the bug."""
        await stage.posts(letter_to(ANNA, "poisonous"))
        await delivers(delivery, rounds=4)
        assert delivery.trouble == "meets a bug at each try"
        assert (await stage.letter(1)).state is LetterState.WAITING

        await stage.posts(letter_to(STAFF, "other"))
        stage.clock.advance(10)
        await delivers(delivery)

        assert stage.channel.texts == ["other"]
        assert (await stage.letter(1)).state is LetterState.PARKED

    @pytest.mark.parametrize(
        ("where", "what"), [(Outbox, "due_heads"), (outbox, "look_up"), (Books, "commit")]
    )
    async def test_that_lies_in_no_letter_is_waited_for_like_an_outage(
        self,
        stage: Stage,
        delivery: Delivery,
        monkeypatch: pytest.MonkeyPatch,
        where: object,
        what: str,
    ) -> None:
        """Nobody's words are given up for it, and the log and `/health` tell."""

        async def fail(*_: object, **__: object) -> None:
            raise ValueError("words")

        await stage.posts(letter_to(ANNA, "one"), letter_to(BORIS, "two"))
        with monkeypatch.context() as patch, capture_logs() as logged:
            patch.setattr(where, what, fail)
            for _ in range(20):
                await delivers(delivery)
                stage.clock.advance(10)
        assert stage.channel.texts == []
        assert {(await stage.letter(number)).state for number in (1, 2)} == {LetterState.WAITING}
        assert delivery.trouble == "meets a bug at each try"
        assert [each["event"] for each in logged].count(
            "a worker cannot work for a bug"
        ) == BUGS_TOLD_AT_FIRST

        await delivers(delivery, rounds=2)

        assert sorted(stage.channel.texts) == ["one", "two"]


class TestABugBehindTheClaim:
    """The letters that were claimed never left: they do not hide where the bug lies."""

    async def test_of_putting_a_letter_back_is_waited_for_like_an_outage(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object, **__: object) -> None:
            raise ValueError("words")

        await stage.has_ticket(7)
        await stage.posts(letter_to(ANNA, "innocent"), letter_to(STAFF, "lacks its topic", ticket=7))
        monkeypatch.setattr(Outbox, "again", fail)

        await delivers(delivery, rounds=3)

        assert delivery.trouble == "meets a bug at each try"
        assert stage.channel.texts == []
        assert (await stage.letter(1)).state is LetterState.WAITING

    async def test_that_comes_once_costs_no_letter_and_repeats_none(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The transaction stood: the letter is *sending* on disk, and has not left."""
        commit = Books.commit

        async def commit_and_fail(books: Books) -> None:
            await commit(books)
            raise ValueError("words")

        await stage.posts(letter_to(ANNA, "one"), letter_to(ANNA, "two"))
        with monkeypatch.context() as patch:
            patch.setattr(Books, "commit", commit_and_fail)
            await delivery.round()
        for _ in range(3):
            await delivers(delivery)
            stage.clock.advance(60)

        assert stage.channel.texts == ["one", "two"]


class TestALetterThatLosesItsClaimAgainAndAgain:
    async def test_holds_up_no_other(
        self, stage: Stage, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def lose_the_claim(books: Books, posted: PostedLetter) -> None:
            lane = posted.letter.to.lane
            await give_back(books._transaction, Ledger.OUTBOX, [lane], stage.place.holder)

        monkeypatch.setattr(stage.desk, "topic_gone", lose_the_claim)
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "waits for its topic", ticket=7), letter_to(ANNA, "other"))

        with capture_logs() as logged:
            await delivers(delivery, rounds=2)

        assert stage.channel.texts == ["other"]
        assert (await stage.letter(1)).state is LetterState.WAITING
        assert [entry["letter"] for entry in logged if entry["log_level"] == "error"] == [1]
