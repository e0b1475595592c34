"""`/status`: the state of a ticket; outside of tickets, the open work and who has it."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.commands.agents import Order, say_at
from handlers.desk.sla.clock import deadline, key_of, runs, still_owed
from handlers.desk.text.characters import shorten
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.desk.text.numbers import named_number
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.records.letters import Destination
from storage.records.tickets import Ticket

_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class TellsStatus:
    """`/status` in a topic: that ticket, or the one named."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Tell state, assignee and deadlines still to keep. Raises `CommandRefused` for an unknown number."""
        named = await _named(books, order.command.arguments)
        return _say_status(self.cases, named or case.ticket, case.topic.place, order.now)


@dataclass(frozen=True, slots=True)
class TellsLoad:
    """`/status` outside of topics: the ticket named, else all open ones by agent, and the unassigned."""

    cases: CaseDesk

    async def __call__(self, books: Books, order: Order, place: Destination) -> Plan:
        """Tell the figures, the busiest agent first. Raises `CommandRefused` for an unknown number."""
        named = await _named(books, order.command.arguments)
        if named is not None:
            return _say_status(self.cases, named, place, order.now)
        load = await books.tickets.load()
        speech = self.cases.staff_speech
        lines = (speech.say("agent-load-line", name=agent.name, count=agent.tickets) for agent in load.agents)
        return say_at(
            self.cases,
            place,
            "agent-load",
            open=load.open,
            unassigned=load.unassigned,
            waiting=load.waiting,
            handed=load.handed_over,
            agents="\n".join(lines) or speech.say("agent-load-nobody"),
        )


async def _named(books: Books, words: str) -> Ticket | None:
    """The ticket of `12` or `№ 12`; None without words. Raises `CommandRefused` for others."""
    if not words.strip():
        return None
    number = named_number(words)
    if number is None:
        raise CommandRefused("status-how")
    ticket = await books.tickets.get(number)
    if ticket is None:
        raise CommandRefused("status-no-such-ticket", ticket=shorten(str(number), _LONGEST_NUMBER))
    return ticket


def _say_status(cases: CaseDesk, ticket: Ticket, place: Destination, now: datetime) -> Plan:
    state, name = cases.words.state(ticket.state), cases.words.who_answers(ticket)
    if not ticket.is_open:
        return say_at(cases, place, "agent-status-over", number=ticket.number, state=state, name=name)
    due = _say_due(cases, ticket, now)
    return say_at(cases, place, "agent-status", number=ticket.number, state=state, name=name, due=due)


def _say_due(cases: CaseDesk, ticket: Ticket, now: datetime) -> str:
    """Tell the deadlines still to keep, or that they move while the clock is stopped."""
    speech, zone = cases.staff_speech, cases.policy.zone
    if not runs(ticket):
        return speech.say("agent-status-clock-stands")
    said = []
    for owed in still_owed(ticket):
        moment, key = deadline(ticket, owed), key_of(owed)
        if moment <= now:
            passed = say_opening(speech, moment, now=now, zone=zone)
            said.append(speech.say(f"agent-status-{key}-overdue", moment=passed))
        else:
            by = say_deadline(speech, moment, now=now, zone=zone)
            said.append(speech.say(f"agent-status-{key}", moment=by))
    return " ".join(said)
