"""Messages that a customer adds to a case that people have: passed on; a resolved case may reopen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import Topic, all_to
from handlers.classification.clarification import Clarification
from handlers.customers.reassurance import Reassurance
from handlers.desk.messages.contents import stickers_in, words_of
from handlers.desk.messages.crossing import Crossing, crossings_of_customer
from handlers.desk.reading.settled import says_it_works_by_now
from handlers.desk.reading.small_talk import (
    asks_nothing,
    only_asks_for_person,
    only_asks_who_answers,
    only_opens,
    only_thanks,
)
from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.reopening import may_be_reopened
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation, Stage
from storage.records.messages import Message
from storage.records.tickets import Ticket, TicketState

Cross = Callable[[Sequence[Message]], Iterator[Crossing]]
"""Turns messages into posts for the topic."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Messages that belong to a ticket."""

    cases: CaseDesk
    actions: CaseActions
    clarification: Clarification
    reassurance: Reassurance

    def is_one(
        self,
        ticket: Ticket,
        conversation: Conversation,
        messages: Sequence[Message],
        now: datetime,
        *,
        wants_person: bool = False,
    ) -> bool:
        """True for an open ticket, or a recently resolved one unless this is only courtesy or stickers.

        A customer who asked for a person gets one, whatever they say next.
        """
        if ticket.is_open:
            return True
        if not self.may_go_on(ticket, now):
            return False
        question = conversation.question
        wanted_person = question is not None and question.stage is Stage.PERSON_WANTED
        return wants_person or wanted_person or not (stickers_in(messages) or _is_courtesy(messages))

    def may_go_on(self, ticket: Ticket, now: datetime) -> bool:
        """Return True if the customer's next message may reopen this ticket."""
        return may_be_reopened(ticket, self.cases.policy.reopen_within, now)

    async def __call__(
        self,
        books: Books,
        ticket: Ticket,
        messages: Sequence[Message],
        now: datetime,
        cross: Cross = crossings_of_customer,
        *,
        wants_person: bool = False,
    ) -> Plan:
        """Store the messages under the ticket, post them in its topic, and change the ticket accordingly."""
        if ticket.is_open:
            await books.tickets.hold(ticket)  # else its closing or its move could miss these words
        calls = wants_person or _calls_in_vain(ticket, messages)
        reassured = await self._reassure(books, ticket, messages, now, calls=calls)
        return reassured + await self._pass_on(books, ticket, messages, now, cross)

    async def _reassure(
        self, books: Books, ticket: Ticket, messages: Sequence[Message], now: datetime, *, calls: bool
    ) -> Plan:
        if not ticket.is_open:
            return NOTHING
        if not calls:
            return await self.reassurance.of_addition(books, ticket, messages, now)
        conversation = await books.conversations.get(ticket.conversation)
        return await self.reassurance.of_call(books, conversation, ticket, now) if conversation else NOTHING

    async def _pass_on(
        self, books: Books, ticket: Ticket, messages: Sequence[Message], now: datetime, cross: Cross
    ) -> Plan:
        if _only_gains_words(ticket):
            return _said_in(await self.cases.topic_of(books, ticket), messages, cross)
        found = await self.cases.of(books, ticket)
        case, told = await self.clarification.hear(books, found, messages, now)
        said = _said_in(case.topic, messages, cross)
        if not ticket.is_open:
            return told + await self._reopen(books, case, now) + said
        if _only_thanks(messages):
            return told + said
        return told + await self._resume(books, case, now) + said

    async def _resume(self, books: Books, case: Case, now: datetime) -> Plan:
        change = lifecycle.resume(case.ticket, case.conversation.address, now)
        return await self.cases.changed(books, case, change, now) if change else NOTHING

    async def _reopen(self, books: Books, case: Case, now: datetime) -> Plan:
        reopened = await self.actions.come_back(books, case, "topic-reopened", now)
        return reopened + self.cases.voice.tell_reopened(case, reopened.tickets[0], now)


def _is_courtesy(messages: Sequence[Message]) -> bool:
    words = words_of(messages)
    reads = (asks_nothing, only_opens, only_asks_who_answers, says_it_works_by_now)
    return _is_plain(messages) and any(says_nothing_new(words) for says_nothing_new in reads)


def _only_thanks(messages: Sequence[Message]) -> bool:
    """Return True for thanks without a file: thanks tell nothing new, a file may."""
    return _is_plain(messages) and only_thanks(words_of(messages))


def _calls_in_vain(ticket: Ticket, messages: Sequence[Message]) -> bool:
    """Return True if the customer only calls for a person and nobody has answered yet; they are reassured."""
    return (
        ticket.first_response_at is None and _is_plain(messages) and only_asks_for_person(words_of(messages))
    )


def _is_plain(messages: Sequence[Message]) -> bool:
    return all(message.content.is_plain_text for message in messages)


def _only_gains_words(ticket: Ticket) -> bool:
    """Return True if the ticket does not wait for its customer: then a message only goes to its topic."""
    return ticket.is_open and ticket.state is not TicketState.WAITING and not ticket.asked


def _said_in(topic: Topic, messages: Sequence[Message], cross: Cross) -> Plan:
    """Store the messages under the ticket and send them to its topic."""
    said = tuple(replace(message, ticket=topic.ticket) for message in messages)
    return Plan(messages=said, letters=all_to(topic, cross(said)))
