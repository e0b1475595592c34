"""Changes of what is known of a customer, shown in all their tickets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.moved_promise import MovedPromise
from handlers.desk.sla.clock import promise_anew
from handlers.desk.tickets.lifecycle import Change
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.tickets import Ticket

_MOST_RECENT = 3
"""In each channel; cards of older tickets follow when something else happens to them."""


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """Shows a change of a customer (tier, notes, a ban, a join) in all their tickets."""

    cases: CaseDesk

    async def open_cases(self, books: Books, case: Case) -> tuple[Case, ...]:
        """The customer's open cases in all channels; `case` comes first, open or not."""
        tickets = await books.tickets.open_of_customer(case.conversation.customer.id)
        others = [await self.cases.of(books, each) for each in tickets if each.number != case.ticket.number]
        return (case, *others)

    async def recent_cases(self, books: Books, case: Case) -> tuple[Case, ...]:
        """The same with the latest solved cases: people read their cards, too."""
        found = await self.open_cases(books, case)
        known = {each.ticket.number for each in found}
        recent: list[Ticket] = []
        for conversation in await books.conversations.of_customer(case.conversation.customer.id):
            recent += await books.tickets.of_conversation(conversation.id, limit=_MOST_RECENT)
        return (*found, *[await self.cases.of(books, each) for each in recent if each.number not in known])

    async def show(self, books: Books, before: Sequence[Case], now: datetime) -> Plan:
        """Update the cases; `before` are their states before the customer's data were saved."""
        plan = NOTHING
        for case in before:
            after = await self.cases.find(books, case.ticket.number)
            if after is not None:
                plan += await self._shown(books, case, after, now)
        return plan

    async def _shown(self, books: Books, before: Case, after: Case, now: datetime) -> Plan:
        """Recompute the deadlines from the opening if the tier changed; else only update the card."""
        tier = after.conversation.customer.tier
        if tier == before.conversation.customer.tier or not after.ticket.is_open:
            return Plan(letters=(await self.cases.topics.card_edit(books, after, now),))
        promised = promise_anew(after.ticket, self.cases.policy.promises, tier, now)
        change = Change(replace(promised, version=promised.version + 1), ())
        changed = await self.cases.changed(books, after, change, now)
        return changed + MovedPromise(self.cases).tell(after, changed.tickets[0], now)
