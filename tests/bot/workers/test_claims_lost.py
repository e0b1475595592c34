"""A claim that is lost in the middle of the work that it was for."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from storage.books import Books
from storage.claims import Ledger, give_back
from storage.records.letters import LetterState, PostedLetter
from tests.bot.workers.deliveries import delivers
from tests.bot.workers.stage import ANNA, STAFF, Stage, letter_to


@pytest.fixture
def intake(stage: Stage, delivery: Delivery) -> Intake:
    """It leaves its commits to the delivery, which claims what may go next along with them."""
    return Intake(stage.place, timedelta(0), delivery.commit)


class TestTheClaimOfALetter:
    """It is gone when the letter, which was claimed along with a decision, goes back to its lane."""

    async def test_is_not_charged_to_the_update_that_was_decided(
        self, stage: Stage, intake: Intake, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(letter_to(STAFF, "waits for its topic", ticket=7))
        await stage.receives("hello", "are you there?")
        make_anew = stage.desk.topic_gone

        async def lose_the_claim(books: Books, posted: PostedLetter) -> None:
            await give_back(books._transaction, Ledger.OUTBOX, [posted.letter.to.lane], stage.place.holder)
            await make_anew(books, posted)

        with monkeypatch.context() as patch, capture_logs() as logged:
            patch.setattr(stage.desk, "topic_gone", lose_the_claim)
            await intake.round()
            await intake.idle()
        for _ in range(3):
            await intake.round()
            await intake.idle()
            await delivers(delivery)

        assert stage.desk.heard == [("hello",), ("are you there?",)]
        assert sorted(text for chat, text in stage.channel.sent if chat == ANNA) == [
            "re: are you there?",
            "re: hello",
        ]
        assert "letters could not be claimed along with a decision" in [entry["event"] for entry in logged]
        assert (await stage.letter(1)).state is LetterState.SENT
