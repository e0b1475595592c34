"""The delivery: takes letters from the outbox, hands them to their channels, and records the outcomes.

One transaction a round settles the sends that ended and claims the next letters; when idle, letters are
claimed by the transaction that posts them. A letter is on disk as *sending* before it leaves, and its lane
stays claimed until its outcome is written: nothing overtakes it.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog

from bot.setting_values import Limits
from bot.supervision import finish
from bot.workers.alarm import Alarm
from bot.workers.claiming import Claiming
from bot.workers.delivery_memory import DeliveryMemory
from bot.workers.faults import report_bug
from bot.workers.outage import Outage
from bot.workers.pacing import Pacing
from bot.workers.recording import Recording
from bot.workers.sending import send
from bot.workers.settling import Settling
from bot.workers.tried import Tried, write_down
from bot.workers.workplace import Workplace
from handlers.errors import NotReached
from storage.books import Books
from storage.errors import ClaimLost, StorageUnavailable
from storage.records.letters import ClaimedLetter
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

AT_A_TIME = 64
"""Concurrent sends: enough for Telegram's 30 a second while each takes two seconds."""

SLOW_POLL = timedelta(seconds=2)
"""New work rings the alarm; this catches work announced while nobody listened."""


class Delivery:
    """The worker. `limits` are our own pacing; None: no limit."""

    def __init__(self, place: Workplace, limits: Limits | None) -> None:
        self._place = place
        self._pacing = Pacing(limits)
        self._alarm = Alarm(place.clock)
        self._stopping = False
        self._time_to_finish = timedelta(0)
        self._sends: set[asyncio.Task[None]] = set()
        self._memory = DeliveryMemory()
        self._recording = Recording(place, self._memory, self._alarm.set_for)
        self._claiming = Claiming(place, self._pacing, self._memory, self._alarm.ring)
        self._is_claiming_one_by_one = False
        self._outage = Outage("delivery", self._alarm)
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    @property
    def trouble(self) -> str | None:
        """What keeps this worker from working; None if it works."""
        return self._outage.trouble

    async def run(self) -> None:
        """Deliver until stopped, then wait for the calls in progress and record their outcomes."""
        self._place.database.on_commit(Work.OUTBOX, self._alarm.ring)
        while not self._stopping:
            await self.round()
            await self._alarm.sleep(at_most=SLOW_POLL)
        await finish(self._sends, within=self._time_to_finish)
        await self.round()

    def stop(self, within: timedelta) -> None:
        """Make `run()` end: nothing more is claimed.

        A send that takes longer than `within` is cut off: the next start finds it as *sending*, and so in
        doubt.
        """
        self._stopping, self._time_to_finish = True, within
        self._alarm.ring()

    async def idle(self) -> None:
        """Wait until no send is in progress."""
        while self._sends:
            await asyncio.wait(self._sends)

    async def round(self) -> None:
        """Record what ended, claim what may go next, and send it off."""
        while not self._at_rest.is_set():
            await self._at_rest.wait()
        with self._at_work():
            await self._round()

    async def commit(self, books: Books) -> None:
        """Commit, and send off at once what was posted. Raises `StorageUnavailable`.

        That saves a lone message a transaction, and so a wait for the disk. If there is other work, the
        letters go with the next round: an open transaction never waits for a round.
        """
        now = self._place.clock()
        if not self._is_idle(now):
            await books.commit()
            return
        claimed: list[ClaimedLetter] = []
        with self._at_work():
            settling = self._recording.begin(books, now)
            try:
                is_claimed = await self._claim_along(settling, claimed)
                await books.commit(taken_by=self._alarm.ring if is_claimed else None)
            except BaseException:
                self._never_left(claimed)
                self._alarm.ring()
                raise
        if is_claimed:
            self._recording.written(settling)
            self._send_off(claimed)
        else:
            self._never_left(claimed)

    async def _claim_along(self, settling: Settling, claimed: list[ClaimedLetter]) -> bool:
        """Claim in the transaction of a decision; False if that met a bug, and only the decision is kept.

        A decision must not fail because of other people's letters: the next round meets the bug by itself.
        """
        try:
            async with settling.books.attempt():
                await self._claim(settling, claimed)
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - reported; the next round claims the same
            report_bug("letters could not be claimed along with a decision", error)
            return False
        return True

    def _is_idle(self, now: datetime) -> bool:
        """Return True if nothing is being sent or left to record, and more may be sent."""
        has_work = self._sends or self._recording.unwritten or not self._at_rest.is_set()
        return not (has_work or self._stopping or self._outage.lasts(now)) and self._room(now) > 0

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Allow one claim at a time: budgets are spent by what was claimed before.

        No `asyncio.Lock`: released, it belongs to the round that waits for it, and a `commit` that finds it
        free would wait behind that round, which waits for the connection of that very commit.
        """
        self._at_rest.clear()
        try:
            yield
        finally:
            self._at_rest.set()

    async def _round(self) -> None:
        now = self._place.clock()
        if self._outage.lasts(now) and not self._stopping:  # the last round is the last chance to write
            return
        tried = self._recording.take()
        just_claimed: list[ClaimedLetter] = []
        try:
            async with self._place.database.books() as books:
                settling = self._recording.begin(books, now)
                await write_down(settling, tried)
                await self._pacing.share(books, now)
                await self._claim(settling, just_claimed)
                await books.commit()
        except StorageUnavailable as error:
            self._recording.keep_for_later(tried)
            self._never_left(just_claimed)
            self._outage.met(error, now)
        except Exception as error:  # noqa: BLE001 - reported, here or where it is retried
            self._never_left(just_claimed)
            await self._search_for_the_bug(error, tried)
        else:
            self._outage.over()
            self._is_claiming_one_by_one = False
            self._pacing.shared()
            self._recording.written(settling)
            self._send_off(just_claimed)
        self._set_alarm(now)

    async def _search_for_the_bug(self, error: Exception, tried: Sequence[Tried]) -> None:
        """Find the bug in a send that ended, else in a letter that may go next, else in neither.

        In the last case nothing is given up or forgotten: the worker retries as in an outage.
        """
        if not _any_left(tried) and self._is_claiming_one_by_one:
            self._recording.keep_for_later(tried)
            self._outage.met(error, self._place.clock())
            return
        if not _any_left(tried):
            report_bug("letters could not be claimed together", error)
            self._is_claiming_one_by_one = True
        elif not isinstance(error, ClaimLost):
            report_bug("outcomes could not be written together", error)
        try:
            await self._recording.write_one_by_one(tried)
        except Exception as lasting:  # noqa: BLE001 - reported where it is waited for
            self._outage.met(lasting, self._place.clock())
        self._alarm.ring()

    def _never_left(self, claimed_letters: Sequence[ClaimedLetter]) -> None:
        """Record letters of an interrupted claim: on disk they may be *sending* now."""
        now = self._place.clock()
        outcome = NotReached("the claim was cut off")
        for claimed in claimed_letters:
            self._pacing.finish(claimed.posted.letter, outcome, now)
        self._recording.keep_for_later(
            Tried(claimed, outcome, now, never_left=True) for claimed in claimed_letters
        )

    async def _claim(self, settling: Settling, leaving: list[ClaimedLetter]) -> None:
        room = self._room(settling.now)
        if room > 0 and not self._stopping:
            one_by_one = self._is_claiming_one_by_one
            await self._claiming.claim(settling, leaving, limit=room, one_by_one=one_by_one)

    def _room(self, now: datetime) -> int:
        free = AT_A_TIME - len(self._sends)
        allowed = self._pacing.room(now)
        return free if allowed is None else min(free, allowed)

    def _send_off(self, claimed_letters: Sequence[ClaimedLetter]) -> None:
        for claimed in claimed_letters:
            task = self._place.supervisor.start(self._send(claimed), name=f"letter {claimed.posted.id}")
            self._sends.add(task)
            task.add_done_callback(self._sends.discard)

    async def _send(self, claimed: ClaimedLetter) -> None:
        outcome = await send(self._place, claimed)
        now = self._place.clock()
        self._place.meters.tried(claimed, outcome, now)
        self._pacing.finish(claimed.posted.letter, outcome, now)
        self._recording.add(claimed, outcome, now)
        self._alarm.ring()

    def _set_alarm(self, now: datetime) -> None:
        if (opens_at := self._pacing.opens_at(now)) is not None:
            self._alarm.set_for(opens_at)


def _any_left(tried: Sequence[Tried]) -> bool:
    """Return True if a send ended; a letter whose claim was cut off does not show where a bug lies."""
    return not all(one.never_left for one in tried)
