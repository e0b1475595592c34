"""Tickets for the desk's page: plain JSON, no markup, sentences and moments ready to read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.web.desk.case_file import CaseFile
from bot.channels.web.desk.timeline import TimelineViews
from handlers.desk.reading.names import visible
from handlers.desk.text.moments import say_deadline
from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.tickets.prelude import say_prelude
from handlers.desk.tickets.titles import title_of
from handlers.errors import CommandRefused
from handlers.phrases import Speech
from handlers.policy import DeskPolicy
from storage.records.customers import STANDARD_TIER
from storage.records.faq import FaqRecord
from storage.records.tickets import PRIORITIES, Ticket, TicketState
from storage.web.desk_inbox import ListedTicket


@dataclass(frozen=True, slots=True)
class DeskViews:
    """Writes tickets in the staff's language and the calendar's zone."""

    speech: Speech
    policy: DeskPolicy
    state: Callable[[TicketState], str]

    @property
    def timeline(self) -> TimelineViews:
        """The views of the timeline, item by item."""
        return TimelineViews(self.speech)

    def line(self, listed: ListedTicket, now: datetime) -> dict[str, Any]:
        """A line of a list."""
        due = listed.resolve_by if listed.first_response_at else listed.respond_by
        is_open = listed.state not in {TicketState.RESOLVED, TicketState.CLOSED}
        return {
            "number": listed.number,
            "state": listed.state.value,
            "stateWords": self.state(listed.state),
            "question": title_of(listed.title, listed.question) or "",
            "customer": visible(listed.customer) or self.speech.say("desk-nameless"),
            "channel": _channel(listed.address),
            "assignee": listed.assignee_name,
            "due": self._deadline(due, now) if is_open else None,
            "late": is_open and listed.state is not TicketState.WAITING and due < now,
            "answered": listed.first_response_at is not None,
            "at": (listed.last_words_at or listed.opened_at).isoformat(),
        }

    def case(self, file: CaseFile, reader: Agent, now: datetime, *, manages: bool) -> dict[str, Any]:
        """A whole case, for one of the staff; `manages`: for a manager."""
        ticket, conversation = file.case.ticket, file.case.conversation
        customer = conversation.customer
        names = " ".join(name for name in (customer.given_name, customer.family_name) if name)
        return {
            "number": ticket.number,
            "title": self.speech.say("ticket-number", number=ticket.number),
            "version": ticket.version,
            "state": ticket.state.value,
            "stateWords": self.state(ticket.state),
            "open": ticket.is_open,
            "question": ticket.question,
            "customer": visible(names) or self.speech.say("desk-nameless"),
            "username": customer.username,
            "channel": _channel(conversation.address),
            "language": ticket.language,
            "erased": conversation.is_erased,
            "banned": customer.is_banned,
            "unreachable": conversation.unreachable_since is not None,
            "assignee": self._assignee(ticket),
            "mine": ticket.assignee == reader.address,
            "earlier": [place.ticket for place in file.around.earlier],
            "prelude": list(say_prelude(self.speech, ticket.prelude)),
            "rating": self.speech.say("desk-rating-value", rating=file.rating) if file.rating else None,
            "tier": None if customer.tier == STANDARD_TIER else customer.tier,
            "priority": ticket.priority,
            "priorities": [self.speech.say("priority", priority=each) for each in PRIORITIES],
            "deadlines": self._deadlines(ticket, now),
            "suggestions": [] if conversation.is_erased else [entry_view(each) for each in file.suggestions],
            "acts": _allowed(ticket, reader, now),
            "timeline": self.timeline.items(file, reader, manages=manages),
        }

    def _assignee(self, ticket: Ticket) -> str | None:
        if ticket.assignee_name and ticket.stands_in_for:
            return self.speech.say("assignee-for-now", name=ticket.assignee_name, former=ticket.stands_in_for)
        return ticket.assignee_name

    def _deadlines(self, ticket: Ticket, now: datetime) -> list[dict[str, Any]]:
        if not ticket.is_open:
            return []
        due = [("desk-resolve-by", ticket.resolve_by)]
        if ticket.first_response_at is None:
            due.insert(0, ("desk-respond-by", ticket.respond_by))
        if ticket.promised_by is not None and ticket.promised_by != ticket.resolve_by:
            due.append(("desk-promised-by", ticket.promised_by))
        return [
            {"label": self.speech.say(key), "words": self._deadline(moment, now), "late": moment < now}
            for key, moment in due
        ]

    def _deadline(self, moment: datetime, now: datetime) -> str:
        return say_deadline(self.speech, moment, now=now, zone=self.policy.zone)


def _allowed(ticket: Ticket, by: Agent, now: datetime) -> list[str]:
    """The actions that are possible now, by asking the rules themselves."""
    rules: dict[str, Callable[[], object]] = {
        "take": lambda: lifecycle.take(ticket, by, now),
        "wait": lambda: lifecycle.hold(ticket, by, now),
        "close": lambda: lifecycle.resolve(ticket, by, now),
        "reopen": lambda: lifecycle.reopen(ticket, by.address, now),
    }
    return [act for act, rule in rules.items() if _permits(rule)]


def _permits(rule: Callable[[], object]) -> bool:
    try:
        rule()
    except CommandRefused:
        return False
    return True


def entry_view(record: FaqRecord) -> dict[str, Any]:
    """An FAQ entry that may be sent."""
    return {"id": record.id, "question": record.question, "answer": record.answer}


def _channel(address: str) -> str:
    return address.partition(":")[0]
