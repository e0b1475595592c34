"""`/ban` and `/unban`: a banned customer gets no answers; their messages are shown after the ban."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.known_customer import KnownCustomer
from handlers.commands.agents import Order
from handlers.desk.tickets import lifecycle
from handlers.errors import CommandRefused
from storage.bans import Ban
from storage.books import Books
from storage.changes import NOTHING, Plan
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
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        ban = await books.bans.end(customer)
        if ban is None:
            raise CommandRefused("ban-none")
        unseen = await books.messages.unseen_of(customer, since=ban.at)
        await books.audit.note(order.agent.address, "customer unbanned", {"ticket": str(number)}, order.now)
        said = self.cases.staff_speech.say("topic-unbanned", agent=order.agent.name, count=len(unseen))
        kept = tuple(_under(case, message) for message in unseen)
        told = Plan(
            messages=kept,
            events=(case.event(EventKind.UNBANNED, order.agent, order.now),),
            letters=(case.topic.notice(said), *self.cases.topics.history(case.topic, unseen)),
        )
        shown = await known.show(books, before, order.now)
        answered_in = {message.ticket for message in kept if message.at > ban.at}
        resumed = await self._resume(books, answered_in, order.now)
        return told + shown + resumed + await self._tell(books, ban, unseen)

    async def _resume(self, books: Books, answered_in: Collection[int | None], now: datetime) -> Plan:
        """End the waiting of the cases in which the customer wrote during the ban."""
        plan = NOTHING
        for number in sorted(filter(None, answered_in)):
            case = await self.cases.find(books, number)
            change = lifecycle.resume(case.ticket, case.conversation.address, now) if case else None
            if case and change:
                plan += await self.cases.changed(books, case, change, now)
        return plan

    async def _tell(self, books: Books, ban: Ban, unseen: Sequence[Message]) -> Plan:
        """Tell a customer who was told of the ban that it is over, where they wrote."""
        plan = NOTHING
        for number in sorted({message.conversation for message in unseen}) if ban.told_at else ():
            conversation = await books.conversations.get(number)
            if conversation is not None:
                plan += self.cases.voice.tell(conversation, "customer-unbanned")
        return plan


def _under(case: Case, message: Message) -> Message:
    """File a message without a ticket under this case, unless it came by another of the person's channels."""
    if message.ticket is not None or message.conversation != case.conversation.id:
        return message
    return replace(message, ticket=case.ticket.number)
