"""Erasing a person's data: the database, the staff's topics, and at last the traces of the erasure.

The same for `/forget` and for an operator's `otboinik customer erase`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from handlers.cases.actions import cancel_closing
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import Topic
from handlers.desk.messages.crossing import formatted
from handlers.desk.messages.deleting import is_deletable
from handlers.desk.tickets import lifecycle
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.errors import StaleRecord
from storage.personal_data import StaffPost
from storage.personal_holdings import DataSubject
from storage.records.actions import Action, DeleteMessage, EditContent
from storage.records.letters import Letter, Urgency, WhenInDoubt
from storage.records.tickets import Ticket
from storage.records.timers import Timer, TimerKind

log = structlog.get_logger(__name__)

AGAIN_AFTER = timedelta(seconds=1)

SWEEP_AFTER = timedelta(seconds=3)
"""How long the last letter has to leave before the sweep; if it needs longer, the sweep is repeated."""

SWEEP_WEB_AFTER = timedelta(minutes=1)
"""The same on a page: the last words stay as long as the chat does, so that they can be read."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A ticket before the erasure, and our posts about it in each of its topics."""

    ticket: Ticket
    places: tuple[tuple[Topic, tuple[StaffPost, ...]], ...]


@dataclass(frozen=True, slots=True)
class Erasure:
    """Erases one person."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, person: DataSubject, now: datetime, *, farewell: bool = False
    ) -> bool:
        """Erase the person; False, and nothing changed, while a letter to or about them is being sent.

        With `farewell` they are told in each of their channels when it is done. Raises `StaleRecord` if a
        letter left just now.
        """
        person = await books.personal_data.hold(person)
        if await books.personal_data.is_in_hand(person):
            return False
        told = await self._farewell(books, person) if farewell else NOTHING
        standing = [await self._standing(books, number) for number in person.tickets]
        await books.personal_data.erase(person)
        if await books.personal_data.is_in_hand(person):
            raise StaleRecord("letters of customer", person.customer)
        for before_erasure in standing:
            await books.apply(await self._tell_staff(books, before_erasure, now), now=now)
        sweeps = tuple(
            Timer(TimerKind.SWEEP, address, now + _sweep_after(address), token=now.isoformat())
            for address in person.addresses
        )
        await books.apply(told + Plan(timers=sweeps), now=now)
        log.info("a customer was erased", customer=person.customer, tickets=len(person.tickets))
        return True

    async def due(self, books: Books, timer: Timer, now: datetime) -> None:
        """Erase the customer who confirmed it a moment ago; try again later if they are busy."""
        person = await books.personal_data.named(timer.token)  # they may have been joined a moment ago
        if person is None or await self(books, person, now, farewell=True):
            return
        later = Timer(timer.kind, timer.subject, now + AGAIN_AFTER, timer.token)
        await books.apply(Plan(timers=(later,)), now=now)

    async def sweep(self, books: Books, timer: Timer, now: datetime) -> None:
        """Remove the erasure's own traces once they are no longer needed."""
        erased_at = datetime.fromisoformat(timer.token)
        if await books.personal_data.sweep(timer.subject, erased_at):
            return
        later = Timer(timer.kind, timer.subject, now + _sweep_after(timer.subject), timer.token)
        await books.apply(Plan(timers=(later,)), now=now)

    async def _farewell(self, books: Books, person: DataSubject) -> Plan:
        """The last words, written while the customer's language is still known."""
        everywhere = await books.conversations.of_customer(person.customer)
        reached = [each for each in everywhere if each.unreachable_since is None]
        return sum((self.cases.voice.tell(each, "forget-done") for each in reached), NOTHING)

    async def _standing(self, books: Books, number: int) -> _Standing:
        case = await self.cases.find(books, number)
        if case is None:
            raise LookupError(f"there is no ticket {number}")
        topics = (case.topic, *case.former)
        return _Standing(
            case.ticket,
            tuple([(topic, await books.personal_data.posts_about(number, topic.chat)) for topic in topics]),
        )

    async def _tell_staff(self, books: Books, standing: _Standing, now: datetime) -> Plan:
        case = await self.cases.find(books, standing.ticket.number)
        if case is None:
            raise LookupError(f"there is no ticket {standing.ticket.number}")
        change = lifecycle.erase(case.ticket, now)
        plan = self.cases.saved(case, change, now) + cancel_closing(case.ticket)
        after = replace(case, ticket=change.ticket)
        for topic, posts in standing.places:
            if await books.copies.of(topic.card, topic.chat):  # else the card was never posted there
                plan = plan.posting(self._empty(after, topic, standing.ticket, posts, now))
        return plan

    def _empty(
        self, after: Case, topic: Topic, before: Ticket, posts: Sequence[StaffPost], now: datetime
    ) -> tuple[Letter, ...]:
        """Clear one of the ticket's topics of the customer's words."""
        card = self.cases.topics.writer.card(after.ticket, after.conversation, (), now)
        return (
            *self._taken_back(topic, before, posts, now),
            topic.edit_card(card, ()),
            *self.cases.topics.renaming(after, topic),
            topic.notice(self._notice(before, posts, now)),
        )

    def _notice(self, before: Ticket, posts: Sequence[StaffPost], now: datetime) -> str:
        out_of_reach = [post for post in posts if post.is_file and not _deletable(post, before, now)]
        return self.cases.staff_speech.say(
            "topic-erased",
            number=before.number,
            open="yes" if before.is_open else "no",
            files=len(out_of_reach),
        )

    def _taken_back(
        self, topic: Topic, ticket: Ticket, posts: Sequence[StaffPost], now: datetime
    ) -> list[Letter]:
        """Overwrite words first, which works at any age, then delete each post where that is possible."""
        blank = formatted(self.cases.staff_speech.say("erased-post"))
        letters: list[Letter] = []
        for post in posts:
            if not post.is_file:
                letters.append(_change(topic, EditContent(post.ref, blank)))
            if _deletable(post, ticket, now):
                letters.append(_change(topic, DeleteMessage(post.ref)))
        return letters


def _deletable(post: StaffPost, ticket: Ticket, now: datetime) -> bool:
    return is_deletable(post.ref.chat, post.said_at or ticket.opened_at, now)


def _change(topic: Topic, action: Action) -> Letter:
    return Letter(
        to=topic.place,
        action=action,
        language=topic.language,
        in_doubt=WhenInDoubt.REPEAT_UNMARKED,
        urgency=Urgency.COSMETIC,
        ticket=topic.ticket,
    )


def _sweep_after(address: str) -> timedelta:
    return SWEEP_WEB_AFTER if address.startswith("web:") else SWEEP_AFTER
