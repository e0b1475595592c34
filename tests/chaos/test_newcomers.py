"""Sixty new tickets at once into one staff group, with the messenger's real limits, sixty times as fast."""

import asyncio
import re
import time
from datetime import UTC, datetime, timedelta

from tests.botapi.limiter import Limiter
from tests.journeys.clock import SteerableClock
from tests.journeys.desk import TUESDAY_MORNING, Desk

SPEED = 60
NEWCOMERS = 60


class RacingClock(SteerableClock):
    """A minute of this clock is a second."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._started = time.time()

    def __call__(self) -> datetime:
        real = super().__call__()
        passed = timedelta(seconds=time.time() - self._started)
        return real.astimezone(UTC) + (SPEED - 1) * passed


class RacingLimiter(Limiter):
    """Telegram's limits by that clock."""

    def check(
        self,
        bot_id: int,
        chat_id: int,
        private: bool,  # noqa: FBT001 - the limiter's own signature
        cost: int,
        now: float,
        chat_counts: bool = True,  # noqa: FBT001, FBT002
    ) -> float:
        return super().check(bot_id, chat_id, private, cost, now * SPEED, chat_counts)


async def test_all_arrive_by_two_calls_each_and_meet_no_429(desk: Desk) -> None:
    desk.settings["TELEGRAM_LIMITS"] = "30/s 1/s 20/min"
    desk.clock = RacingClock(TUESDAY_MORNING)
    await desk.tg.config(limits=True)
    desk.server.world.limiter = RacingLimiter(desk.server.world.config)
    customers = [await desk.customer(f"Гость{number}") for number in range(1, NEWCOMERS + 1)]
    await desk.opens()

    await asyncio.gather(
        *(
            customer.writes(f"Не открывается почта на телефоне, вопрос {number}")
            for number, customer in enumerate(customers, 1)
        )
    )
    for customer in customers:
        await customer.shows("№ ", timeout=60)
    cards = await desk.tg.wait(NEWCOMERS, 60, chat_id=desk.group, from_bot=True, contains="вопрос ")
    await desk.settles()

    questions = [re.findall(r"вопрос (\d+)", card["text"]) for card in cards]
    assert sorted(int(number) for number, *_ in questions) == list(range(1, NEWCOMERS + 1))
    assert len(await desk.topics()) == NEWCOMERS
    assert (await desk.tg.counters()).get("flood_429", 0) == 0
    calls = await desk.tg.journal(kinds=["call"], chat_id=desk.group)
    about_tickets = [call for call in calls if {"message_thread_id", "name"} & call["params"].keys()]
    assert len(about_tickets) == 2 * NEWCOMERS
