"""Trying until the other side is back, and what the log says meanwhile."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.telegram_insistence import REFUSED, insist, insist_on_each
from bot.channels.telegram_outcomes import ReceivedElsewhere, TokenRefused
from bot.channels.telegram_rivals import RIVALRY
from bot.pulse import Pulse
from handlers.errors import DeliveryError, NotReached
from storage.errors import StaleRecord


class OtherSide:
    """Fails as often as it is told, then answers. `troubles`: what health would have said at each try."""

    def __init__(self, failures: int, error: DeliveryError) -> None:
        self._failures, self._error = failures, error
        self.pulse = Pulse()
        self.troubles: list[str | None] = []

    async def ask(self) -> str:
        if self._failures == 0:
            return "answer"
        self._failures -= 1
        self.troubles.append(self.pulse.trouble)
        raise self._error

    async def is_insisted_on(self) -> str:
        return await insist(self.ask, doing="ask", pauses=(0.0,), pulse=self.pulse)


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


class TestAnOutage:
    async def test_is_waited_out_and_told_at_its_beginning_and_its_end(self, logged: list[EventDict]) -> None:
        assert await OtherSide(2, NotReached("refused")).is_insisted_on() == "answer"

        assert [line["event"] for line in logged] == ["waiting to try again"] * 2 + ["it works again"]
        assert logged[-1]["failures"] == 2

    async def test_that_lasts_is_told_less_and_less_often(self, logged: list[EventDict]) -> None:
        await OtherSide(95, NotReached("refused")).is_insisted_on()

        told = [line["failures"] for line in logged if line["event"] == "waiting to try again"]
        assert told == [1, 2, 3, 4, 5, 30, 60, 90]


class TestATokenThatIsRefused:
    async def test_is_told_with_what_to_do(self, logged: list[EventDict]) -> None:
        bot = OtherSide(2, TokenRefused("Unauthorized"))
        await bot.is_insisted_on()

        assert bot.troubles[-1] == REFUSED
        assert [line["event"] for line in logged] == [REFUSED] * 2 + ["it works again"]
        assert logged[0]["log_level"] == "critical"
        assert "TELEGRAM_BOT_TOKEN" in logged[0]["mend"]


class TestSomebodyElseWhoReceives:
    async def test_is_told_by_who_counts_them(self, logged: list[EventDict]) -> None:
        bot = OtherSide(3, ReceivedElsewhere("terminated by other getUpdates request"))
        await bot.is_insisted_on()

        assert bot.troubles[-1] == RIVALRY
        assert logged == []


class TestOneOfSeveralThatFails:
    @pytest.mark.parametrize("error", [KeyError("a bug"), NotReached("refused")])
    async def test_holds_up_no_other_and_is_tried_again(
        self, logged: list[EventDict], error: Exception
    ) -> None:
        done: list[str] = []
        failing = {"second": error}

        async def attempt(item: str) -> None:
            if item in failing:
                raise failing.pop(item)
            done.append(item)

        await insist_on_each(["first", "second", "third"], attempt, doing="attempt", pauses=(0.0,))

        assert done == ["first", "third", "second"]
        assert [line["event"] for line in logged][1:] == ["it works again"]

    async def test_is_no_bug_if_somebody_else_was_at_the_same_record(self, logged: list[EventDict]) -> None:
        failing = [StaleRecord("Agent", "telegram:1")]

        async def attempt(_item: str) -> None:
            if failing:
                raise failing.pop()

        await insist_on_each(["only"], attempt, doing="attempt", pauses=(0.0,))

        assert [line["log_level"] for line in logged] == ["warning", "info"]
