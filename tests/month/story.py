"""The month lived through: the real use cases on a real SQLite file, with a clock that is handed in."""

import heapq
import itertools
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from handlers.channel import ChatKind, MessageWritten, Person, Scene
from handlers.frontdesk import FrontDesk
from storage.books import Books
from storage.database import Database
from storage.records.content import Content, FormattedText
from storage.records.events import Event
from storage.records.message_refs import MessageRef
from storage.records.tickets import Ticket, TicketState
from tests.handlers.front import MANAGER, POLICY, STAFF, SteeredClock, open_front
from tests.handlers.people import command_in
from tests.month.world import BEGIN, CALENDAR, END, OVER, POLICIES, World, in_shift

_QUESTIONS = ("Сайт не открывается", "Не приходит письмо", "Домен не продлился", "Не загружается архив")
_MOST_TURNS = 14

Deadlines = tuple[datetime, datetime, datetime]
"""When somebody looked, and by when a reply and a solution were due then."""


@dataclass(slots=True)
class Lived:
    """What is left of the month: each ticket with its events, and its deadlines after each act."""

    tickets: list[Ticket] = field(default_factory=list)
    events: dict[int, tuple[Event, ...]] = field(default_factory=dict)
    seen: dict[int, list[Deadlines]] = field(default_factory=dict)
    policies_said_at: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """Acts wait in a heap by the moment when the bot gets to them; timers are rung in between.

    One transaction holds what people do between two words of a manager: a commit for each would take longer
    than all the rest.
    """

    world: World
    database: Database
    clock: SteeredClock
    front: FrontDesk
    books: Books
    page: AsyncExitStack
    lived: Lived = field(default_factory=Lived)
    _acts: list[tuple[datetime, datetime, int, Callable[[], Awaitable[None]]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _dice: random.Random = field(init=False)
    _turns: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.world.seed + 1)  # noqa: S311 - a story, not a secret

    @classmethod
    @asynccontextmanager
    async def begin(cls, world: World, database: Database) -> AsyncIterator["Story"]:
        """A desk on an empty database, the minute before the month."""
        clock = SteeredClock(BEGIN - timedelta(minutes=1))
        front = open_front(database, clock, {}, POLICY)
        async with AsyncExitStack() as page:
            books = await page.enter_async_context(database.books())
            yield cls(world, database, clock, front, books, page)

    async def live(self) -> Lived:
        """From the first day to when nothing is left to happen."""
        for said in CALENDAR:
            await self._manager_says(said)
        for share, said in POLICIES:
            self._at(BEGIN + share * (END - BEGIN), partial(self._promises, said))
        customers = max(1, self.world.size * 3 // 4)
        for moment in self.world.questions(self._dice):
            customer = f"telegram:{1000 + self._dice.randrange(customers)}"
            text = self._dice.choice(_QUESTIONS)
            self._at(moment, partial(self._customer_says, customer, text))
        while self._acts:
            moment, _, _, act = heapq.heappop(self._acts)
            await self._ring(moment, also_then=not self.world.acts_first_at(moment))
            self.clock.moment = moment
            await act()
        await self._ring(OVER, also_then=True)
        return await self._remembered()

    def _at(self, moment: datetime, act: Callable[[], Awaitable[None]]) -> None:
        if moment < OVER - timedelta(days=7):
            heapq.heappush(self._acts, (self.world.up(moment), moment, next(self._numbers), act))

    async def _ring(self, until: datetime, *, also_then: bool) -> None:
        """Everything that falls due until then, each at its moment, or when the bot is back."""
        timers = self.books.timers
        while due := await timers.due(until, limit=1):
            moment = self.world.up(max(due[0].due_at, self.clock.moment))
            if moment > until or (moment == until and not also_then):
                return
            self.clock.moment = moment
            for timer in await timers.due(moment):
                if await timers.done(timer):
                    await self.front.timer_due(self.books, timer)

    # What people do

    async def _manager_says(self, text: str) -> None:
        written = self._written(Person(MANAGER, "Мария"), Scene(STAFF, ChatKind.FORUM), text)
        await self.front.receive(self.books, [written])
        await self.books.commit()
        await self.page.aclose()
        await self.front.refresh()
        self.books = await self.page.enter_async_context(self.database.books())

    async def _promises(self, text: str) -> None:
        self.lived.policies_said_at.append(self.clock.moment)
        await self._manager_says(text)

    async def _customer_says(self, address: str, text: str) -> None:
        person = Person(address, "Анна", language="ru")
        written = self._written(person, Scene(address, ChatKind.PRIVATE), text)
        before = await self._ticket_of(address)
        await self.front.receive(self.books, [written])
        after = await self._ticket_of(address)
        if after is not None:
            self._look(after)
        if after is not None and after.is_open and (before is None or not before.is_open):
            late = self._dice.random() < 0.1
            self._turn_in(after.number, hours=self._dice.expovariate(1 / (20 if late else 0.7)))

    async def _agent_says(self, number: int, text: str) -> None:
        person = Person(f"telegram:{7 + self._dice.randrange(4)}", "Борис")
        case = await self.front.staff.cases.find(self.books, number)
        assert case is not None
        written = self._written(person, Scene(case.topic.chat, ChatKind.FORUM, str(number)), text)
        await self.front.staff.about(self.books, case, [written], person, self.clock())
        ticket = await self.books.tickets.get(number)
        assert ticket is not None
        self._look(ticket)

    async def _turn(self, number: int) -> None:
        """An agent looks at a ticket and does something about it, or not."""
        ticket = await self.books.tickets.get(number)
        conversation = await self.books.conversations.get(ticket.conversation) if ticket else None
        if ticket is None or conversation is None or not ticket.is_open:
            return
        self._turns[number] = self._turns.get(number, 0) + 1
        customer, said = conversation.address, self._choice(ticket)
        if said:
            await self._agent_says(number, said)
        if said == "/close":
            self._after_closing(number, customer)
            return
        if said == "/waiting":
            self._while_waiting(customer)
        self._turn_in(number, hours=self._dice.expovariate(1 / 2.5))

    def _choice(self, ticket: Ticket) -> str:
        if self._turns[ticket.number] > _MOST_TURNS:
            return "/close"
        waiting = ticket.state is TicketState.WAITING
        choices = {
            "Смотрю, что случилось": 0 if waiting else 30,
            "/waiting": 0 if waiting else 25,
            "/close": 8 if waiting else 20,
            f"/priority {self._dice.randint(1, 4)}": 8,
            f"/tier {self._dice.choice(['vip', 'standard'])}": 5,
            "": 40 if waiting else 12,
        }
        return self._dice.choices(list(choices), list(choices.values()))[0]

    def _while_waiting(self, customer: str) -> None:
        hours = self._dice.choice([0.2, 2, 12, 50]) * self._dice.uniform(0.5, 1.5)
        if self._dice.random() < 1 / 4:
            self._in(hours / 2, lambda: self._customer_says(customer, "спасибо"))
        if self._dice.random() < 0.85:
            self._in(hours, lambda: self._customer_says(customer, "Вот то, что вы просили"))

    def _after_closing(self, number: int, customer: str) -> None:
        hours = self._dice.uniform(0.1, 90)
        if self._dice.random() < 1 / 4:
            self._in(hours / 3, lambda: self._customer_says(customer, "спасибо большое"))
        if self._dice.random() < 1 / 3:
            self._in(hours, lambda: self._customer_says(customer, "Опять не работает"))
        elif self._dice.random() < 1 / 10:
            self._in(hours, lambda: self._agent_reopens(number))

    async def _agent_reopens(self, number: int) -> None:
        await self._agent_says(number, "/reopen")
        self._turn_in(number, hours=self._dice.uniform(0.1, 9))

    def _turn_in(self, number: int, *, hours: float) -> None:
        moment = in_shift(self._dice, self.clock.moment + timedelta(hours=hours, seconds=1))
        self._at(moment, lambda: self._turn(number))

    def _in(self, hours: float, act: Callable[[], Awaitable[None]]) -> None:
        self._at(self.clock.moment + timedelta(hours=hours, seconds=1), act)

    def _written(self, person: Person, scene: Scene, text: str) -> MessageWritten:
        content = Content(FormattedText(text))
        ref = MessageRef(person.address, str(next(self._numbers)))
        return MessageWritten(
            sender=person, scene=scene, ref=ref, content=content, at=self.clock(), command=command_in(content)
        )

    # What is seen of it

    def _look(self, ticket: Ticket) -> None:
        """Of several acts at one moment, which only the end of a downtime knows, the last one counts."""
        seen = self.lived.seen.setdefault(ticket.number, [])
        if seen and seen[-1][0] == self.clock():
            seen.pop()
        seen.append((self.clock(), ticket.respond_by, ticket.resolve_by))

    async def _ticket_of(self, address: str) -> Ticket | None:
        conversation = await self.books.conversations.at(address)
        return await self.books.tickets.latest_of(conversation.id) if conversation else None

    async def _remembered(self) -> Lived:
        for number in itertools.count(1):
            ticket = await self.books.tickets.get(number)
            if ticket is None:
                break
            self.lived.tickets.append(ticket)
            self.lived.events[number] = await self.books.events.of_ticket(number)
        return self.lived
