"""Claiming: decides which letters leave next, and settles those that were claimed and may not leave.

A bug that one letter meets here affects only that letter: it goes back to its lane, and the others leave.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.workers.delivery_memory import DeliveryMemory
from bot.workers.faults import report_bug
from bot.workers.outcomes import (
    NOTICE_OF_A_TOPIC,
    reason_of_a_bug,
    settlement_before_sending,
    settlement_of_a_failed_start,
)
from bot.workers.pacing import Pacing
from bot.workers.settlements import Again
from bot.workers.settling import Settling
from bot.workers.workplace import Workplace
from handlers.desk.messages.joining import join_waiting
from storage.books import Books
from storage.errors import StaleRecord, StorageUnavailable
from storage.records.actions import OpenTopic, Unreadable
from storage.records.letters import ClaimedLetter, PostedLetter

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MOST_JOINED = 200
"""The most waiting lines of a customer that are considered for one joint post."""


@dataclass(frozen=True, slots=True)
class Claiming:
    """Claims letters within the budgets. `look_again` makes the delivery claim again at once."""

    place: Workplace
    pacing: Pacing
    memory: DeliveryMemory
    look_again: Callable[[], None]

    async def claim(
        self, settling: Settling, leaving: list[ClaimedLetter], *, limit: int, one_by_one: bool = False
    ) -> None:
        """Put into `leaving` the letters that may go next; an error leaves their budgets spent.

        `one_by_one` is slower, and finds the letter that a bug lies in.
        """
        if one_by_one:
            just_claimed = await self._claim_one_by_one(settling, limit)
        else:
            just_claimed = await settling.books.outbox.claim(
                self.place.holder, settling.now, limit=limit, messengers=self.place.channels
            )
        for claimed in map(self._without_needless_doubt, just_claimed):
            ready = await self._ready_or_put_back(settling, claimed)
            if ready is not None:
                self.pacing.start(ready.posted.letter, settling.now)
                leaving.append(ready)
        await settling.write_arrivals()

    async def _claim_one_by_one(self, settling: Settling, limit: int) -> Sequence[ClaimedLetter]:
        """Claim each lane alone, and give up a letter that fails. Raises a bug if every letter meets it."""
        outbox, now = settling.books.outbox, settling.now
        just_claimed: list[ClaimedLetter] = []
        failed: list[tuple[str, int, Exception]] = []
        heads = await outbox.due_heads(now, limit=limit, messengers=self.place.channels)
        for lane, head in heads.items():
            try:
                async with settling.books.attempt():
                    just_claimed += await outbox.claim_heads_of([lane], self.place.holder, now)
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - raised or reported below
                failed.append((lane, head, error))
        for lane, head, bug in failed:
            if not just_claimed:  # any letter may meet it: nobody's words are given up for that
                raise bug
            await self._give_up(settling, lane, head, bug)
        return just_claimed

    async def _give_up(self, settling: Settling, lane: str, head: int, error: Exception) -> None:
        """Leave the letter to a person, and let the others of its lane go on."""
        reason = reason_of_a_bug(error)
        if await settling.books.outbox.give_up_head_of(lane, head, settling.now, reason=reason):
            report_bug("a letter could not be claimed, so it is given up", error, letter=head)
            self.place.meters.handler_error("delivery")
        self.look_again()

    def _without_needless_doubt(self, claimed: ClaimedLetter) -> ClaimedLetter:
        """Clear the doubt about an interrupted letter if sending it twice leaves only one copy."""
        if self.place.may_be_doubled(claimed.posted.letter.to.chat):
            return claimed
        return replace(claimed, posted=replace(claimed.posted, may_be_repeat=False))

    async def _ready_or_put_back(self, settling: Settling, claimed: ClaimedLetter) -> ClaimedLetter | None:
        """The letter as it may leave now; None if it may not, or met a bug of its own."""
        try:
            return await self._ready(settling, claimed)
        except StorageUnavailable:
            raise
        except StaleRecord as stale:
            log.info("a letter waits for who was at the same record", record=stale.record)
            failed = settlement_of_a_failed_start(claimed.posted, stale)
        except Exception as error:  # noqa: BLE001 - reported, and tried again after growing pauses
            report_bug("a letter could not leave", error, letter=claimed.posted.id)
            self.place.meters.handler_error("delivery")
            failed = settlement_of_a_failed_start(claimed.posted, error)
        await settling.settle(claimed, failed, at=settling.now, tell=False)
        return None

    async def _ready(self, settling: Settling, claimed: ClaimedLetter) -> ClaimedLetter | None:
        """Check the letter; put it back until its chat's budget opens, so that other chats' letters go on."""
        posted, now = claimed.posted, settling.now
        awaited = await self._notice_was_awaited(settling.books, posted, now)
        instead = settlement_before_sending(
            claimed, notice_awaited=awaited, told_of_lack=settling.is_known(claimed)
        )
        if isinstance(posted.letter.action, Unreadable):
            log.error(
                "a letter cannot be read, so it is given up", letter=posted.id, ticket=posted.letter.ticket
            )
        if instead is not None:
            self.look_again()  # the next letter of its lane may go
            await settling.write_arrivals()
            async with settling.books.attempt():
                await settling.settle(_untried(claimed), instead, at=now)
            return None
        wait = self.pacing.hold_back(posted.letter, now)
        if wait is not None:
            over_budget = Again(wait, "our own pacing", in_doubt=posted.may_be_repeat)
            await settling.settle(_untried(claimed), over_budget, at=now)
            return None
        return await self._with_what_waited(settling, claimed)

    async def _with_what_waited(self, settling: Settling, claimed: ClaimedLetter) -> ClaimedLetter:
        """Join a customer's lines that waited for the budget of the staff group into one post."""
        posted, outbox = claimed.posted, settling.books.outbox
        if posted.letter.to.ticket is None or not self.pacing.waited_for_its_chat(posted):
            return claimed
        waiting = await outbox.waiting_in(posted.letter.to.lane, limit=MOST_JOINED)
        joined, count = join_waiting(posted, waiting)
        if not count:
            return claimed
        async with settling.books.attempt():
            whole = await outbox.join(posted, joined, waiting[:count], now=settling.now)
        return replace(claimed, posted=whole)

    async def _notice_was_awaited(self, books: Books, posted: PostedLetter, now: datetime) -> bool:
        """Return True if the notice of a topic in doubt would have come, had the topic been made."""
        if not posted.may_be_repeat or not isinstance(posted.letter.action, OpenTopic):
            return False
        doubtful_since = self.memory.topic_in_doubt_since(posted, now)
        return (
            now - doubtful_since >= NOTICE_OF_A_TOPIC
            and self.place.has_heard_all_older_than(now - doubtful_since)
            and not await books.inbox.is_waiting_in_topics_of(posted.letter.to.chat)
        )


def _untried(claimed: ClaimedLetter) -> ClaimedLetter:
    """The letter as it was before the claim: it goes back without having left."""
    posted = claimed.posted
    return replace(claimed, posted=replace(posted, attempts=posted.attempts - 1))
