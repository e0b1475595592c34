"""The intake: takes updates from the inbox and has them read, lane by lane; waits while it cannot."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.supervision import finish
from bot.workers.alarm import Alarm
from bot.workers.bursts import choose
from bot.workers.faults import report_bug
from bot.workers.outage import Outage
from bot.workers.reading import BatchReader, Commit
from bot.workers.workplace import Workplace
from storage.books import Books
from storage.errors import ClaimLost, StorageUnavailable
from storage.records.updates import Batch, Claimed, InboxRow, RawUpdate
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

AT_A_TIME = 16
"""Concurrent batches. SQLite writes one transaction after another anyway; PostgreSQL gains."""

SLOW_POLL = timedelta(seconds=2)
"""New work rings the alarm; this catches work announced while nobody listened."""


async def _commit(books: Books) -> None:
    await books.commit()


class Intake:
    """The worker. `burst` is how long a customer must be quiet before we read."""

    def __init__(self, place: Workplace, burst: timedelta, commit: Commit = _commit) -> None:
        self._place = place
        self._burst = burst
        self._alarm = Alarm(place.clock)
        self._reader = BatchReader(place, commit, self._alarm)
        self._stopping = False
        self._time_to_finish = timedelta(0)
        self._in_hand: set[asyncio.Task[None]] = set()
        self._claiming = asyncio.Lock()
        self._more_may_wait = False
        self._to_give_back: set[str] = set()
        self._outage = Outage("intake", self._alarm)

    @property
    def trouble(self) -> str | None:
        """What keeps this worker from working; None if it works."""
        return self._outage.trouble

    async def run(self) -> None:
        """Read until stopped, then finish what is in hand and give back the rest."""
        self._place.database.on_commit(Work.INBOX, self.look_again)
        while not self._stopping:
            await self.round()
            await self._alarm.sleep(at_most=SLOW_POLL)
        await finish(self._in_hand, within=self._time_to_finish)
        await self.round()

    def look_again(self) -> None:
        """Look for more to read now, and again once a lane in hand is free."""
        self._more_may_wait = self._more_may_wait or bool(self._in_hand)
        self._alarm.ring()

    async def keep(self, updates: Sequence[RawUpdate]) -> None:
        """Put updates on disk. Raises `StorageUnavailable`; has committed when it returns.

        With nothing else in hand they are claimed by the same transaction, which saves a lone message a wait
        for the disk.
        """
        if not (self._in_hand or self._stopping):
            try:
                self._start(await self._claim(AT_A_TIME, self._place.clock(), new=updates))
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - reported; the updates are stored without a claim
                report_bug("updates could not be claimed as they were kept", error)
            else:
                return
        async with self._place.database.books() as books:
            await books.inbox.keep(updates, self._place.clock(), self._burst)
            await books.commit()

    def stop(self, within: timedelta) -> None:
        """Make `run()` end: nothing more is claimed, and work that takes longer than `within` is undone."""
        self._stopping, self._time_to_finish = True, within
        self._alarm.ring()

    async def round(self) -> None:
        """Claim lanes that have something to read now, and start on them."""
        free = AT_A_TIME - len(self._in_hand)
        # With half of the slots busy, the next claim waits until it can take several lanes at once.
        limit = 0 if self._stopping or free <= AT_A_TIME // 2 else free
        now = self._place.clock()
        if self._outage.lasts(now) or not (limit or self._to_give_back):
            self._more_may_wait = True
            return
        try:
            batches = await self._claim(limit, now)
        except Exception as error:  # noqa: BLE001 - reported and retried after a pause
            self._outage.met(error, now)
            return
        if not (batches or self._in_hand):
            self._outage.over()
        self._start(batches)

    async def idle(self) -> None:
        """Wait until nothing is in hand."""
        while self._in_hand:
            await asyncio.wait(self._in_hand)

    def _start(self, batches: Sequence[Batch]) -> None:
        for batch in batches:
            task = self._place.supervisor.start(self._deal_with(batch), name=f"lane {batch.lane}")
            self._in_hand.add(task)
            task.add_done_callback(self._ended)
            self._more_may_wait = self._more_may_wait or batch.more

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        if self._more_may_wait or self._to_give_back:
            self._alarm.ring()
        self._more_may_wait = self._more_may_wait and bool(self._in_hand)

    async def _claim(self, limit: int, now: datetime, new: Sequence[RawUpdate] = ()) -> Sequence[Batch]:
        """Store `new` updates, give lanes back and claim others; one such transaction at a time."""
        async with self._claiming:
            return await self._claim_alone(limit, now, new)

    async def _claim_alone(self, limit: int, now: datetime, new: Sequence[RawUpdate]) -> Sequence[Batch]:
        holder, returned = self._place.holder, set(self._to_give_back)
        claimed = Claimed()
        try:
            async with self._place.database.books() as books:
                for lane in returned:
                    await books.inbox.give_back(lane, holder)
                await books.inbox.keep(new, now, self._burst)
                claimed = await books.inbox.claim(holder, now, self._choose, limit=limit)
                await books.commit(taken_by=self.look_again)
        except BaseException:
            # If the interruption came after the commit, they are claimed nevertheless.
            self._to_give_back |= {batch.lane for batch in claimed.batches}
            raise
        self._to_give_back -= returned
        if claimed.look_again_at is not None:
            self._alarm.set_for(claimed.look_again_at)
        return claimed.batches

    def _choose(self, rows: tuple[InboxRow, ...], now: datetime) -> tuple[InboxRow, ...] | datetime:
        source = rows[0].update.source
        if not (self._place.serves(source) and self._place.may_be_read(source)):
            return ()
        return choose(rows, now, self._burst)

    async def _deal_with(self, batch: Batch) -> None:
        try:
            await self._reader.read(batch)
        except asyncio.CancelledError:
            self._to_give_back.add(batch.lane)
            raise
        except ClaimLost as error:
            log.warning("another process took over", lane=error.lane)
        except Exception as error:  # noqa: BLE001 - reported and retried after a pause
            self._to_give_back.add(batch.lane)
            self._outage.met(error, self._place.clock())
        else:
            self._outage.over()
