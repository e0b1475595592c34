"""The desk that the tests of use cases speak to: real storage, a steered clock, no messenger."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.channel import Inbound, Person
from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.desk.sla.working_hours import parse_working_hours
from handlers.frontdesk import FrontDesk
from handlers.opening import open_desk
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy, KeptPromises
from storage.database import Database
from storage.records.actions import Unreadable
from storage.records.content import Media
from storage.records.conversations import Conversation
from storage.records.events import EventKind
from storage.records.faq import FaqRecord
from storage.records.letters import Destination, LetterState, PostedLetter
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.records.tickets import Ticket
from storage.records.updates import Patience, RawUpdate
from storage.web.desk_inbox import TicketList
from tests.handlers.people import Customer, Staff
from tests.handlers.post_office import Post, PostOffice

STAFF = "telegram:-1001"
MANAGER = "telegram:1"
MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 23, tzinfo=MOSCOW)
PHRASES = Phrases.load()

POLICY = DeskPolicy(
    company="",
    language="ru",
    kept=KeptPromises(
        SlaRules(SlaTable(), WorkingCalendar(hours=parse_working_hours("Mon-Fri 09:00-18:00"), zone=MOSCOW))
    ),
    staff_chats={1: STAFF},
    managers=frozenset({MANAGER}),
    suggestion_wait=timedelta(minutes=5),
    reopen_within=timedelta(days=3),
)


@dataclass(slots=True)
class SteeredClock:
    """Stands still until it is told to move."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment.astimezone(UTC)


