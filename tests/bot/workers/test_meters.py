"""What workers count: outcomes, 429s, doubts, bugs, and how long customers wait for the first word."""

from datetime import timedelta

import pytest

from bot.workers.meters import Meters
from handlers.channel import Delivered
from handlers.errors import InDoubt, NotReached, RecipientUnreachable, RetryLater, ServerFailed, TooLong
from storage.records.letters import ClaimedLetter, LetterState, PostedLetter
from storage.records.updates import InboxRow, Patience, RawUpdate
from tests.bot.workers.stage import ANNA, BORIS, NOON, STAFF, letter_to


def a_claimed_letter(chat: str = ANNA, posted_after: float = 0.0) -> ClaimedLetter:
    """A letter, posted so many seconds after noon."""
    posted_at = NOON + timedelta(seconds=posted_after)
    return ClaimedLetter(
        PostedLetter(1, letter_to(chat, "hello"), LetterState.SENDING, 1, posted_at, posted_at)
    )


def a_row(lane: str = ANNA, received_after: float = 0.0) -> InboxRow:
    received_at = NOON + timedelta(seconds=received_after)
    return InboxRow(
        1, RawUpdate("telegram:7", 1, lane, Patience.BURST, None, {}), received_at, 0, received_at
    )


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.fixture
def meters() -> Meters:
    return Meters()


def shown(meters: Meters, name: str, **labels: str) -> float:
    return meters.registry.get_sample_value(f"otboinik_{name}", labels) or 0.0


class TestASend:
    @pytest.mark.parametrize(
        ("outcome", "word"),
        [
            (Delivered(messages=("1",)), "delivered"),
            (NotReached("no way"), "not_reached"),
            (RetryLater(timedelta(seconds=3)), "told_to_wait"),
            (ServerFailed("502"), "server_failed"),
            (InDoubt("reset"), "in_doubt"),
            (RecipientUnreachable("blocked"), "refused"),
            (TooLong("too long"), "to_be_mended"),
            (KeyError("a bug"), "crashed"),
        ],
    )
    def test_is_counted_by_its_outcome(
        self, meters: Meters, outcome: Delivered | Exception, word: str
    ) -> None:
        meters.tried(a_claimed_letter(), outcome, NOON)

        assert shown(meters, "sends_total", outcome=word) == 1

    def test_that_was_told_to_wait_is_counted_as_a_429(self, meters: Meters) -> None:
        meters.tried(a_claimed_letter(), RetryLater(timedelta(seconds=3)), NOON)

        assert shown(meters, "too_many_requests_total") == 1

    def test_in_doubt_is_counted(self, meters: Meters) -> None:
        meters.tried(a_claimed_letter(), InDoubt("reset"), NOON)

        assert shown(meters, "sends_in_doubt_total") == 1


class TestATextThatCouldNotBeSaid:
    def test_is_counted_by_whose_it_was(self, meters: Meters) -> None:
        meters.template_failed()
        meters.acknowledgement_violated()
        meters.acknowledgement_violated()

        assert shown(meters, "template_failures_total") == 1
        assert shown(meters, "acknowledgement_violations_total") == 2


class TestTheTimeToAnAcknowledgement:
    def test_is_from_the_first_update_of_a_burst_to_the_delivery_of_its_answer(self, meters: Meters) -> None:
        meters.decided([a_row(), a_row(received_after=1)], NOON + after(2.5))
        meters.tried(a_claimed_letter(posted_after=2.4), Delivered(), NOON + after(3))

        assert shown(meters, "acknowledgement_seconds_sum") == 3
        assert shown(meters, "acknowledgement_seconds_count") == 1

    def test_counts_the_first_letter_alone(self, meters: Meters) -> None:
        meters.decided([a_row()], NOON + after(1))
        meters.tried(a_claimed_letter(posted_after=1), Delivered(), NOON + after(2))
        meters.tried(a_claimed_letter(posted_after=1), Delivered(), NOON + after(9))

        assert shown(meters, "acknowledgement_seconds_sum") == 2

    def test_goes_on_while_the_answer_does_not_arrive(self, meters: Meters) -> None:
        meters.decided([a_row()], NOON + after(1))
        meters.tried(a_claimed_letter(posted_after=1), NotReached("no way"), NOON + after(2))
        meters.tried(a_claimed_letter(posted_after=1), Delivered(), NOON + after(7))

        assert shown(meters, "acknowledgement_seconds_sum") == 7

    def test_is_not_told_by_what_was_posted_before_or_later(self, meters: Meters) -> None:
        """An agent's reply, hours later, acknowledges nothing; nor does a letter that waited already."""
        meters.decided([a_row()], NOON + after(1))
        meters.tried(a_claimed_letter(posted_after=-5), Delivered(), NOON + after(2))
        meters.tried(a_claimed_letter(posted_after=7200), Delivered(), NOON + after(7201))

        assert shown(meters, "acknowledgement_seconds_count") == 0

    def test_is_a_customers_own(self, meters: Meters) -> None:
        meters.decided([a_row(ANNA)], NOON + after(1))
        meters.decided([a_row(f"{STAFF}/7")], NOON + after(1))
        meters.tried(a_claimed_letter(BORIS, 1), Delivered(), NOON + after(2))
        meters.tried(a_claimed_letter(STAFF, 1), Delivered(), NOON + after(2))

        assert shown(meters, "acknowledgement_seconds_count") == 0
