"""How workers sleep, and how they wait for the database."""

import asyncio
from datetime import timedelta

from bot.workers.alarm import Alarm
from bot.workers.outage import Outage
from handlers.clock import utc_now
from storage.errors import StorageUnavailable
from tests.bot.workers.stage import StillClock

AWAY = StorageUnavailable("the connection was lost")
LONG = timedelta(hours=1)


class TestAnAlarm:
    async def test_wakes_who_is_rung(self) -> None:
        alarm = Alarm(utc_now)
        asyncio.get_running_loop().call_soon(alarm.ring)

        async with asyncio.timeout(5):
            await alarm.sleep(at_most=LONG)

    async def test_lets_nobody_sleep_who_was_rung_before(self) -> None:
        """Or else work that came while the worker was busy would wait for the next poll."""
        alarm = Alarm(utc_now)
        alarm.ring()

        async with asyncio.timeout(5):
            await alarm.sleep(at_most=LONG)

    async def test_wakes_at_the_soonest_moment(self) -> None:
        alarm = Alarm(utc_now)
        alarm.set_for(utc_now() + LONG)
        alarm.set_for(utc_now() + timedelta(milliseconds=20))

        async with asyncio.timeout(5):
            await alarm.sleep(at_most=LONG)

    async def test_wakes_a_sleeper_at_a_moment_that_was_told_meanwhile(self) -> None:
        """A burst's end is told by the poller, while the intake sleeps: it waited for the next poll."""
        alarm = Alarm(utc_now)
        alarm.set_for(utc_now() + LONG)

        async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
            tasks.create_task(alarm.sleep(at_most=LONG))
            await asyncio.sleep(0)
            alarm.set_for(utc_now() + timedelta(milliseconds=20))

    async def test_outlives_a_sleeper_who_was_cancelled(self) -> None:
        alarm = Alarm(utc_now)
        async with asyncio.TaskGroup() as tasks:
            sleeper = tasks.create_task(alarm.sleep(at_most=LONG))
            await asyncio.sleep(0)
            sleeper.cancel()

        alarm.set_for(utc_now())

        async with asyncio.timeout(5):
            await alarm.sleep(at_most=LONG)

    async def test_wakes_once_for_a_moment_that_passed(self) -> None:
        alarm = Alarm(utc_now)
        alarm.set_for(utc_now() - LONG)
        await alarm.sleep(at_most=LONG)

        before = utc_now()
        await alarm.sleep(at_most=timedelta(milliseconds=20))

        assert utc_now() - before >= timedelta(milliseconds=15)


class TestAnOutage:
    def test_is_waited_for_ever_longer(self) -> None:
        clock = StillClock()
        outage = Outage("intake", Alarm(clock))
        pauses = []
        for _ in range(8):
            outage.met(AWAY, clock())
            start = clock()
            while outage.lasts(clock()):
                clock.advance(0.25)
            pauses.append(clock() - start)

        assert pauses == sorted(pauses)
        assert timedelta(0) < pauses[0] < pauses[-1] <= timedelta(seconds=5)

    def test_that_several_met_together_counts_once(self) -> None:
        clock = StillClock()
        outage = Outage("intake", Alarm(clock))
        for _ in range(16):
            outage.met(AWAY, clock())

        clock.advance(1)

        assert not outage.lasts(clock())

    def test_is_forgotten_when_it_is_over(self) -> None:
        clock = StillClock()
        outage = Outage("intake", Alarm(clock))
        outage.met(AWAY, clock())

        outage.over()

        assert not outage.lasts(clock())
