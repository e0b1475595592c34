"""A person's data go: from the database, from the staff's topics, and at last the traces of the erasure.

The same for `/forget` and for an operator's `otboinik customer erase`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from handlers.case import Case, CaseDesk
from handlers.correspondence import to_customer
from handlers.desk import tickets
from handlers.desk.crossing import formatted
from handlers.desk.deleting import is_deletable
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.letters import Action, DeleteMessage, EditContent, Letter, Urgency, WhenInDoubt
from storage.personal_data import StaffPost
from storage.personal_holdings import DataSubject
from storage.records import Ticket, Timer, TimerKind

log = structlog.get_logger(__name__)

AGAIN_AFTER = timedelta(seconds=1)

SWEEP_AFTER = timedelta(seconds=3)
"""The last letter leaves within this time, or the sweep comes again."""

SWEEP_WEB_AFTER = timedelta(minutes=1)
"""On a page the last words stand as long as the chat does: a person has to have read them."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Erases one person."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, person: DataSubject, now: datetime, *, farewell_to: str | None = None
    ) -> bool:
        """False, and nothing changed, while a letter to them or about them is being sent: try again.

        `farewell_to` is the address of theirs that is told when it is done.
        """
        if await books.personal_data.is_in_hand(person):
            return False
        farewell = await self._farewell(books, farewell_to) if farewell_to else NOTHING
        standing = [await self._standing(books, number) for number in person.tickets]
        await books.personal_data.erase(person)
        for case, posts in standing:
            await books.apply(await self._tell_staff(books, case, posts, now), now=now)
        sweeps = tuple(
            Timer(TimerKind.SWEEP, address, now + _sweep_after(address), token=now.isoformat())
            for address in person.addresses
        )
        await books.apply(farewell + Plan(timers=sweeps), now=now)
        log.info("a customer was erased", customer=person.customer, tickets=len(person.tickets))
        return True

    async def due(self, books: Books, timer: Timer, now: datetime) -> None:
        """The customer confirmed it a moment ago."""
        person = await books.personal_data.of(int(timer.subject))
        if not person.conversations or await self(books, person, now, farewell_to=timer.token):
            return
        later = Timer(timer.kind, timer.subject, now + AGAIN_AFTER, timer.token)
        await books.apply(Plan(timers=(later,)), now=now)

    async def sweep(self, books: Books, timer: Timer, now: datetime) -> None:
        """The erasure's own traces go once they are not needed any more."""
        erased_at = datetime.fromisoformat(timer.token)
        if await books.personal_data.sweep(timer.subject, erased_at):
            return
        later = Timer(timer.kind, timer.subject, now + _sweep_after(timer.subject), timer.token)
        await books.apply(Plan(timers=(later,)), now=now)

    async def _farewell(self, books: Books, address: str) -> Plan:
        """Written while the customer's language is still known."""
        conversation = await books.conversations.at(address)
        if conversation is None:
            return NOTHING
        language = self.cases.language_of(conversation)
        text = self.cases.phrases.say(language, "forget-done")
        return Plan(letters=(to_customer(address, text, language),))

    async def _standing(self, books: Books, number: int) -> tuple[Case, dict[str, Sequence[StaffPost]]]:
        """A ticket, and our posts about it in the staff's chats: its line's, and those of lines before."""
        case = await self.cases.find(books, number)
        if case is None:
            raise LookupError(f"there is no ticket {number}")
        chats = [topic.chat for topic in (case.topic, *case.former)]
        return case, {chat: await books.personal_data.posts_about(number, chat) for chat in chats}

    async def _tell_staff(
        self, books: Books, before: Case, posts: Mapping[str, Sequence[StaffPost]], now: datetime
    ) -> Plan:
        case = await self.cases.find(books, before.ticket.number)
        if case is None:
            raise LookupError(f"there is no ticket {before.ticket.number}")
        change = tickets.erase(case.ticket, now)
        over = Plan(
            tickets=(change.ticket,),
            events=change.events,
            cancel_timers=((TimerKind.CLOSE_TICKET, str(case.ticket.number)),),
        )
        if not await books.copies.of(case.topic.card, case.topic.chat):
            return over  # it never came to stand anywhere
        after = Case(change.ticket, case.conversation, case.topic)
        letters: list[Letter] = []
        for topic in (case.topic, *case.former):
            standing = posts[topic.chat]
            letters += self._taken_back(replace(case, topic=topic), standing, now)
            letters.append(self.cases.card_edit(replace(after, topic=topic), now))
            letters += self.cases.renaming(after, topic)
            letters.append(topic.notice(self._notice(before.ticket, standing, now)))
        return over.posting(letters)

    def _notice(self, ticket: Ticket, posts: Sequence[StaffPost], now: datetime) -> str:
        out_of_reach = [post for post in posts if post.is_file and not _deletable(post, ticket, now)]
        return self.cases.phrases.say(
            self.cases.policy.language,
            "topic-erased",
            number=ticket.number,
            open="yes" if ticket.is_open else "no",
            files=len(out_of_reach),
        )

    def _taken_back(self, case: Case, posts: Sequence[StaffPost], now: datetime) -> list[Letter]:
        """Words are overwritten first, which works at any age, then each post is deleted where it can be."""
        blank = formatted(self.cases.phrases.say(case.topic.language, "erased-post"))
        letters: list[Letter] = []
        for post in posts:
            if not post.is_file:
                letters.append(_change(case, EditContent(post.ref, blank)))
            if _deletable(post, case.ticket, now):
                letters.append(_change(case, DeleteMessage(post.ref)))
        return letters


def _deletable(post: StaffPost, ticket: Ticket, now: datetime) -> bool:
    return is_deletable(post.ref.chat, post.said_at or ticket.opened_at, now)


def _change(case: Case, action: Action) -> Letter:
    return Letter(
        to=case.topic.place,
        action=action,
        language=case.topic.language,
        in_doubt=WhenInDoubt.REPEAT_UNMARKED,
        urgency=Urgency.COSMETIC,
        ticket=case.ticket.number,
    )


def _sweep_after(address: str) -> timedelta:
    return SWEEP_WEB_AFTER if address.startswith("web:") else SWEEP_AFTER
