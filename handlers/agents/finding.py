"""`/find` and `/mine`: tickets by number, words or assignee, shown as numbers and links, without words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.commands.agents import Order, say_at
from handlers.desk.messages.links import link_to
from handlers.desk.sla.clock import deadline, key_of, runs, still_owed
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.desk.text.numbers import named_number
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.records.letters import Destination
from storage.records.tickets import Ticket
from storage.ticket_search import FoundTicket

MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class FindsTickets:
    """`/find TEXT`, `/find № 12`, `/find NAME`."""

    cases: CaseDesk

    async def __call__(self, books: Books, order: Order, place: Destination) -> Plan:
        """List the tickets found, latest first, without repeating the words. Raises `CommandRefused`."""
        wanted = order.command.arguments.strip()
        if not wanted:
            raise CommandRefused("find-what")
        found = await search(books, wanted, limit=MOST_FOUND + 1)
        if not found:
            return say_at(self.cases, place, "find-nothing")
        return say_at(
            self.cases,
            place,
            "find-found",
            tickets=list_of(self.cases, found[:MOST_FOUND], order.now),
            more="yes" if len(found) > MOST_FOUND else "no",
        )


@dataclass(frozen=True, slots=True)
class FindsMine:
    """`/mine`: the agent's open tickets, the most urgent first."""

    cases: CaseDesk

    async def __call__(self, books: Books, order: Order, place: Destination) -> Plan:
        """List the agent's open tickets."""
        mine = await books.tickets.assigned_to(order.agent.address)
        if not mine:
            return say_at(self.cases, place, "mine-none")
        threads = await books.staff_threads.of_many([ticket.number for ticket in mine])
        found = [FoundTicket(ticket, threads.get(ticket.number)) for ticket in mine]
        return say_at(
            self.cases,
            place,
            "mine-list",
            tickets=list_of(self.cases, found[:MOST_FOUND], order.now),
            count=len(mine),
        )


async def search(books: Books, wanted: str, *, limit: int) -> tuple[FoundTicket, ...]:
    """The ticket with that number if there is one, else tickets found by words."""
    number = named_number(wanted)
    ticket = await books.tickets.get(number) if number else None
    if ticket is not None:
        return (FoundTicket(ticket, await books.staff_threads.of(ticket.number)),)
    return await books.ticket_search.by_words(wanted, limit=limit)


def list_of(cases: CaseDesk, found: Sequence[FoundTicket], now: datetime) -> str:
    """One line per ticket: number, state, assignee, subject, deadline, and the link to its topic.

    The subject is the desk's own classification; the customer's words stay in the topic.
    """
    return "\n".join(_line(cases, each, now) for each in found)


def _line(cases: CaseDesk, found: FoundTicket, now: datetime) -> str:
    ticket, words = found.ticket, cases.words
    link = link_to(found.place.chat, found.place.thread) if found.place else None
    facts = (
        words.number(ticket.number),
        words.state(ticket.state),
        words.who_answers(ticket),
        *words.details(replace(ticket, fields={})).values(),
        _when(cases, ticket, now),
    )
    line = " · ".join(facts)
    return f"{line}\n{link}" if link else line


def _when(cases: CaseDesk, ticket: Ticket, now: datetime) -> str:
    """The deadline of what is owed next; the opening date if the ticket's clock is stopped."""
    speech, zone = cases.staff_speech, cases.policy.zone
    owed = still_owed(ticket)
    if not runs(ticket) or not owed:
        return speech.say("find-opened", date=f"{ticket.opened_at.astimezone(zone):%d.%m.%Y}")
    due = deadline(ticket, owed[0])
    if due <= now:
        moment = say_opening(speech, due, now=now, zone=zone)
        return speech.say("find-overdue", moment=moment)
    moment = say_deadline(speech, due, now=now, zone=zone)
    return speech.say(f"find-due-{key_of(owed[0])}", moment=moment)
