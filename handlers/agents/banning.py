"""`/ban` and `/unban`: a banned customer gets no answers; their messages are shown after the ban."""

from dataclasses import dataclass, replace

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.known_customer import KnownCustomer
from handlers.commands.agents import Order
from handlers.errors import CommandRefused
from storage.bans import Ban
from storage.books import Books
from storage.changes import Plan
from storage.records.events import EventKind
from storage.records.messages import Message


@dataclass(frozen=True, slots=True)
class BansCustomer:
    """`/ban`: the ticket's customer gets no more answers."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Ban the customer. Raises `CommandRefused` if they are banned already or have been erased."""
        number, customer = case.ticket.number, case.conversation.customer.id
        if case.conversation.is_erased:
            raise CommandRefused("agent-customer-erased")
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        if not await books.bans.add(Ban(customer, number, order.now, order.agent.address)):
            raise CommandRefused("ban-already")
        await books.audit.note(order.agent.address, "customer banned", {"ticket": str(number)}, order.now)
        said = self.cases.staff_speech.say("topic-banned", agent=order.agent.name)
        event = case.event(EventKind.BANNED, order.agent, order.now)
        told = Plan(events=(event,), letters=(case.topic.notice(said),))
        return told + await known.show(books, before, order.now)


@dataclass(frozen=True, slots=True)
class UnbansCustomer:
    """`/unban`: the customer is answered again, and the staff reads what they wrote meanwhile."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Lift the ban. Raises `CommandRefused` if there is none."""
        number, customer = case.ticket.number, case.conversation.customer.id
        ban = await books.bans.of(customer)
        if ban is None:
            raise CommandRefused("ban-none")
        unseen = await books.messages.unseen_of(customer, since=ban.at)
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        await books.bans.end(customer)
        await books.audit.note(order.agent.address, "customer unbanned", {"ticket": str(number)}, order.now)
        said = self.cases.staff_speech.say("topic-unbanned", agent=order.agent.name, count=len(unseen))
        told = Plan(
            messages=tuple(_under(case, message) for message in unseen),
            events=(case.event(EventKind.UNBANNED, order.agent, order.now),),
            letters=(case.topic.notice(said), *self.cases.topics.history(case.topic, unseen)),
        )
        return told + await known.show(books, before, order.now)


def _under(case: Case, message: Message) -> Message:
    """File a message without a ticket under this case, unless it came by another of the person's channels."""
    if message.ticket is not None or message.conversation != case.conversation.id:
        return message
    return replace(message, ticket=case.ticket.number)
