"""How a part of the bot tells that it works."""

from bot.pulse import GRACE_SECONDS, Pulse


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class TestAPart:
    def pulse(self) -> tuple[Pulse, Stopwatch]:
        stopwatch = Stopwatch()
        return Pulse(stopwatch), stopwatch

    def test_that_has_not_begun_is_in_trouble(self) -> None:
        pulse, _ = self.pulse()

        assert pulse.trouble == "has not begun yet"
        assert not pulse.is_steady

    def test_that_works_is_not(self) -> None:
        pulse, stopwatch = self.pulse()
        pulse.beat()
        stopwatch.seconds += 1000

        assert pulse.trouble is None
        assert pulse.is_steady

    def test_that_fails_for_a_moment_is_not_either(self) -> None:
        pulse, stopwatch = self.pulse()
        pulse.beat()
        pulse.failed("cannot ask")
        stopwatch.seconds += GRACE_SECONDS - 0.1

        assert pulse.trouble is None
        assert not pulse.is_steady

    def test_that_goes_on_failing_is_in_trouble_until_it_works(self) -> None:
        """However often it fails, the time counts from the first failure."""
        pulse, stopwatch = self.pulse()
        pulse.beat()
        for _ in range(3):
            pulse.failed("cannot ask")
            stopwatch.seconds += GRACE_SECONDS / 2
        assert pulse.trouble == "cannot ask"

        pulse.beat()

        assert pulse.trouble is None

    def test_that_never_worked_is_given_no_time(self) -> None:
        pulse, _ = self.pulse()
        pulse.failed("cannot ask")

        assert pulse.trouble == "cannot ask"
