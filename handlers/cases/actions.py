"""Actions of the staff on a case, by command or button: take, wait, close, reopen, send an FAQ entry."""

from dataclasses import dataclass, replace
from datetime import datetime

from faq.index import language_of
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.moved_promise import MovedPromise
from handlers.cases.topic import copies_in_topic
from handlers.correspondence import agent_to_customer
from handlers.desk.knowledge.events import faq_event
from handlers.desk.knowledge.sent_entries import name_of_sent
from handlers.desk.messages.crossing import crossings_of_agent
from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.tickets.reopening import closing_words
from handlers.said import said_by_agent
from storage.books import Books
from storage.changes import Plan
from storage.classification import Aspect
from storage.records.events import EventKind
from storage.records.faq import FaqRecord
from storage.records.staff import StaffMember
from storage.records.tickets import Ticket
from storage.records.timers import Timer, TimerKind


@dataclass(frozen=True, slots=True)
class CaseActions:
    """Plans for a case. Each raises `CommandRefused` if the case's state does not allow it."""

    cases: CaseDesk

    async def take(self, books: Books, case: Case, by: Agent, now: datetime) -> Plan:
        """Assign the case to `by`, who is introduced to the customer."""
        change = lifecycle.take(case.ticket, by, now)
        return await self.cases.changed(books, case, change, now) + self.cases.voice.introduce(case, change)

    async def assign(
        self, books: Books, case: Case, to: StaffMember, by: Agent, now: datetime, *, to_the_end: bool = True
    ) -> Plan:
        """Assign the case to `to`, who is introduced to the customer; the topic mentions their @username."""
        change = lifecycle.assign(case.ticket, Agent(to.address, to.name), by, now, to_the_end=to_the_end)
        name = f"{to.name} (@{to.username})" if to.username else to.name
        former = change.ticket.stands_in_for
        if former is not None:
            name = self.cases.staff_speech.say("assignee-for-now", name=name, former=former)
        nobody_returns = not to_the_end and former is None
        phrase = "topic-assigned-to-the-end" if nobody_returns else "topic-assigned"
        said = self.cases.staff_speech.say(phrase, agent=by.name, name=name)
        told = self.cases.voice.introduce(case, change, to_the_end=to_the_end)
        return (await self.cases.changed(books, case, change, now)).posting([case.topic.notice(said)]) + told

    async def hold(self, books: Books, case: Case, by: Agent, now: datetime) -> Plan:
        """Mark that the desk waits for the customer."""
        return await self.cases.changed(books, case, lifecycle.hold(case.ticket, by, now), now)

    async def resolve(self, books: Books, case: Case, by: Agent, now: datetime) -> Plan:
        """Close the case: tell the customer, who may reopen it by writing for a while."""
        number = case.ticket.number
        change = lifecycle.resolve(case.ticket, by, now)
        phrase, within = closing_words(self.cases.policy.reopen_within)
        closing = Timer(TimerKind.CLOSE_TICKET, str(number), now + self.cases.policy.reopen_within)
        told = self.cases.voice.tell(case.conversation, phrase, number=number, **within)
        return await self.cases.changed(books, case, change, now) + told + Plan(timers=(closing,))

    async def reopen(self, books: Books, case: Case, by: Agent, now: datetime) -> Plan:
        """Reopen the case, and tell the customer that people look at it again."""
        reopened = await self._open_again(books, case, by.address, now)
        told = self.cases.voice.tell_reopened(case, reopened.tickets[0], now, "customer-reopened-by-staff")
        return reopened + told

    async def come_back(self, books: Books, case: Case, notice: str, now: datetime) -> Plan:
        """Reopen the case for its customer; `notice` is the phrase that tells its topic how."""
        reopened = await self._open_again(books, case, case.conversation.address, now)
        said = self.cases.staff_speech.say(notice)
        answered = Plan(conversations=(replace(case.conversation, question=None),))
        return reopened.posting([case.topic.notice(said)]) + answered

    async def _open_again(self, books: Books, case: Case, by: str, now: datetime) -> Plan:
        has_left = await self.cases.assignee_left(books, case)
        change = lifecycle.reopen(case.ticket, by, now, assignee_left=has_left)
        return await self.cases.changed(books, case, change, now) + cancel_closing(case.ticket)

    async def set_priority(self, books: Books, case: Case, priority: int, by: Agent, now: datetime) -> Plan:
        """Set the urgency; the topic shows who set it."""
        change = lifecycle.set_priority(case.ticket, priority, by, now)
        said = self.cases.staff_speech.say("topic-priority-changed", agent=by.name, priority=priority)
        changed = (await self.cases.changed(books, case, change, now)).posting([case.topic.notice(said)])
        return changed + MovedPromise(self.cases).tell(case, changed.tickets[0], now)

    async def classify(
        self, books: Books, case: Case, aspect: Aspect, value: str, by: Agent, now: datetime
    ) -> Plan:
        """Set the category, kind or service that an agent chose."""
        change = lifecycle.classify(case.ticket, aspect, value, by, now)
        speech = self.cases.staff_speech
        words = self.cases.words.value_in_words(aspect, value)
        said = speech.say(
            "topic-classified", agent=by.name, aspect=speech.say(f"aspect-{aspect}"), value=words
        )
        return (await self.cases.changed(books, case, change, now)).posting([case.topic.notice(said)])

    async def send_entry(self, books: Books, case: Case, record: FaqRecord, by: Agent, now: datetime) -> Plan:
        """Send an FAQ entry as the agent's reply."""
        sent_entry = said_by_agent(case.ticket, name_of_sent(record.id, case.ticket), record.answer, by, now)
        letters = tuple(
            agent_to_customer(case.conversation.address, crossing, case.ticket.language, case.ticket.number)
            for crossing in crossings_of_agent([sent_entry], by.name)
        )
        said = self.cases.staff_speech.say("topic-entry-sent", number=record.id, agent=by.name)
        change = lifecycle.send_entry(case.ticket, record.id, by, now)
        answered = faq_event(EventKind.FAQ_ANSWERED, case.conversation, record.id, now)
        sent = Plan(
            messages=(sent_entry,),
            events=(replace(answered, by=by.address, ticket=case.ticket.number),),
            letters=(*letters, case.topic.notice(said), *copies_in_topic(case.topic, [sent_entry], by.name)),
        )
        introduced = self.cases.voice.introduce_successor(case, change)
        told = self.cases.topics.tell_other_language(case, language_of(record.answer, record.language))
        return introduced + sent + told + await self.cases.changed(books, case, change, now)


def cancel_closing(ticket: Ticket) -> Plan:
    """Cancel the timer that closes the ticket for good."""
    return Plan(cancel_timers=((TimerKind.CLOSE_TICKET, str(ticket.number)),))


@dataclass(frozen=True, slots=True)
class ReopeningOver:
    """Closes for good a resolved ticket that nobody reopened in time."""

    cases: CaseDesk

    async def __call__(self, books: Books, timer: Timer, now: datetime) -> None:
        """Close the ticket, unless it was reopened meanwhile."""
        case = await self.cases.find(books, int(timer.subject))
        change = lifecycle.close(case.ticket, now) if case else None
        if case and change:
            await books.apply(await self.cases.changed(books, case, change, now), now=now)
