"""Handing a question over to people: the ticket, the acknowledgement, the topic with its card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.sla_plans import watch
from handlers.cases.topic import all_to
from handlers.classification.clarification import Clarification
from handlers.correspondence import to_customer
from handlers.desk.messages.crossing import crossings_of_customer
from handlers.desk.messages.media import has_attachments, name_media
from handlers.desk.reading.names import name_of
from handlers.desk.reading.restatement import restate
from handlers.desk.sla.clock import promise
from handlers.desk.tickets.off_card import not_on_card
from handlers.desk.tickets.prelude import is_earlier_question, prelude_of
from handlers.desk.triage.classification import propose
from handlers.desk.triage.decisions import Escalate
from handlers.desk.wording.acknowledgement import Acknowledgement, acknowledge
from handlers.desk.wording.greeting import was_greeted
from handlers.desk.wording.promise import Issue, Promise, PromisedMoments, promise_in_words
from handlers.knowledge.shelf import FaqShelf
from handlers.said import said_by_bot
from handlers.wording_counters import WordingCounters
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.events import Event, EventKind
from storage.records.letters import Letter
from storage.records.message_refs import acknowledgement_of
from storage.records.messages import Author, Message
from storage.records.prelude import PreludeKind, PreludeStep
from storage.records.staff import StaffThread
from storage.records.tickets import DEFAULT_PRIORITY, Ticket
from storage.records.timers import TimerKind

log = structlog.get_logger(__name__)

# A less likely entry does not help an agent either.
_WORTH_SUGGESTING = 0.1
_MOST_LIKELY = 2


@dataclass(frozen=True, slots=True)
class Escalation:
    """Opens a ticket for what a customer asked."""

    cases: CaseDesk
    shelf: FaqShelf
    clarification: Clarification
    counters: WordingCounters

    async def __call__(
        self,
        books: Books,
        conversation: Conversation,
        asked: Escalate,
        messages: Sequence[Message],
        now: datetime,
    ) -> Plan:
        """Acknowledge the customer and put the case before the staff.

        `messages` is all that belongs to the question, the oldest first; some may be stored already.
        """
        prelude = await self._prelude(books, conversation, asked, messages)
        opened = await self._open_case(books, conversation, asked, prelude, messages, now)
        written = [message for message in messages if message.author is Author.CUSTOMER]
        case, clarified = await self.clarification.begin(books, opened, written, now)
        ticket = case.ticket
        said = self._acknowledge(case, asked, self._first_media(written, ticket.language), now)
        acknowledged = said_by_bot(
            conversation, acknowledgement_of(ticket.number), said.text, now, ticket.number
        )
        return (
            Plan(
                conversations=(replace(conversation, question=None, greeted_at=now),),
                tickets=(ticket,),
                staff_threads=(StaffThread(ticket.number, case.topic.chat),),
                messages=(*(replace(message, ticket=ticket.number) for message in messages), acknowledged),
                cancel_timers=((TimerKind.SUGGESTION, conversation.address),),
                events=(_opened(case, now),),
                letters=(
                    *self.cases.voice.retire_buttons(conversation),
                    to_customer(conversation.address, said.text, ticket.language),
                    *await self.cases.topics.topic_and_card(books, case, now),
                    *self._beside_the_card(case, asked, written),
                ),
            )
            + watch(ticket)
            + clarified
        )

    async def _prelude(
        self, books: Books, conversation: Conversation, asked: Escalate, messages: Sequence[Message]
    ) -> tuple[PreludeStep, ...]:
        """The conversation before this question; empty, without a query, if this is its start."""
        if conversation.question is None or not messages:
            return ()
        events = await books.events.of_conversation(conversation.id, since=messages[0].at)
        named = {int(event.details["entry"]) for event in events if "entry" in event.details}
        return prelude_of(
            messages,
            events,
            await books.faq.of(named),
            asked=asked.texts,
            answer_failed=asked.answer_failed,
            quoted=lambda words: self.cases.staff_speech.say("quoted", words=words),
        )

    async def _open_case(
        self,
        books: Books,
        conversation: Conversation,
        asked: Escalate,
        prelude: tuple[PreludeStep, ...],
        messages: Sequence[Message],
        now: datetime,
    ) -> Case:
        policy = self.cases.policy
        question = asked.question
        proposed = propose(question, await books.classification.rules())
        priority = proposed.priority or DEFAULT_PRIORITY
        promised = promise(policy.promises, conversation.customer.tier, priority, now)
        previous = await books.tickets.latest_of(conversation.id)
        language = self.cases.voice.language_of(conversation)
        ticket = Ticket(
            number=await books.tickets.next_number(),
            conversation=conversation.id,
            question=question,
            language=language,
            opened_at=now,
            respond_by=promised.respond_by,
            resolve_by=promised.resolve_by,
            priority=priority,
            clock=promised.clock,
            previous=previous.number if previous else None,
            suggestions=self._suggestions(conversation.question, asked, prelude, language),
            title=restate(asked.restated) or "",
            prelude=prelude,
            promised_by=promised.resolve_by,
            kind=proposed.kind,
            category=proposed.category,
            service=proposed.service,
        )
        topic = await self.cases.topic_of(books, ticket)
        return Case(ticket, conversation, topic, attachments=has_attachments(messages))

    def _beside_the_card(self, case: Case, asked: Escalate, written: Sequence[Message]) -> tuple[Letter, ...]:
        """Messages that the card does not show; an earlier question is dated, so as not to look new."""
        beside = not_on_card(case.ticket, asked.texts, written)
        question = case.conversation.question  # from before these words
        before = [message for message in beside if question and message.ref in question.messages]
        earlier = [message for message in before if is_earlier_question(message, asked.texts)]
        said = [message for message in beside if message not in earlier]
        history = self.cases.topics.history(case.topic, earlier)
        return (*history, *all_to(case.topic, crossings_of_customer(said)))

    def _first_media(self, messages: Sequence[Message], language: str) -> str | None:
        named = (
            name_media(self.cases.phrases.in_language(language), message.content) for message in messages
        )
        return next((name for name in named if name), None)

    def _suggestions(
        self, before: OpenQuestion | None, asked: Escalate, prelude: Sequence[PreludeStep], language: str
    ) -> tuple[int, ...]:
        """Entries that may answer the question now, except those that the customer has already read.

        Includes all that the customer was offered for it: the agent sees no less.
        """
        given = {step.entry for step in prelude if step.kind is PreludeKind.ANSWERED}
        likely = [entry for entry in self._likely(asked, language) if entry not in given]
        offered = [entry for entry in _offered_for(before, asked) if entry not in given]
        return tuple(dict.fromkeys((*likely[:_MOST_LIKELY], *offered)))

    def _likely(self, asked: Escalate, language: str) -> Iterator[int]:
        question = "\n".join(asked.restated)
        if question.strip():
            for candidate in self.shelf.ask(question, language).candidates:
                if candidate.score >= _WORTH_SUGGESTING:
                    yield int(candidate.entry.id)

    def _acknowledge(self, case: Case, asked: Escalate, media: str | None, now: datetime) -> Acknowledgement:
        """The acknowledgement (README: *otboinik*).

        A violation of its criteria is logged and counted, and a form that meets them goes out instead.
        """
        ticket, style = case.ticket, self.cases.style
        promised = self._promised(case, asked, media, now)
        own = style.acknowledgement(ticket.language, promised)
        said = acknowledge(self.cases.phrases.in_language(ticket.language), promised, own, style.rules)
        if said.violations:
            broken = list(said.violations)
            log.error("an acknowledgement broke its criteria", ticket=ticket.number, violations=broken)
            self.counters.acknowledgement_violated()
        return said

    def _promised(self, case: Case, asked: Escalate, media: str | None, now: datetime) -> Promise:
        policy, ticket, conversation = self.cases.policy, case.ticket, case.conversation
        issue = Issue(
            name=name_of(conversation.customer),
            texts=asked.restated,
            media=media,
            number=ticket.number,
            earlier=asked.earlier,
            greeted=was_greeted(conversation.greeted_at, now, policy.zone),
        )
        moments = PromisedMoments(
            respond_by=ticket.respond_by,
            resolve_by=ticket.resolve_by,
            back_at=None if policy.calendar.is_open(now) else policy.calendar.next_opening(now),
            now=now,
            zone=policy.zone,
        )
        return promise_in_words(self.cases.phrases.in_language(ticket.language), issue, moments)


def _offered_for(before: OpenQuestion | None, asked: Escalate) -> tuple[int, ...]:
    """The choices that were offered under the questions that now go to people."""
    if before is None:
        return ()
    set_aside = _offered_for(before.set_aside, asked)
    if not set(before.texts) & set(asked.texts):
        return set_aside
    return (*(before.others if before.stage is Stage.ANSWERED else before.found), *set_aside)


def _opened(case: Case, now: datetime) -> Event:
    ticket, customer = case.ticket, case.conversation.customer
    details = {"priority": str(ticket.priority), "tier": customer.tier}
    return Event(EventKind.OPENED, now, "bot", ticket.number, ticket.conversation, details)
