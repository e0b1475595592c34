"""The ticker: runs what is due by time.

Timers, changes of the FAQ, the claims of dead processes, rows old enough to be purged.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.workers.alarm import Alarm
from bot.workers.backoff import pause_after
from bot.workers.faults import report_bug
from bot.workers.outage import Outage
from bot.workers.workplace import Workplace
from handlers.clock import Clock
from storage.errors import StaleRecord, StorageUnavailable
from storage.records.timers import Timer
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

TICK = timedelta(seconds=0.5)
"""Half of the second within which a change of the FAQ must be followed."""

AT_EACH_TICK = timedelta(0)
DEAD_CLAIMS_EVERY = timedelta(seconds=5)
WATCH_EVERY = timedelta(seconds=15)
PURGE_EVERY = timedelta(hours=1)

KEEP_HANDLED = timedelta(days=30)
"""Handled updates and ended letters are kept this long: Telegram repeats an update for up to 24 hours."""

TIMERS_AT_ONCE = 50


@dataclass(slots=True)
class RetryPauses:
    """Things that failed, each with its own growing pause."""

    _failures: dict[Hashable, int] = field(default_factory=dict)
    _not_before: dict[Hashable, datetime] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._failures)

    def may_try(self, thing: Hashable, now: datetime) -> bool:
        return now >= self._not_before.get(thing, now)

    def failed(self, thing: Hashable, now: datetime) -> None:
        self._failures[thing] = self._failures.get(thing, 0) + 1
        self._not_before[thing] = now + pause_after(self._failures[thing])

    def succeeded(self, thing: Hashable) -> None:
        self._failures.pop(thing, None)
        self._not_before.pop(thing, None)

    def forget_all_but(self, things: Collection[Hashable]) -> None:
        """Forget the others: they are gone, and nobody will try them again."""
        for thing in self._failures.keys() - set(things):
            self.succeeded(thing)


@dataclass(slots=True)
class Chore:
    """A recurring task. `work` takes the time, and returns True if there is more to do at once."""

    name: str
    every: timedelta
    work: Callable[[datetime], Awaitable[bool]]
    due_at: datetime
    failures: int = 0


class Ticker:
    """The worker: one tick each half second. Timers are due by `wall_clock`, as people read deadlines."""

    def __init__(self, place: Workplace, wall_clock: Clock | None = None) -> None:
        self._place = place
        self._wall_clock = wall_clock or place.clock
        self._alarm = Alarm(place.clock)
        self._outage = Outage("ticker", self._alarm)
        self._stopping = False
        self._failing = RetryPauses()
        now = place.clock()
        self._chores = (
            Chore("follow managers' changes", AT_EACH_TICK, self._refresh, now),
            Chore("ring timers", AT_EACH_TICK, self._ring_timers, now),
            Chore("void claims of the dead", DEAD_CLAIMS_EVERY, self._void_dead_claims, now),
            Chore("watch the ledgers", WATCH_EVERY, self._watch, now),
            Chore("purge the ledgers", PURGE_EVERY, self._purge, now),
        )

    @property
    def trouble(self) -> str | None:
        """What keeps this worker from working; None if it works."""
        return self._outage.trouble

    async def run(self) -> None:
        """Tick until stopped."""
        for followed in (Work.FAQ, Work.HOUSE_STYLE, Work.PROMISES):
            self._place.database.on_commit(followed, self._alarm.ring)
        while not self._stopping:
            await self.tick()
            await self._alarm.sleep(at_most=TICK)

    def stop(self) -> None:
        """Make `run()` end after this tick."""
        self._stopping = True
        self._alarm.ring()

    async def tick(self) -> None:
        """Do what is due now."""
        now = self._place.clock()
        if self._outage.lasts(now):
            return
        try:
            for chore in self._chores:
                if chore.due_at <= now:
                    await self._do(chore, now)
        except StorageUnavailable as error:
            self._outage.met(error, now)
        else:
            self._outage.over()

    async def _do(self, chore: Chore, now: datetime) -> None:
        try:
            more = await chore.work(now)
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - reported and retried: the other chores go on
            chore.failures += 1
            chore.due_at = now + max(chore.every, pause_after(chore.failures))
            report_bug("a chore met a bug", error, chore=chore.name)
            self._place.meters.handler_error("ticker")
        else:
            chore.failures = 0
            chore.due_at = now if more else now + chore.every

    async def _refresh(self, _now: datetime) -> bool:
        await self._place.desk.refresh()
        return False

    async def _ring_timers(self, now: datetime) -> bool:
        async with self._place.database.reading() as books:
            due = await books.timers.due(self._wall_clock(), limit=TIMERS_AT_ONCE + len(self._failing))
        self._failing.forget_all_but(due)
        for timer in due:
            if self._failing.may_try(timer, now):
                await self._ring(timer, now)
        return False

    async def _ring(self, timer: Timer, now: datetime) -> None:
        try:
            async with self._place.database.books() as books:
                if await books.timers.done(timer):
                    await self._place.desk.timer_due(books, timer)
                    await books.commit()
        except StorageUnavailable:
            raise
        except StaleRecord:
            self._failing.failed(timer, now)  # a conflict over the same records: a moment later, then
        except Exception as error:  # noqa: BLE001 - reported and retried: the timer is still there
            self._failing.failed(timer, now)
            report_bug("a timer failed", error, timer=timer.kind, subject=timer.subject)
            self._place.meters.handler_error("ticker")
        else:
            self._failing.succeeded(timer)

    async def _void_dead_claims(self, _now: datetime) -> bool:
        async with self._place.database.books() as books:
            left = await books.void_dead_claims(self._place.holder)
            await books.commit()
        if left.claims or left.in_doubt:
            log.info("took over from the dead", claims=left.claims, letters_in_doubt=left.in_doubt)
        return False

    async def _watch(self, _now: datetime) -> bool:
        async with self._place.database.books() as books:
            await self._place.desk.watch(books)
            await books.commit()
        return False

    async def _purge(self, now: datetime) -> bool:
        async with self._place.database.books() as books:
            updates = await books.inbox.purge(now - KEEP_HANDLED)
            letters = await books.outbox.purge(now - KEEP_HANDLED)
            await books.commit()
        if updates or letters:
            log.info("old rows are gone", updates=updates, letters=letters)
        return bool(updates or letters)
