"""Settling letters: writes the outcomes into the ledger, and tells the desk what people must know."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.workers.backoff import pause_after
from bot.workers.settlements import (
    AT_ONCE,
    Again,
    Dropped,
    GivenUp,
    Moved,
    NoTopics,
    Parked,
    ReplacedBy,
    Sent,
    Settlement,
    TopicLost,
)
from bot.workers.workplace import Workplace
from storage.books import Books
from storage.records.letters import Arrival, ClaimedLetter, LetterState, PostedLetter
from storage.records.staff import StaffThread

_STATES = {
    Parked: LetterState.PARKED,
    Dropped: LetterState.DROPPED,
    GivenUp: LetterState.REFUSED,
}


Loss = tuple[str, str | None]
"""A lane, and the topic that it lost; if it had none, what it lacks."""


def loss_of(claimed: ClaimedLetter) -> Loss:
    """The topic or card that must be made anew before the letter can go."""
    return claimed.posted.letter.to.lane, claimed.thread or claimed.lacks


@dataclass(slots=True)
class Settling:
    """One transaction's worth of settlements.

    `known_losses` are the topics whose loss was already reported to the desk. After the commit the delivery
    needs: when to `wake_at`, the `new_losses`, which letters have `ended`, and which of these `arrived`.
    """

    place: Workplace
    books: Books
    now: datetime
    known_losses: frozenset[Loss] = frozenset()
    arrivals: list[Arrival] = field(default_factory=list)
    wake_at: list[datetime] = field(default_factory=list)
    new_losses: set[Loss] = field(default_factory=set)
    ended: list[PostedLetter] = field(default_factory=list)
    arrived: list[PostedLetter] = field(default_factory=list)

    async def settle(
        self, claimed: ClaimedLetter, settlement: Settlement, *, at: datetime, tell: bool = True
    ) -> None:
        """Write down what has been so since `at`; sent letters are written by the next `write_arrivals`.

        Without `tell` the desk is left out of it: its own bug must not stop the ledger.
        """
        posted, outbox = claimed.posted, self.books.outbox
        holder = self.place.holder
        if isinstance(settlement, Sent):
            delivered = settlement.delivered
            self.arrivals.append(Arrival(posted, delivered.messages, delivered.thread))
            self.ended.append(posted)
            self.arrived.append(posted)
            return
        await self.write_arrivals()
        match settlement:
            case Again():
                await self._again(claimed, settlement, at)
            case Parked() | Dropped() | GivenUp():
                await self._end(posted, settlement, tell=tell)
            case ReplacedBy(letters):
                await outbox.replaced_by(posted, letters, now=self.now, holder=holder)
                self.wake_at.append(self.now)
                self.ended.append(posted)
            case Moved(chat, reason):
                # Back in its lane first: the letters that wait there follow the chat.
                await self._again(claimed, Again(AT_ONCE, reason, in_doubt=posted.may_be_repeat), at)
                await self.books.chats.moved(posted.letter.to.chat, chat)
            case NoTopics(reason):
                await self._end(posted, Dropped(reason), tell=tell)
                await self.books.chats.note_topics(posted.letter.to.chat, has_topics=False)
            case TopicLost():
                await self._topic_lost(claimed, settlement, at, tell=tell)

    async def write_arrivals(self) -> None:
        """Write all that was settled as sent in one go: most letters are."""
        arrivals, self.arrivals = self.arrivals, []
        await self.books.outbox.sent(arrivals, now=self.now, holder=self.place.holder)

    def is_known(self, claimed: ClaimedLetter) -> bool:
        """Return True if the loss or lack of the letter was already reported to the desk."""
        return loss_of(claimed) in self.known_losses | self.new_losses

    async def _again(self, claimed: ClaimedLetter, settlement: Again, at: datetime) -> None:
        due_at = at + settlement.after
        await self.books.outbox.again(
            claimed.posted,
            due_at=due_at,
            reason=settlement.reason,
            holder=self.place.holder,
            in_doubt=settlement.in_doubt,
        )
        self.wake_at.append(due_at)

    async def _end(self, posted: PostedLetter, end: Parked | Dropped | GivenUp, *, tell: bool) -> None:
        await self.books.outbox.ended(
            posted, _STATES[type(end)], reason=end.reason, now=self.now, holder=self.place.holder
        )
        match end:
            case Parked() if tell:
                await self.place.desk.letter_parked(self.books, posted)
            case GivenUp() if tell:
                await self.place.desk.letter_refused(
                    self.books, posted, end.reason, unreachable=end.unreachable
                )
            case _:
                pass
        self.ended.append(posted)

    async def _topic_lost(self, claimed: ClaimedLetter, loss: TopicLost, at: datetime, *, tell: bool) -> None:
        """Report each lost topic to the desk once: it posts a new one, which goes ahead of this letter."""
        posted, lost = claimed.posted, loss_of(claimed)
        again = Again(AT_ONCE, loss.reason, in_doubt=posted.may_be_repeat)
        place = await self._place_of(loss.ticket, posted.letter.to.chat)
        if place is None or place.thread != claimed.thread:  # a new one exists or is on its way
            await self._again(claimed, again, at)
        elif self.is_known(claimed):  # the desk could not replace it
            await self.settle(claimed, GivenUp(loss.reason), at=at, tell=tell)
        elif tell:
            await self.place.desk.topic_gone(self.books, posted)
            self.new_losses.add(lost)
            await self._again(claimed, again, at)
        else:
            await self._again(claimed, replace(again, after=pause_after(posted.attempts)), at)

    async def _place_of(self, ticket: int, chat: str) -> StaffThread | None:
        """Where the ticket is handled in that chat, or was before it moved to another line."""
        places = await self.books.staff_threads.places_of([ticket])
        return places.get((ticket, chat))
