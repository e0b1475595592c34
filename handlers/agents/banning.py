"""`/ban` and `/unban`: a customer whom nobody answers for now. What they write is kept, and shown later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agents.commands import Order
from handlers.agents.known_customer import KnownCustomer
from handlers.case import Case, CaseDesk
from handlers.channel import ButtonPressed, MessageWritten
from handlers.correspondence import answer_press
from handlers.desk.buttons import Press, Verb
from handlers.desk.crossing import masked
from handlers.desk.tickets import Agent, NotNow
from handlers.said import customer_messages
from storage.bans import Ban
from storage.books import Books
from storage.changes import Plan
from storage.letters import Destination
from storage.records import Conversation, Event, EventKind, Message

_STILL_WORKS = frozenset({"forget"})
"""Commands that are anybody's right, banned or not."""


@dataclass(frozen=True, slots=True)
class BansCustomer:
    """`/ban`: the ticket's customer is answered no more."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Raises `NotNow` when they are banned already, or are known no more."""
        number, customer = case.ticket.number, case.conversation.customer.id
        if case.conversation.is_erased:
            raise NotNow("topic-nobody-to-answer")
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        if not await books.bans.add(Ban(customer, number, order.now, order.agent.address)):
            raise NotNow("ban-already")
        await books.audit.note(order.agent.address, "customer banned", {"ticket": str(number)}, order.now)
        said = self.cases.phrases.say(case.topic.language, "topic-banned", agent=order.agent.name)
        event = _event(EventKind.BANNED, case, order.agent, order.now)
        told = Plan(events=(event,), letters=(case.topic.notice(said),))
        return told + await known.show(books, before, order.now)


@dataclass(frozen=True, slots=True)
class UnbansCustomer:
    """`/unban`: they are answered again, and the staff reads what they wrote meanwhile."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Raises `NotNow` when there is no ban."""
        number, customer = case.ticket.number, case.conversation.customer.id
        ban = await books.bans.of(customer)
        if ban is None:
            raise NotNow("ban-none")
        kept = await books.messages.find(await books.bans.kept_since(ban))
        unseen = [message for message in kept if not await books.copies.stand_for(message.ref)]
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        await books.bans.end(customer)
        await books.audit.note(order.agent.address, "customer unbanned", {"ticket": str(number)}, order.now)
        said = self.cases.phrases.say(
            case.topic.language, "topic-unbanned", agent=order.agent.name, count=len(unseen)
        )
        told = Plan(
            messages=tuple(_under(case, message) for message in unseen),
            events=(_event(EventKind.UNBANNED, case, order.agent, order.now),),
            letters=(case.topic.notice(said), *self.cases.history(case.topic, unseen)),
        )
        return told + await known.show(books, before, order.now)


@dataclass(frozen=True, slots=True)
class BannedCustomer:
    """The gate before all that a customer does."""

    cases: CaseDesk

    async def keeps(self, books: Books, burst: Sequence[MessageWritten], now: datetime) -> bool:
        """Whether a ban stands: then the words are kept, and the customer and the staff are told once."""
        sender, command = burst[0].sender, burst[0].command
        if sender is None or (command is not None and command.name in _STILL_WORKS):
            return False
        ban = await books.bans.at(sender.address)
        conversation = await books.conversations.at(sender.address) if ban else None
        if ban is None or conversation is None:
            return False
        said = [written for written in burst if written.command is None]
        await books.apply(Plan(messages=await self._kept(books, conversation, said, now)), now=now)
        if ban.told_at is None and said:
            await books.bans.told(ban.customer, now)
            await books.apply(await self._tell(books, conversation, ban), now=now)
        return True

    async def stops(self, books: Books, pressed: ButtonPressed, press: Press | None, now: datetime) -> bool:
        """Whether a ban stands: then the press leads to nothing."""
        if press is not None and press.verb is Verb.FORGET:
            return False
        if await books.bans.at(pressed.sender.address) is None:
            return False
        place = Destination(pressed.scene.chat)
        answer = answer_press(place, pressed.query, "", self.cases.policy.language)
        await books.apply(Plan(letters=(answer,)), now=now)
        return True

    async def _kept(
        self, books: Books, conversation: Conversation, said: Sequence[MessageWritten], now: datetime
    ) -> tuple[Message, ...]:
        ticket = await books.tickets.open_of(conversation.id)
        number = ticket.number if ticket else None
        new = await customer_messages(books, [each for each in said if not each.edited], conversation, now)
        kept = [replace(message, ticket=number) for message in new]
        for written in said:
            before = await books.messages.get(written.ref) if written.edited else None
            if before is not None:
                kept.append(replace(before, content=masked(written.content), edited_at=now))
        return tuple(kept)

    async def _tell(self, books: Books, conversation: Conversation, ban: Ban) -> Plan:
        case = await self.cases.find(books, ban.ticket)
        told = self.cases.tell(conversation, "customer-banned")
        if case is None:
            return told
        notice = self.cases.phrases.say(case.topic.language, "topic-banned-wrote")
        return told + Plan(letters=(case.topic.notice(notice),))


def _under(case: Case, message: Message) -> Message:
    """What belongs to no ticket yet is this one's, unless it was said in another of the person's channels."""
    if message.ticket is not None or message.conversation != case.conversation.id:
        return message
    return replace(message, ticket=case.ticket.number)


def _event(kind: EventKind, case: Case, agent: Agent, now: datetime) -> Event:
    return Event(kind, now, agent.address, ticket=case.ticket.number, conversation=case.conversation.id)
