"""A ticket's customer at the desk: tier, company, notes, and joined identities."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Protocol

from aiohttp import web
from pydantic import StringConstraints

from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.requests import Request, read
from handlers.agents.joining import JoinsCustomers
from handlers.agents.tier import SetsTier
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.known_customer import KnownCustomer
from handlers.desk.tickets.card import Surroundings
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.tickets.ticket_words import channel_of
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class Describe(Request):
    """What the staff knows of the customer; an empty line means nothing."""

    company: _Line
    contract: _Line
    notes: _Text


class SetTier(Request):
    """The customer's tier: one of those that exist."""

    tier: _Line


class Join(Request):
    """The number of another ticket of the same person."""

    number: _Line


class Separate(Request):
    """The joined customers are different people after all."""


class Decide(Protocol):
    """A use case about the customer of a ticket. Refuses by raising `CommandRefused`."""

    async def __call__(self, books: Books, case: Case, *, agent: Agent, now: datetime) -> Plan: ...


@dataclass(frozen=True, slots=True)
class DeskCustomers:
    """The forms about a ticket's customer: the same use cases as the agents' commands."""

    acting: DeskActing

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.post(f"{TICKET}/customer", self.describe),
                web.post(f"{TICKET}/tier", self.set_tier),
                web.post(f"{TICKET}/person", self.join),
                web.post(f"{TICKET}/separation", self.separate),
            ]
        )

    async def describe(self, request: web.Request) -> web.Response:
        """Set the customer's company, contract and notes; the cards of their open tickets show them."""
        form = await read(request, Describe)
        async with self.acting.database.books() as books:
            _, case = await self.acting.begin(books, request)
            known = KnownCustomer(self.acting.cases)
            before = await known.open_cases(books, case)
            customer = case.conversation.customer
            described = replace(
                customer,
                company=form.company or None,
                contract=form.contract or None,
                notes=form.notes or None,
            )
            await books.conversations.describe_anew(customer, described)
            return await self.acting.apply(books, await known.show(books, before, self.acting.clock()))

    async def set_tier(self, request: web.Request) -> web.Response:
        """Set the tier, as `/tier` in a messenger: the deadlines follow."""
        form = await read(request, SetTier)
        return await self._settle(request, partial(SetsTier(self.acting.cases).set, tier=form.tier))

    async def join(self, request: web.Request) -> web.Response:
        """Join customers, as `/join 12`."""
        form = await read(request, Join)
        return await self._settle(
            request, partial(JoinsCustomers(self.acting.cases).join, wanted=form.number)
        )

    async def separate(self, request: web.Request) -> web.Response:
        """Undo a join, as `/join undo`."""
        await read(request, Separate)
        return await self._settle(request, JoinsCustomers(self.acting.cases).separate)

    async def _settle(self, request: web.Request, decide: Decide) -> web.Response:
        """Apply the decision, or answer with the reason of a refusal."""
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            try:
                plan = await decide(books, case, agent=seat.agent, now=self.acting.clock())
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, case.ticket.number)
            return await self.acting.apply(books, plan)


def customer_view(cases: CaseDesk, case: Case, around: Surroundings) -> dict[str, Any]:
    """The choices and present values of the forms about the customer."""
    customer = case.conversation.customer
    return {
        "customer": {
            "company": customer.company or "",
            "contract": customer.contract or "",
            "notes": customer.notes or "",
        },
        "tier": customer.tier,
        "tiers": list(dict.fromkeys((*cases.policy.sla.tiers, customer.tier))),
        "joined": customer.is_joined,
        "erased": case.conversation.is_erased,
        "channels": [
            f"{cases.words.name_in(each)} · {channel_of(each)}"
            for each in (case.conversation, *around.channels)
        ],
    }
