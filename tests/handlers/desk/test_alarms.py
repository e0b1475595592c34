"""Once a situation lasts people are told, hourly at most, and told again when it is over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.alarms import REPEATED_AFTER, Known, Step, next_step

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOOK = timedelta(seconds=15)


def steps(looks: str) -> list[Step]:
    """What is done at each look; "!" is a look at which the situation stands."""
    return [step for _, step in _story([look == "!" for look in looks], LOOK)]


def _story(looks: list[bool], every: timedelta) -> Iterator[tuple[datetime, Step]]:
    known, now = Known(), NOON
    for stands in looks:
        step = next_step(known, now, stands=stands)
        match step:
            case Step.NOTE:
                known = Known(now, known.told_at)
            case Step.TELL:
                known = Known(known.since, now)
            case Step.ALL_CLEAR | Step.FORGET:
                known = Known(None, known.told_at)
        yield now, step
        now += every


class TestASituation:
    def test_that_lasts_is_told_once(self) -> None:
        assert steps("!!!!") == [Step.NOTE, Step.TELL, Step.NOTHING, Step.NOTHING]

    def test_that_is_over_at_the_next_look_is_told_to_nobody(self) -> None:
        assert steps("!..") == [Step.NOTE, Step.FORGET, Step.NOTHING]

    def test_that_was_told_gets_an_all_clear(self) -> None:
        assert steps("!!..")[2:] == [Step.ALL_CLEAR, Step.NOTHING]

    def test_that_lasts_for_hours_is_told_each_hour(self) -> None:
        told = steps("!" * 600)
        assert told.count(Step.TELL) == 3

    def test_that_comes_back_within_the_hour_is_not_told_again(self) -> None:
        assert steps("!!.!!.")[3:] == [Step.NOTE, Step.NOTHING, Step.FORGET]


@given(st.lists(st.booleans(), max_size=60), st.sampled_from([LOOK, REPEATED_AFTER / 7, REPEATED_AFTER]))
def test_nobody_is_told_more_often_than_hourly_or_cleared_of_what_was_not_told(
    looks: list[bool], every: timedelta
) -> None:
    story = list(_story(looks, every))
    told = [now for now, step in story if step is Step.TELL]
    spoken = [step for _, step in story if step in {Step.TELL, Step.ALL_CLEAR}]

    assert all(later - earlier >= REPEATED_AFTER for earlier, later in pairwise(told))
    assert spoken[:1] != [Step.ALL_CLEAR]
    assert all({*pair} != {Step.ALL_CLEAR} for pair in pairwise(spoken))