@dataclass(slots=True, repr=False)  # tools that show every argument would print every phrase of the catalogue
class Desk:
    """What people do at a desk, and what they then see. After each act everything that waits is delivered."""

    database: Database
    office: PostOffice
    front: FrontDesk
    clock: SteeredClock
    files: dict[str, bytes]
    delivering: bool = True
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    # The world around

    def clock_shows(self, time: str) -> None:
        """A time of the story's Monday, on Moscow's clocks."""
        hours, minutes = map(int, time.split(":"))
        self.clock.moment = MONDAY.replace(hour=hours, minute=minutes)

    async def passes(self, **time: float) -> None:
        """Time passes, and what is due happens."""
        self.clock.moment += timedelta(**time)
        async with self.database.books() as books:
            while due := await books.timers.due(self.clock()):
                for timer in due:
                    if await books.timers.done(timer):
                        await self.front.timer_due(books, timer)
            await books.commit()
        await self.delivers()

    async def delivers(self) -> None:
        """All letters reach their readers, unless the messenger is away."""
        if self.delivering:
            await self.office.deliver(self.clock())

    def fresh_id(self) -> str:
        """A message or a query that did not exist before."""
        return str(next(self._numbers))

    async def receives(self, *batch: Inbound) -> None:
        """One batch from the inbox, as the intake hands it over: in one unit of work, then committed."""
        prepared = await self.front.prepare(batch)
        async with self.database.books() as books:
            await self.front.receive(books, prepared)
            await books.commit()
        await self.delivers()
        await self.front.refresh()

    async def cannot_handle(self, lane: str, *raw: dict, said: Sequence[Inbound] = ()) -> None:
        """Updates that met a bug on every try: the intake gives up on them."""
        updates = [
            RawUpdate("bot", number, lane, Patience.NONE, None, update)
            for number, update in enumerate(raw, start=int(self.fresh_id()) * 1000)
        ]
        async with self.database.books() as books:
            await books.inbox.keep(updates, self.clock())
            claimed = await books.inbox.claim(self.office.holder, self.clock(), lambda rows, _: rows)
            await self.front.set_aside(books, claimed.batches[0].rows, said)
            await books.commit()
        await self.delivers()

    # What becomes of letters: each of these meets the next one of a lane

    async def refuses(self, lane: str, reason: str, *, unreachable: bool = False) -> None:
        """The messenger will never take it."""
        posted = await self._ends(lane, LetterState.REFUSED, reason)
        await self._is_told_of(posted, reason, unreachable=unreachable)

    async def cannot_read(self, lane: str) -> None:
        """Another version wrote it."""
        reason = "this version cannot read the letter"
        posted = await self._ends(lane, LetterState.REFUSED, reason)
        unread = replace(posted.letter, action=Unreadable('{"kind": "sing"}'), shows=())
        await self._is_told_of(replace(posted, letter=unread), reason, unreachable=False)

    async def _is_told_of(self, posted: PostedLetter, reason: str, *, unreachable: bool) -> None:
        async with self.database.books() as books:
            await self.front.letter_refused(books, posted, reason, unreachable=unreachable)
            await books.commit()
        await self.delivers()

    async def leaves_in_doubt(self, lane: str) -> None:
        """The connection died after the letter was written, and the letter is parked."""
        posted = await self._ends(lane, LetterState.PARKED, "in doubt")
        async with self.database.books() as books:
            await self.front.letter_parked(books, posted)
            await books.commit()
        await self.delivers()

    async def has_lost_its_topic(self, number: int) -> None:
        """Somebody deleted the topic: the next letter finds it gone, and waits for the new one."""
        self.office.forget(await self.thread(number))
        claimed = await self.office.take_next(Destination(STAFF, number).lane, self.clock())
        async with self.database.books() as books:
            await self.front.topic_gone(books, claimed.posted)
            await books.outbox.again(
                claimed.posted, due_at=self.clock(), reason="topic gone", holder=self.office.holder
            )
            await books.commit()
        self.delivering = True
        await self.delivers()

    async def _ends(self, lane: str, state: LetterState, reason: str) -> PostedLetter:
        claimed = await self.office.take_next(lane, self.clock())
        async with self.database.books() as books:
            await books.outbox.ended(
                claimed.posted, state, reason=reason, now=self.clock(), holder=self.office.holder
            )
            await books.commit()
        self.delivering = True
        return claimed.posted

    # People

    def customer(self, name: str = "Анна", *, address: str = "telegram:42", language: str = "ru") -> Customer:
        given, _, family = name.partition(" ")
        return Customer(self, Person(address, given, family or None, language=language))

    def agent(
        self,
        name: str = "Борис Орлов",
        *,
        address: str = "telegram:7",
        username: str = "boris",
        chat: str = STAFF,
    ) -> Staff:
        given, _, family = name.partition(" ")
        return Staff(self, Person(address, given, family or None, username=username), chat)

    def manager(self) -> Staff:
        return Staff(self, Person(MANAGER, "Мария", "Кузнецова"), STAFF)

    # What the desk knows

    async def knows(self, question: str, answer: str, *alternatives: str) -> FaqRecord:
        """The FAQ has an entry, and the search follows."""
        async with self.database.books() as books:
            record = await books.faq.add(
                question=question, answer=answer, alternatives=alternatives, by="test", now=self.clock()
            )
            await books.commit()
        await self.front.refresh()
        return record

    async def faq(self) -> list[tuple[str, tuple[str, ...], str]]:
        """The live entries: question, other phrasings, answer."""
        async with self.database.books() as books:
            return [(entry.question, entry.alternatives, entry.answer) for entry in await books.faq.live()]

    async def ticket(self, number: int = 1) -> Ticket:
        async with self.database.books() as books:
            ticket = await books.tickets.get(number)
        assert ticket is not None, f"there is no ticket {number}"
        return ticket

    async def tickets(self) -> list[int]:
        """Numbers of the open ones."""
        async with self.database.books() as books:
            listed = await books.desk_inbox.list(TicketList.OPEN, "", self.clock())
        return [ticket.number for ticket in listed]

    async def events(self, number: int = 1) -> list[EventKind]:
        async with self.database.books() as books:
            return [event.kind for event in await books.events.of_ticket(number)]

    async def events_of_entry(self, entry: int) -> list[EventKind]:
        async with self.database.books() as books:
            return [event.kind for event in await books.events.of_entry(entry)]

    async def said(self, number: int = 1) -> tuple[Message, ...]:
        """What people said, as it is written down under a ticket."""
        return tuple(said for said in await self.history(number) if said.author is not Author.BOT)

    async def history(self, number: int = 1) -> tuple[Message, ...]:
        """All that is written down under a ticket, the bot's own words among it."""
        async with self.database.books() as books:
            return await books.messages.of_ticket(number)

    async def message(self, ref: MessageRef) -> Message | None:
        async with self.database.books() as books:
            return await books.messages.get(ref)

    async def conversation(self, address: str = "telegram:42") -> Conversation:
        async with self.database.books() as books:
            conversation = await books.conversations.at(address)
        assert conversation is not None, f"nobody wrote from {address}"
        return conversation

    async def waiting(self, lane: str) -> list[PostedLetter]:
        """Letters that are written down and not yet sent."""
        async with self.database.books() as books:
            return list(await books.outbox.waiting_in(lane))

    # What people see

    async def thread(self, number: int = 1) -> str:
        async with self.database.books() as books:
            thread = await books.staff_threads.of(number)
        assert thread is not None, f"ticket {number} is handled nowhere"
        assert thread.thread is not None, f"the topic of ticket {number} does not stand"
        return thread.thread

    async def topic(self, number: int = 1) -> list[Post]:
        """What stands in a ticket's topic, its card first."""
        thread = await self.thread(number)
        return [post for post in self.office.posts.values() if post.thread == thread]

    async def topic_texts(self, number: int = 1) -> list[str]:
        """The same without the card, words alone."""
        return [post.text for post in (await self.topic(number))[1:]]

    async def card(self, number: int = 1) -> Post:
        return (await self.topic(number))[0]

    async def topic_name(self, number: int = 1) -> str:
        return self.office.topics[await self.thread(number)]

    def general(self) -> list[str]:
        """What was posted outside of all topics."""
        return [post.text for post in self.office.screen(STAFF)]


@dataclass(slots=True)
class Counters:
    """What the desk counted of its own texts."""

    failed_templates: int = 0
    violations: int = 0

    def template_failed(self) -> None:
        self.failed_templates += 1

    def acknowledgement_violated(self) -> None:
        self.violations += 1


def open_front(
    database: Database, clock: SteeredClock, files: dict[str, bytes], policy: DeskPolicy
) -> FrontDesk:
    """The desk under test; files are "fetched" from a dictionary by their id."""

    async def fetch(_chat: str, media: Media) -> bytes:
        return files[media.file_id]

    return open_desk(database, policy, PHRASES, clock, fetch).front
