"""A clock that may be put back, and one that goes on."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.workers.steady_clock import SteadyClock

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Hands:
    """Of both clocks: the one that people set, and the seconds that really passed."""

    def __init__(self) -> None:
        self.wall, self.passed = NOON, 0.0
        self.steady = SteadyClock(lambda: self.wall, lambda: self.passed)

    def second(self) -> None:
        self.wall += timedelta(seconds=1)
        self.passed += 1


def test_goes_with_the_other_one_and_follows_it_forward() -> None:
    hands = Hands()
    hands.second()
    assert hands.steady() == hands.wall

    hands.wall += HOUR

    assert hands.steady() == hands.wall


def test_goes_on_when_the_other_one_is_put_back() -> None:
    hands = Hands()
    hands.wall -= HOUR
    hands.second()

    assert hands.steady() == NOON + timedelta(seconds=1)


@given(st.lists(st.tuples(st.floats(-1e5, 1e5), st.floats(0, 100))))
def test_shows_at_least_what_really_passed(steps: list[tuple[float, float]]) -> None:
    hands = Hands()
    shown = hands.steady()
    for jump, seconds in steps:
        hands.wall += timedelta(seconds=jump)
        hands.passed += seconds
        # A float of seconds is rounded to microseconds on its way into a timedelta.
        assert hands.steady() - shown >= timedelta(seconds=seconds) - timedelta(microseconds=1)
        shown = hands.steady()
