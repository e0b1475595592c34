"""What became of answers, counted by the phrasing through which they were found."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.knowledge.outcomes import PhrasingOutcome, answer_that_misled, outcomes_of
from storage.records.events import Event, EventKind

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
HELPED, FAILED, ANSWERED = EventKind.FAQ_HELPED, EventKind.FAQ_FAILED, EventKind.FAQ_ANSWERED


def event(
    kind: EventKind, phrasing: str = "", *, entry: int = 1, minutes: float = 0, by: str = "bot"
) -> Event:
    return Event(
        kind, NOW + timedelta(minutes=minutes), by, details={"entry": str(entry), "phrasing": phrasing}
    )


events = st.lists(st.builds(event, st.sampled_from([HELPED, FAILED, ANSWERED]), st.sampled_from("абв")))


class TestOutcomes:
    def test_are_told_worst_first(self) -> None:
        told = [event(FAILED, "а"), event(HELPED, "а"), event(FAILED, "б"), event(FAILED, "б")]

        assert outcomes_of(told) == (PhrasingOutcome("б", 0, 2), PhrasingOutcome("а", 1, 1))

    def test_that_name_no_phrasing_are_nobodys(self) -> None:
        assert outcomes_of([event(FAILED)]) == ()

    @given(events, st.randoms(use_true_random=False))
    def test_count_every_event_once_in_whatever_order(self, told: list[Event], random: object) -> None:
        outcomes = outcomes_of(told)

        assert sum(each.failed for each in outcomes) == sum(each.kind is FAILED for each in told)
        assert sum(each.helped for each in outcomes) == sum(each.kind is HELPED for each in told)
        random.shuffle(told)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
        assert outcomes_of(told) == outcomes

    @given(st.integers(0, 50), st.integers(0, 50))
    def test_keep_failing_the_more_they_fail_and_the_less_they_help(self, helped: int, failed: int) -> None:
        if PhrasingOutcome("а", helped, failed).keeps_failing:
            assert failed >= 2
            assert PhrasingOutcome("а", helped, failed + 1).keeps_failing
            assert helped == 0 or PhrasingOutcome("а", helped - 1, failed).keeps_failing

    def test_of_one_failure_are_chance(self) -> None:
        assert not PhrasingOutcome("а", 0, 1).keeps_failing
        assert not PhrasingOutcome("а", 9, 2).keeps_failing


class TestAnAnswerBeforeATicket:
    OPENED = NOW + timedelta(minutes=2)

    def test_misled_when_an_agent_sends_another(self) -> None:
        answered = event(ANSWERED, "а", entry=1)

        assert answer_that_misled([answered], self.OPENED, sent=2) == answered

    def test_did_not_when_the_agent_sends_the_same(self) -> None:
        assert answer_that_misled([event(ANSWERED, entry=1)], self.OPENED, sent=1) is None

    def test_is_judged_once(self) -> None:
        for verdict in (HELPED, FAILED):
            told = [event(ANSWERED, entry=1), event(verdict, entry=1, minutes=1)]
            assert answer_that_misled(told, self.OPENED, sent=2) is None

    def test_is_the_bots_own_and_older_than_the_ticket(self) -> None:
        by_agent = event(ANSWERED, by="telegram:7")
        too_late = event(ANSWERED, minutes=3)

        assert answer_that_misled([by_agent, too_late], self.OPENED, sent=2) is None
        assert answer_that_misled([], self.OPENED, sent=2) is None
