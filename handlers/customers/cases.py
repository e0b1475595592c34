"""A customer's own cases, as `/status` tells them: number, question, state, deadline."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.desk.sla.clock import is_overdue
from handlers.desk.text.moments import say_deadline, say_until
from handlers.desk.tickets.titles import title_of
from handlers.phrases import Speech
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation
from storage.records.tickets import Ticket, TicketState

_LONGEST_QUESTION = 80
_MOST_CASES = 10


@dataclass(frozen=True, slots=True)
class CustomerCases:
    """Answers `/status` for one customer."""

    cases: CaseDesk

    async def __call__(self, books: Books, conversation: Conversation, now: datetime) -> Plan:
        """List the open cases and those that may still be reopened; say so kindly if there are none."""
        latest = await books.tickets.of_conversation(conversation.id, limit=_MOST_CASES)
        current = [ticket for ticket in latest if ticket.is_open or ticket.state is TicketState.RESOLVED]
        if not current:
            return self.cases.voice.tell(conversation, "status-none")
        speech = self.cases.voice.speech_to(conversation)
        lines = "\n".join(self._line(ticket, speech, now) for ticket in current)
        return self.cases.voice.tell(conversation, "status-cases", cases=lines, count=len(current))

    def _line(self, ticket: Ticket, speech: Speech, now: datetime) -> str:
        quote = title_of(ticket.title, ticket.question, limit=_LONGEST_QUESTION)
        title = (
            speech.say("status-title", number=ticket.number, quote=quote)
            if quote
            else speech.say("status-title-wordless", number=ticket.number)
        )
        return f"{title}: {speech.say(_STATES[ticket.state])}. {self._outlook(ticket, speech, now)}"

    def _outlook(self, ticket: Ticket, speech: Speech, now: datetime) -> str:
        """Say what comes next, and by when; no deadline is named while we wait for the customer."""
        policy = self.cases.policy
        if ticket.state is TicketState.RESOLVED:
            until = (ticket.resolved_at or now) + policy.reopen_within
            moment = say_until(speech, until, now=now, zone=policy.zone)
            return speech.say("status-resolved", moment=moment)
        if ticket.state is TicketState.WAITING:
            return speech.say("status-waiting")
        if is_overdue(ticket, now):
            return speech.say("status-overdue")
        moment = say_deadline(speech, ticket.resolve_by, now=now, zone=policy.zone)
        return speech.say("status-deadline", moment=moment)


_STATES = {
    TicketState.NEW: "status-state-new",
    TicketState.IN_PROGRESS: "state-in-progress",
    TicketState.WAITING: "status-state-waiting",
    TicketState.RESOLVED: "state-resolved",
    TicketState.CLOSED: "state-closed",
    TicketState.REOPENED: "state-reopened",
}
"""Phrases for the customer; those for the staff speak of "the customer"."""
