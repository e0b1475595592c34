"""`/tier vip`: how the customer is served. Open tickets are promised anew."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agents.commands import Order, say_in_topic
from handlers.agents.known_customer import KnownCustomer
from handlers.case import Case, CaseDesk
from handlers.desk.tickets import Agent, NotNow
from storage.books import Books
from storage.changes import Plan
from storage.records import Event, EventKind


@dataclass(frozen=True, slots=True)
class SetsTier:
    """`/tier vip`; alone, it tells which tiers there are."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """What the command wants. Raises `NotNow` as `set` does."""
        return await self.set(books, case, order.command.arguments.lower(), order.agent, order.now)

    async def set(self, books: Books, case: Case, tier: str, agent: Agent, now: datetime) -> Plan:
        """The customer's new tier, and the deadlines of their open tickets by it.

        Raises `NotNow` when there is no such tier, or when it is theirs already.
        """
        policy, customer = self.cases.policy, case.conversation.customer
        if tier not in policy.sla.tiers:
            raise NotNow("agent-tier-how", tiers=", ".join(policy.sla.tiers), tier=customer.tier)
        if tier == customer.tier:
            raise NotNow("agent-already-that-tier", tier=tier)
        known = KnownCustomer(self.cases)
        before = await known.open_cases(books, case)
        await books.conversations.describe(replace(customer, tier=tier))
        event = Event(
            EventKind.TIER_CHANGED,
            now,
            agent.address,
            case.ticket.number,
            case.ticket.conversation,
            {"from": customer.tier, "to": tier},
        )
        told = say_in_topic(self.cases, case, "topic-tier-changed", agent=agent.name, tier=tier)
        return Plan(events=(event,)) + told + await known.show(books, before, now)
