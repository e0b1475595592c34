"""`/tier vip`: the customer's service tier; open tickets get new deadlines."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.known_customer import KnownCustomer
from handlers.commands.agents import Order, say_in_topic
from handlers.desk.text.moments import say_deadline
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.events import Event, EventKind
from storage.records.tickets import Ticket


@dataclass(frozen=True, slots=True)
class SetsTier:
    """`/tier vip`; without an argument, it tells which tiers there are."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Set the tier that the command names. Raises `CommandRefused` as `set` does."""
        return await self.set(books, case, order.command.arguments.lower(), order.agent, order.now)

    async def set(self, books: Books, case: Case, tier: str, agent: Agent, now: datetime) -> Plan:
        """Set the customer's tier, and recompute the deadlines of their open tickets.

        Raises `CommandRefused` if there is no such tier, if they have it already, or if they were erased.
        """
        policy, customer = self.cases.policy, case.conversation.customer
        if case.conversation.is_erased:
            raise CommandRefused("agent-customer-erased")
        if tier not in policy.sla.tiers:
            raise CommandRefused("agent-tier-how", tiers=", ".join(policy.sla.tiers), tier=customer.tier)
        if tier == customer.tier:
            raise CommandRefused("agent-already-that-tier", tier=tier)
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
        """Tell what that does to this ticket's deadline; nothing if the ticket is closed."""
        if after is None or not after.is_open:
            return NOTHING
        moment = say_deadline(self.cases.staff_speech, after.resolve_by, now=now, zone=self.cases.policy.zone)
        phrase = (
            "topic-tier-deadline" if after.resolve_by != case.ticket.resolve_by else "topic-tier-as-before"
        )
        return say_in_topic(self.cases, case, phrase, moment=moment)
