"""Somebody else who receives with our token: told of when it lasts, and not at a hand-over."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_rivals import FORGOTTEN_SECONDS, HAND_OVER_SECONDS, RIVALRY, Rivals
from bot.pulse import GRACE_SECONDS
from storage.records.updates import RawUpdate
from tests.bot.channels.twins import LIBRARIES, TOKEN, a_channel
from tests.botapi.server import Server


class Receiver:
    """One process, which asks Telegram at moments that the test chooses."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.rivals = Rivals(lambda: self.seconds)

    def collides_for(self, seconds: float, *, every: float = 1.0) -> None:
        """Each second call fails, the others are answered."""
        end = self.seconds + seconds
        while self.seconds <= end:
            self.rivals.met("terminated by other getUpdates request")
            self.rivals.answered()
            self.seconds += every

    def is_answered_for(self, seconds: float) -> None:
        self.seconds += seconds
        self.rivals.answered()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


def levels(lines: Sequence[EventDict]) -> list[str]:
    return [line["log_level"] for line in lines]


class TestSomebodyElseWithOurToken:
    def test_is_told_of_within_a_minute(self, receiver: Receiver) -> None:
        receiver.collides_for(HAND_OVER_SECONDS)

        assert receiver.rivals.trouble == RIVALRY

    def test_is_told_of_when_its_library_pauses_for_long(self, receiver: Receiver) -> None:
        receiver.collides_for(60, every=30)

        assert receiver.rivals.trouble == RIVALRY

    def test_is_gone_after_a_minute_of_quiet(self, receiver: Receiver) -> None:
        receiver.collides_for(HAND_OVER_SECONDS)
        receiver.is_answered_for(FORGOTTEN_SECONDS)

        assert receiver.rivals.trouble is None

    def test_stands_in_the_log_at_its_beginning_its_discovery_and_its_end(
        self, receiver: Receiver, logged: list[EventDict]
    ) -> None:
        receiver.collides_for(300)
        receiver.is_answered_for(FORGOTTEN_SECONDS)

        assert levels(logged) == ["warning", "error", "info"]
        assert "@BotFather" in logged[1]["mend"]

    def test_is_repeated_in_the_log_while_it_lasts(self, receiver: Receiver, logged: list[EventDict]) -> None:
        receiver.collides_for(1300)

        assert levels(logged) == ["warning", "error", "error", "error"]


class TestAHandOver:
    def test_is_nothing_to_be_told_of(self, receiver: Receiver) -> None:
        receiver.collides_for(HAND_OVER_SECONDS - 5)
        receiver.is_answered_for(10)

        assert receiver.rivals.trouble is None

    def test_does_not_count_towards_the_next_one(self, receiver: Receiver) -> None:
        for _ in range(4):
            receiver.collides_for(2)
            receiver.is_answered_for(FORGOTTEN_SECONDS + 1)

        assert receiver.rivals.trouble is None


class TestTwoProcesses:
    @pytest.mark.parametrize("library", LIBRARIES)
    async def test_that_ask_by_turns_both_hear_of_each_other(
        self, server: Server, library: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each is answered between its failures, so its tries alone would look well."""
        monkeypatch.setattr("bot.channels.telegram_rivals.HAND_OVER_SECONDS", 0.5)
        server.world.config.patch({"poll_guard": False, "conflict_delay": 0.0})
        both = [a_channel(library, TOKEN, server.base_url) for _ in range(2)]

        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            receiving = [tasks.create_task(each.receive(keep_nothing)) for each in both]
            while any(each.trouble != RIVALRY for each in both):
                await asyncio.sleep(0.05)
            for task in receiving:
                task.cancel()
        for each in both:
            await each.close()

    async def test_one_of_which_set_a_webhook_tell_the_other_why_it_hears_nothing(
        self, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.pulse.GRACE_SECONDS", GRACE_SECONDS / 20)
        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            receiving = tasks.create_task(channel.receive(keep_nothing))
            while channel.trouble is not None:
                await asyncio.sleep(0.02)
            await channel.set_webhook("http://127.0.0.1:9/elsewhere", "secret")
            while channel.trouble != RIVALRY:
                await asyncio.sleep(0.02)
            receiving.cancel()


async def keep_nothing(_updates: Sequence[RawUpdate]) -> None:
    """Nobody writes in these stories."""
