"""A world whose time races: the messenger's real limits in a test's time."""

import time
from datetime import UTC, datetime, timedelta

from tests.botapi.config import Config
from tests.botapi.limiter import Limiter
from tests.journeys.clock import SteerableClock
from tests.journeys.desk import TUESDAY_MORNING, Desk


class RacingClock(SteerableClock):
    """`speed` seconds of this clock are one."""

    def __init__(self, start: datetime, speed: float) -> None:
        super().__init__(start)
        self._speed, self._started = speed, time.time()

    def __call__(self) -> datetime:
        real = super().__call__()
        passed = timedelta(seconds=time.time() - self._started)
        return real.astimezone(UTC) + (self._speed - 1) * passed


class RacingLimiter(Limiter):
    """Telegram's limits by that clock."""

    def __init__(self, config: Config, speed: float) -> None:
        super().__init__(config)
        self._speed = speed

    def check(
        self,
        bot_id: int,
        chat_id: int,
        private: bool,  # noqa: FBT001 - the limiter's own signature
        cost: int,
        now: float,
        chat_counts: bool = True,  # noqa: FBT001, FBT002
    ) -> float:
        return super().check(bot_id, chat_id, private, cost, now * self._speed, chat_counts)


async def let_race(desk: Desk, speed: float) -> None:
    """The bot paces itself as Telegram documents it, and the messenger counts, both by the fast clock."""
    desk.settings["TELEGRAM_LIMITS"] = "30/s 1/s 20/min"
    desk.clock = RacingClock(TUESDAY_MORNING, speed)
    await desk.tg.config(limits=True)
    desk.server.world.limiter = RacingLimiter(desk.server.world.config, speed)
