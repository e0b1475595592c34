"""`/tier vip`: how the customer is served. Open tickets are promised anew."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.known_customer import KnownCustomer
from handlers.commands.agents import Order, say_in_topic
from handlers.desk.text.moments import say_deadline
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import NotNow
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.events import Event, EventKind
from storage.records.tickets import Ticket


@dataclass(frozen=True, slots=True)
class SetsTier:
    """`/tier vip`; alone, it tells which tiers there are."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """What the command wants. Raises `NotNow` as `set` does."""
        return await self.set(books, case, order.command.arguments.lower(), order.agent, order.now)

    async def set(self, books: Books, case: Case, tier: str, agent: Agent, now: datetime) -> Plan:
        """The customer's new tier, and the deadlines of their open tickets by it.

        Raises `NotNow` when there is no such tier, when it is theirs already, or when they are known no more.
        """
        policy, customer = self.cases.policy, case.conversation.customer
        if case.conversation.is_erased:
            raise NotNow("agent-customer-erased")
        if tier not in policy.sla.tiers:
            raise NotNow("agent-tier-how", tiers=", ".join(policy.sla.tiers), tier=customer.tier)
        if tier == customer.tier:
            raise NotNow("agent-already-that-tier", tier=tier)
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        await books.conversations.describe_anew(customer, replace(customer, tier=tier))
        event = Event(
            EventKind.TIER_CHANGED,
            now,
            agent.address,
            case.ticket.number,
            case.ticket.conversation,
            {"from": customer.tier, "to": tier},
        )
        told = say_in_topic(self.cases, case, "topic-tier-changed", agent=agent.name, tier=tier)
        shown = await known.show(books, before, now)
        after = next((each for each in shown.tickets if each.number == case.ticket.number), None)
        return Plan(events=(event,)) + told + self._say_deadline(case, after, now) + shown

    def _say_deadline(self, case: Case, after: Ticket | None, now: datetime) -> Plan:
        """What that does to the ticket's own deadline; nothing of one that is over."""
        if after is None or not after.is_open:
            return NOTHING
        moment = say_deadline(
            self.cases.phrases,
            case.topic.language,
            after.resolve_by,
            now=now,
            zone=self.cases.policy.zone,
        )
        phrase = (
            "topic-tier-deadline" if after.resolve_by != case.ticket.resolve_by else "topic-tier-as-before"
        )
        return say_in_topic(self.cases, case, phrase, moment=moment)
