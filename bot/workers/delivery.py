"""The delivery: takes letters from the outbox, hands them to their channels, writes down what became of them.

One transaction a round settles the sends that ended and claims the next letters; with nothing else at hand,
letters are claimed by the transaction that posts them. A letter is on disk as *sending* before it leaves, and
its lane stays claimed until its outcome is written: nothing overtakes it.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.setting_values import Limits
from bot.supervision import finish
from bot.workers.alarm import Alarm
from bot.workers.faults import report_bug
from bot.workers.outage import Outage
from bot.workers.outcomes import (
    NOTICE_OF_A_TOPIC,
    Again,
    Outcome,
    settlement_before_sending,
    settlement_of,
    settlement_of_a_failed_start,
)
from bot.workers.pacing import Pacing
from bot.workers.sending import send
from bot.workers.settling import Loss, Settling
from bot.workers.workplace import Workplace
from handlers.channel import Delivered
from handlers.desk.joining import join_waiting
from handlers.errors import DeliveryError, InDoubt, NotReached
from storage.books import Books
from storage.errors import ClaimLost, StaleRecord, StorageUnavailable
from storage.letters import Errand, LetterState, OpenTopic, PostedLetter
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

AT_A_TIME = 64
"""Sends on their way at once: enough to fill Telegram's 30 a second while each takes two seconds."""

SLOW_POLL = timedelta(seconds=2)
"""Work is announced; this catches what was announced while nobody listened."""

MOST_JOINED = 200
"""Lines of a customer that are looked at to be posted together."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A send that ended at a moment. `maybe_written`: the transaction that wrote it down was cut off."""

    errand: Errand
    outcome: Outcome
    at: datetime
    crashes: int = 0
    maybe_written: bool = False


