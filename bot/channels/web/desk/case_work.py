"""Assigning and classifying tickets at the desk: the same use cases as the agents' commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Literal

from aiohttp import web
from pydantic import StringConstraints

from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.desk.customers import customer_view
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import Request, read
from handlers.agents.assigning import must_be_at_hand
from handlers.agents.colleagues import colleagues
from handlers.agents.lines import MovesLine
from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topics import surroundings_of
from handlers.desk.tickets.handover import Handover, checked_reason
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.triage.classification import checked_value
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.classification import Aspect
from storage.records.staff import StaffMember
from storage.records.tickets import TicketKind

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class Assign(Request):
    """`person` is the address of a member of the staff."""

    version: int
    person: _Line
    to_the_end: bool = True


class EscalationForm(Request):
    """The new line, and the reason."""

    version: int
    line: int
    reason: _Text


class Classify(Request):
    """A new value for one property of the ticket."""

    aspect: Literal["category", "kind", "service"]
    value: _Line


@dataclass(frozen=True, slots=True)
class DeskCaseWork:
    """The forms beside a ticket."""

    acting: DeskActing
    actions: CaseActions

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get(f"{TICKET}/work", self.show),
                web.post(f"{TICKET}/assignee", self.assign),
                web.post(f"{TICKET}/line", self.escalate),
                web.post(f"{TICKET}/classification", self.classify),
            ]
        )

    async def show(self, request: web.Request) -> web.Response:
        """Return the choices and present values of the forms."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_be_in(books, request)
            case = await self.acting.case(books, request)
            people = [
                each
                for each in await colleagues(books)
                if not await self.acting.cases.has_left(books, case.topic.chat, each.address)
            ]
            categories = await _categories(books)
            around = await surroundings_of(books, case)
        offered = work_view(self.acting.cases, case, people, categories)
        return web.json_response(offered | customer_view(self.acting.cases, case, around))

    async def assign(self, request: web.Request) -> web.Response:
        """Assign the ticket to somebody; the customer is told."""
        form = await read(request, Assign)
        async with self.acting.database.books() as books:
            seat, case = await self._begin(books, request, form.version)
            member = next((each for each in await colleagues(books) if each.address == form.person), None)
            if member is None:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            try:
                await must_be_at_hand(books, self.acting.cases, case, member)
                plan = await self._assigned(books, case, member, seat, to_the_end=form.to_the_end)
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, case.ticket.number)
            return await self.acting.apply(books, plan)

    async def _assigned(
        self, books: Books, case: Case, member: StaffMember, by: Agent, *, to_the_end: bool
    ) -> Plan:
        actions, now = self.actions, self.acting.clock()
        if member.address == by.address:
            return await actions.take(books, case, by, now)
        return await actions.assign(books, case, member, by, now, to_the_end=to_the_end)

    async def escalate(self, request: web.Request) -> web.Response:
        """Move the ticket to another line."""
        form = await read(request, EscalationForm)
        async with self.acting.database.books() as books:
            seat, case = await self._begin(books, request, form.version)
            try:
                order = Handover(form.line, checked_reason(form.reason))
                plan = await MovesLine(self.acting.cases).move(books, case, order, seat, self.acting.clock())
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, case.ticket.number)
            return await self.acting.apply(books, plan)

    async def classify(self, request: web.Request) -> web.Response:
        """Set a property. No version is asked for: two people who set the same at once mean the same."""
        form = await read(request, Classify)
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            aspect = Aspect(form.aspect)
            try:
                value = await _value(books, aspect, form.value)
                plan = await self.actions.classify(
                    books, case, aspect, value, seat.agent, self.acting.clock()
                )
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, case.ticket.number)
            return await self.acting.apply(books, plan)

    async def _begin(self, books: Books, request: web.Request, version: int) -> tuple[Agent, Case]:
        seat, case = await self.acting.begin(books, request)
        if version != case.ticket.version:
            raise refusal(HTTPStatus.CONFLICT, "stale")
        return seat.agent, case


async def _value(books: Books, aspect: Aspect, wanted: str) -> str:
    """A kind or a category that exists, or a service by its name."""
    known = {
        Aspect.KIND: tuple(TicketKind),
        Aspect.CATEGORY: await _categories(books),
    }
    if aspect in known and wanted not in known[aspect]:
        raise refusal(HTTPStatus.CONFLICT, "stale")
    return checked_value(wanted)


async def _categories(books: Books) -> tuple[str, ...]:
    return tuple(rule.value for rule in await books.classification.rules(Aspect.CATEGORY))


def work_view(
    cases: CaseDesk, case: Case, people: Sequence[StaffMember], categories: Sequence[str]
) -> dict[str, Any]:
    """The choices and present values of the forms about a ticket."""
    ticket = case.ticket
    others = sorted(line for line in cases.policy.staff_chats if line != ticket.line)
    kinds = [{"value": kind, "words": cases.words.value_in_words(Aspect.KIND, kind)} for kind in TicketKind]
    return {
        "number": ticket.number,
        "version": ticket.version,
        "open": ticket.is_open,
        "line": ticket.line,
        "lines": others,
        "handedOver": ticket.handed_over_at is not None,
        "people": [
            {"address": member.address, "name": member.name}
            for member in people
            if member.address != ticket.assignee
        ],
        "kind": ticket.kind,
        "kinds": kinds,
        "category": ticket.category,
        "categories": list(categories),
        "service": ticket.service,
        "fields": [{"name": name, "value": value} for name, value in ticket.fields.items()],
        "criteria": cases.staff_speech.say("priority-criteria"),
    }
