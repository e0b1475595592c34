"""`/join 12` and `/join undo`: the customer of another ticket is the same person, or is not after all.

What is known of a person (tier, company, contract, notes, a ban, earlier tickets) is shared from then on.
Messages stay in the channel they came by: an agent's typo must not show one customer another's case.
"""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.known_customer import KnownCustomer
from handlers.commands.agents import Order
from handlers.desk.same_person import known_of_both
from handlers.desk.text.characters import shorten
from handlers.desk.text.numbers import named_number
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.tickets.ticket_words import channel_of
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.records.events import EventKind

_UNDO = "undo"
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class JoinsCustomers:
    """`/join`: links one person's two channels."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Join or undo, as the command says. Raises `CommandRefused` as `join` and `separate` do."""
        wanted = order.command.arguments.strip()
        if wanted.casefold() == _UNDO:
            return await self.separate(books, case, order.agent, order.now)
        if not wanted:
            raise CommandRefused("join-how")
        return await self.join(books, case, wanted, order.agent, order.now)

    async def join(self, books: Books, case: Case, wanted: str, agent: Agent, now: datetime) -> Plan:
        """Join this customer with that of ticket `wanted`.

        Raises `CommandRefused` if they cannot be joined, or already are.
        """
        other = await self._other(books, case, wanted)
        one, two = case.conversation.customer, other.conversation.customer
        known = KnownCustomer(self.cases)
        before = (*await known.recent_cases(books, case), *await known.recent_cases(books, other))
        await books.people.join(one, two, known_of_both(one, two))
        number, joined = case.ticket.number, other.ticket.number
        await books.audit.note(
            agent.address, "customers joined", {"ticket": str(number), "with": str(joined)}, now
        )
        told = (self._say_joined(case, other, agent), self._say_joined(other, case, agent))
        return (
            Plan(
                events=(
                    case.event(EventKind.CUSTOMERS_JOINED, agent, now),
                    other.event(EventKind.CUSTOMERS_JOINED, agent, now),
                )
            )
            + told[0]
            + (told[1] if other.ticket.is_open else Plan())
            + await known.show(books, before, now)
        )

    async def separate(self, books: Books, case: Case, agent: Agent, now: datetime) -> Plan:
        """Undo the latest join of this customer. Raises `CommandRefused` if there was none."""
        customer = case.conversation.customer
        if not customer.is_joined:
            raise CommandRefused("join-none")
        known = KnownCustomer(self.cases)
        before = await known.recent_cases(books, case)
        concerned = [each for each in before if each is before[0] or each.ticket.is_open]
        await books.people.separate(customer.id)
        number = str(case.ticket.number)
        await books.audit.note(agent.address, "customers separated", {"ticket": number}, now)
        said = self.cases.staff_speech.say("topic-separated", agent=agent.name)
        told = tuple(each.topic.notice(said) for each in concerned)
        events = tuple(each.event(EventKind.CUSTOMERS_SEPARATED, agent, now) for each in concerned)
        return Plan(events=events, letters=told) + await known.show(books, before, now)

    async def _other(self, books: Books, case: Case, wanted: str) -> Case:
        number = named_number(wanted)
        if number == case.ticket.number:
            raise CommandRefused("join-itself", other=number)
        other = await self.cases.find(books, number) if number else None
        if other is None:
            raise CommandRefused("join-no-such", other=shorten(wanted, _LONGEST_SHOWN))
        if case.conversation.is_erased or other.conversation.is_erased:
            raise CommandRefused("join-erased")
        if case.conversation.customer.id == other.conversation.customer.id:
            raise CommandRefused("join-already", other=other.ticket.number)
        return other

    def _say_joined(self, case: Case, other: Case, agent: Agent) -> Plan:
        said = self.cases.staff_speech.say(
            "topic-joined",
            agent=agent.name,
            number=other.ticket.number,
            name=self.cases.words.name_in(other.conversation),
            channel=channel_of(other.conversation),
        )
        return Plan(letters=(case.topic.notice(said),))
