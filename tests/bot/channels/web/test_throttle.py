"""How often somebody may."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.throttle import MOST_REMEMBERED, Throttle

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class TestAThrottle:
    def test_allows_a_burst_and_then_one_in_a_pause(self) -> None:
        throttle = Throttle(3, 10 * SECOND)
        assert [throttle.allow("anna", NOW) for _ in range(4)] == [True, True, True, False]
        assert not throttle.allow("anna", NOW + 9 * SECOND)
        assert throttle.allow("anna", NOW + 10 * SECOND)
        assert not throttle.allow("anna", NOW + 10 * SECOND)

    def test_counts_each_by_themselves(self) -> None:
        throttle = Throttle(1, SECOND)
        assert throttle.allow("anna", NOW)
        assert throttle.allow("boris", NOW)

    def test_remembers_no_more_than_it_may(self) -> None:
        throttle = Throttle(1, SECOND)
        for number in range(MOST_REMEMBERED + 50):
            throttle.allow(str(number), NOW)
        assert len(throttle) == MOST_REMEMBERED

    @given(st.lists(st.integers(0, 20), max_size=60), st.integers(1, 5))
    def test_never_allows_more_than_the_burst_and_what_time_gave_back(
        self, waits: list[int], burst: int
    ) -> None:
        throttle, now, allowed = Throttle(burst, 5 * SECOND), NOW, 0
        for wait in waits:
            now += wait * SECOND
            allowed += throttle.allow("anna", now)
            assert allowed <= burst + (now - NOW) / (5 * SECOND)
