"""Clarifying questions: asked once, right after the acknowledgement, and filled from the answers.

Nothing waits for an answer: the ticket is already with people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.correspondence import to_customer
from handlers.desk.reading.names import name_of
from handlers.desk.tickets.lifecycle import Change
from handlers.desk.triage.clarifying import answers_in, say_questions
from handlers.said import said_by_bot
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.classification import ClarifyingQuestion
from storage.records.events import Event, EventKind
from storage.records.message_refs import clarification_of
from storage.records.messages import Message


@dataclass(frozen=True, slots=True)
class Clarification:
    """Asks in one message for the details that the ticket's category needs and that are missing."""

    cases: CaseDesk

    async def begin(
        self, books: Books, case: Case, messages: Sequence[Message], now: datetime
    ) -> tuple[Case, Plan]:
        """Fill a new case's fields from what was already said, and ask the remaining questions."""
        ticket, customer = case.ticket, case.conversation.customer
        if ticket.category is None:
            return case, NOTHING
        every = await books.classification.questions(ticket.category)
        questions = [question for question in every if question.language == ticket.language]
        known = {q.field: customer.contract for q in questions if q.is_contract and customer.contract}
        said = [message.content for message in messages]
        known |= answers_in(questions, known, said, asked=False)
        missing = [question for question in questions if question.field not in known]
        asking = replace(ticket, fields=known, asked=tuple(question.id for question in missing))
        await self._remember_contract(books, case, questions, known)
        return replace(case, ticket=asking), self._ask(case, missing, now) if missing else NOTHING

    async def hear(
        self, books: Books, case: Case, messages: Sequence[Message], now: datetime
    ) -> tuple[Case, Plan]:
        """Fill the ticket's fields from a customer's later messages that answer a question."""
        ticket = case.ticket
        if not ticket.asked or ticket.category is None:
            return case, NOTHING
        every = await books.classification.questions()
        questions = [question for question in every if question.id in ticket.asked]
        found = answers_in(questions, ticket.fields, [message.content for message in messages])
        if not found:
            return case, NOTHING
        await self._remember_contract(books, case, questions, found)
        answered = replace(ticket, fields={**ticket.fields, **found}, version=ticket.version + 1)
        given = tuple(
            _event(EventKind.DETAIL_GIVEN, case, case.conversation.address, now, {"field": field})
            for field in found
        )
        changed = await self.cases.changed(books, case, Change(answered, given), now)
        return replace(case, ticket=changed.tickets[0]), changed

    def _ask(self, case: Case, missing: Sequence[ClarifyingQuestion], now: datetime) -> Plan:
        ticket = case.ticket
        name = name_of(case.conversation.customer)
        text = say_questions(self.cases.phrases.in_language(ticket.language), name, missing)
        asked = _event(EventKind.DETAILS_ASKED, case, "bot", now, {})
        said = said_by_bot(case.conversation, clarification_of(ticket.number), text, now, ticket.number)
        letter = to_customer(case.conversation.address, text, ticket.language)
        return Plan(messages=(said,), events=(asked,), letters=(letter,))

    async def _remember_contract(
        self,
        books: Books,
        case: Case,
        questions: Sequence[ClarifyingQuestion],
        answers: dict[str, str],
    ) -> None:
        """Store the contract's number with the customer, so that the next ticket knows it."""
        customer = case.conversation.customer
        told = (answers[q.field] for q in questions if q.is_contract and q.field in answers)
        contract = next(told, None)
        if contract is not None and contract != customer.contract:
            await books.conversations.describe_anew(customer, replace(customer, contract=contract))


def _event(kind: EventKind, case: Case, by: str, now: datetime, details: dict[str, str]) -> Event:
    return Event(kind, now, by, case.ticket.number, case.conversation.id, details)