class Delivery:
    """The worker. `limits` are our own pacing; None: as fast as it goes."""

    def __init__(self, place: Workplace, limits: Limits | None) -> None:
        self._place = place
        self._pacing = Pacing(limits)
        self._alarm = Alarm(place.clock)
        self._stopping = False
        self._time_to_finish = timedelta(0)
        self._sends: set[asyncio.Task[None]] = set()
        self._tried: list[Tried] = []
        self._crashes: Counter[int] = Counter()
        self._topics_awaited: dict[int, datetime] = {}
        self._topics_lost: frozenset[Loss] = frozenset()
        self._outage = Outage("delivery", self._alarm)
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    @property
    def trouble(self) -> str | None:
        """What keeps this worker from working; None: it works."""
        return self._outage.trouble

    async def run(self) -> None:
        """Deliver until stopped, then let what is on its way arrive and write down what became of it."""
        self._place.database.on_commit(Work.OUTBOX, self._alarm.ring)
        while not self._stopping:
            await self.round()
            await self._alarm.sleep(at_most=SLOW_POLL)
        await finish(self._sends, within=self._time_to_finish)
        await self.round()

    def stop(self, within: timedelta) -> None:
        """Have `run()` end: nothing more is claimed.

        What takes longer than this is cut off: the next start finds it as *sending*, and so in doubt.
        """
        self._stopping, self._time_to_finish = True, within
        self._alarm.ring()

    async def idle(self) -> None:
        """Wait until nothing is on its way."""
        while self._sends:
            await asyncio.wait(self._sends)

    async def round(self) -> None:
        """Write down what ended, claim what may go next, send it off."""
        while not self._at_rest.is_set():
            await self._at_rest.wait()
        with self._at_work():
            await self._round()

    async def commit(self, books: Books) -> None:
        """Commit, and send off at once what was posted. Raises `StorageUnavailable`.

        That spares a lone message a transaction, and so a wait for the disk. When there is other work the
        letters go with the next round: never is a round waited for while the books are open.
        """
        now = self._place.clock()
        if not self._is_idle(now):
            await books.commit()
            return
        claimed: list[Errand] = []
        with self._at_work():
            settling = Settling(self._place, books, now, self._topics_lost)
            try:
                await self._claim(settling, claimed)
                await books.commit(taken_by=self._alarm.ring)
            except BaseException:
                self._keep_for_later([], claimed)
                self._alarm.ring()
                raise
        self._remember(settling)
        self._send_off(claimed)

    def _is_idle(self, now: datetime) -> bool:
        """Whether nothing is on its way or left to be written down, and more may be sent."""
        has_work = self._sends or self._tried or not self._at_rest.is_set()
        return not (has_work or self._stopping or self._outage.lasts(now)) and self._room(now) > 0

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """One at a time claims: budgets are spent by what was claimed before."""
        self._at_rest.clear()
        try:
            yield
        finally:
            self._at_rest.set()

    async def _round(self) -> None:
        now = self._place.clock()
        if self._outage.lasts(now):
            return
        tried, self._tried = self._tried, []
        claimed: list[Errand] = []
        try:
            async with self._place.database.books() as books:
                settling = Settling(self._place, books, now, self._topics_lost)
                await self._settle(settling, tried)
                await self._pacing.share(books, now)
                await self._claim(settling, claimed)
                await books.commit()
        except StorageUnavailable as error:
            self._keep_for_later(tried, claimed)
            self._outage.met(error, now)
        except ClaimLost:
            self._keep_for_later([], claimed)
            await self._settle_one_by_one(tried)
        except Exception as error:
            self._keep_for_later([], claimed)
            if not tried:
                raise
            report_bug("outcomes could not be written together", error)
            await self._settle_one_by_one(tried)
        else:
            self._outage.over()
            self._pacing.shared()
            self._remember(settling)
            self._send_off(claimed)
        self._set_alarm(now)

    # What ended

    async def _settle(self, settling: Settling, tried: Sequence[Tried], *, tell: bool = True) -> None:
        for one in tried:
            posted = one.errand.posted
            if one.maybe_written and not await _is_being_sent(settling.books, posted):
                continue
            settlement = settlement_of(posted, one.outcome, crashes=one.crashes)
            await settling.settle(one.errand, settlement, at=one.at, tell=tell)
        await settling.write_arrivals()

    async def _settle_one_by_one(self, tried: Sequence[Tried]) -> None:
        """One of these met a bug: the others must not suffer, and the bug must not stop the ledger."""
        for one in tried:
            try:
                await self._settle_alone(one, tell=True)
            except Exception as error:  # noqa: BLE001 - reported; a second one ends the process
                report_bug("the desk could not be told of an outcome", error, letter=one.errand.posted.id)
                self._place.meters.handler_error("delivery")
                await self._settle_alone(one, tell=False)

    async def _settle_alone(self, one: Tried, *, tell: bool) -> None:
        try:
            async with self._place.database.books() as books:
                settling = Settling(self._place, books, self._place.clock(), self._topics_lost)
                await self._settle(settling, [one], tell=tell)
                await books.commit()
        except StorageUnavailable:
            self._keep_for_later([one], [])
        except ClaimLost as error:
            log.warning("another process took over", lane=error.lane, letter=one.errand.posted.id)
        else:
            self._remember(settling)

    def _remember(self, settling: Settling) -> None:
        self._topics_lost |= settling.new_losses
        for moment in settling.wake_at:
            self._alarm.set_for(moment)

    def _keep_for_later(self, tried: Sequence[Tried], claimed: Sequence[Errand]) -> None:
        """Nothing of this is known to be written. What was claimed may be *sending* now, and never left."""
        now = self._place.clock()
        for errand in claimed:
            self._pacing.finish(errand.posted.letter, NotReached("the claim was cut off"), now)
        never_left = [Tried(errand, NotReached("the claim was cut off"), now) for errand in claimed]
        self._tried[:0] = [replace(one, maybe_written=True) for one in (*tried, *never_left)]

    # What goes next

    async def _claim(self, settling: Settling, leaving: list[Errand]) -> None:
        """Put into `leaving` what may go next. Whatever is in there when an error comes has been paid for."""
        room = self._room(settling.now)
        if room <= 0 or self._stopping:
            return
        claimed = await settling.books.outbox.claim(self._place.holder, settling.now, limit=room)
        for errand in map(self._without_needless_doubt, claimed):
            ready = await self._ready_or_put_back(settling, errand)
            if ready is not None:
                self._pacing.start(ready.posted.letter, settling.now)
                leaving.append(ready)
        await settling.write_arrivals()

    async def _ready_or_put_back(self, settling: Settling, errand: Errand) -> Errand | None:
        """The letter as it may leave now; None: it may not, or met a bug, which is its own affair alone."""
        try:
            return await self._ready(settling, errand)
        except (StorageUnavailable, ClaimLost):
            raise
        except StaleRecord as stale:
            log.info("a letter waits for who was at the same record", record=stale.record)
            failed = settlement_of_a_failed_start(errand.posted, stale)
        except Exception as error:  # noqa: BLE001 - reported, and tried again after growing pauses
            report_bug("a letter could not leave", error, letter=errand.posted.id)
            self._place.meters.handler_error("delivery")
            failed = settlement_of_a_failed_start(errand.posted, error)
        await settling.settle(errand, failed, at=settling.now, tell=False)
        return None

    async def _ready(self, settling: Settling, errand: Errand) -> Errand | None:
        """Back in its lane a letter is not due until its chat's budget opens: other chats' letters go on."""
        posted, now = errand.posted, settling.now
        awaited = await self._notice_was_awaited(settling.books, posted, now)
        instead = settlement_before_sending(
            errand, notice_awaited=awaited, told_of_lack=settling.is_known(errand)
        )
        if instead is not None:
            self._alarm.ring()  # the next letter of its lane may go
            await settling.write_arrivals()
            async with settling.books.attempt():
                await settling.settle(_untried(errand), instead, at=now)
            return None
        wait = self._pacing.hold_back(posted.letter, now)
        if wait is not None:
            over_budget = Again(wait, "our own pacing", in_doubt=posted.may_be_repeat)
            await settling.settle(_untried(errand), over_budget, at=now)
            return None
        return await self._with_what_waited(settling, errand)

    def _without_needless_doubt(self, errand: Errand) -> Errand:
        """Where twice is the same as once, a letter that was cut off is simply sent."""
        if self._place.may_be_doubled(errand.posted.letter.to.chat):
            return errand
        return replace(errand, posted=replace(errand.posted, may_be_repeat=False))

    def _room(self, now: datetime) -> int:
        free = AT_A_TIME - len(self._sends)
        allowed = self._pacing.room(now)
        return free if allowed is None else min(free, allowed)

    async def _with_what_waited(self, settling: Settling, errand: Errand) -> Errand:
        """A customer's lines that waited for the budget of the staff group leave together."""
        posted, outbox = errand.posted, settling.books.outbox
        if posted.letter.to.ticket is None or not self._pacing.waited_for_its_chat(posted):
            return errand
        waiting = await outbox.waiting_in(posted.letter.to.lane, limit=MOST_JOINED)
        joined, count = join_waiting(posted, waiting)
        if not count:
            return errand
        async with settling.books.attempt():
            whole = await outbox.join(posted, joined, waiting[:count], now=settling.now)
        return replace(errand, posted=whole)

    async def _notice_was_awaited(self, books: Books, posted: PostedLetter, now: datetime) -> bool:
        """Whether the messenger's notice of a topic in doubt would have come, had the topic been made."""
        if not posted.may_be_repeat or not isinstance(posted.letter.action, OpenTopic):
            return False
        doubtful_since = self._topics_awaited.setdefault(posted.id, now)
        return (
            now - doubtful_since >= NOTICE_OF_A_TOPIC
            and self._place.has_heard_all_older_than(now - doubtful_since)
            and not await books.inbox.is_waiting_in_topics_of(posted.letter.to.chat)
        )

    def _send_off(self, errands: Sequence[Errand]) -> None:
        for errand in errands:
            task = self._place.supervisor.start(self._send(errand), name=f"letter {errand.posted.id}")
            self._sends.add(task)
            task.add_done_callback(self._sends.discard)

    async def _send(self, errand: Errand) -> None:
        outcome = await send(self._place, errand)
        now = self._place.clock()
        self._place.meters.tried(errand, outcome, now)
        self._pacing.finish(errand.posted.letter, outcome, now)
        if isinstance(outcome, InDoubt) and isinstance(errand.posted.letter.action, OpenTopic):
            self._topics_awaited[errand.posted.id] = now
        self._tried.append(Tried(errand, outcome, now, crashes=self._crashes_of(errand, outcome)))
        self._alarm.ring()

    def _crashes_of(self, errand: Errand, outcome: Outcome) -> int:
        if not isinstance(outcome, Delivered | DeliveryError):
            self._crashes[errand.posted.id] += 1
        return self._crashes[errand.posted.id]

    def _set_alarm(self, now: datetime) -> None:
        if (opens_at := self._pacing.opens_at(now)) is not None:
            self._alarm.set_for(opens_at)


def _untried(errand: Errand) -> Errand:
    """The letter as it was before it was claimed: it goes back without having left."""
    posted = errand.posted
    return replace(errand, posted=replace(posted, attempts=posted.attempts - 1))


async def _is_being_sent(books: Books, posted: PostedLetter) -> bool:
    """Whether the ledger still waits for the outcome of this very try."""
    known = await books.outbox.get(posted.id)
    return known is not None and known.state is LetterState.SENDING and known.attempts == posted.attempts
