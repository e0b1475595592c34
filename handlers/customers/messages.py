"""What a customer writes becomes an FAQ answer (a deflection), choices, a ticket, or a line in a case."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.channel import MessageWritten
from handlers.classification.clarification import Clarification
from handlers.correspondence import Topic, all_to
from handlers.customers.aftercare import WordAfterMark
from handlers.customers.deflection import Deflection
from handlers.customers.escalation import Escalation
from handlers.desk import tickets
from handlers.desk.crossing import Crossing, crossings_of_customer, crossings_of_edit, masked, unsigned
from handlers.desk.digest import digest_of
from handlers.desk.joining import join_lines
from handlers.desk.small_talk import only_thanks
from handlers.desk.triage import (
    Answer,
    AskWhatHappened,
    BeWelcome,
    Escalate,
    Offer,
    escalation_of,
    question_in_mind,
    triage,
)
from handlers.knowledge.shelf import FaqShelf
from handlers.said import can_cross, conversation_with, customer_messages, words_of
from handlers.tokens import new_token
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.content import Content
from storage.letters import EditContent, Letter
from storage.records import (
    Conversation,
    FaqRecord,
    Message,
    MessageRef,
    OpenQuestion,
    Stage,
    Ticket,
    TicketState,
    TimerKind,
)

# What a customer tells before a ticket is opened: enough to understand the case, and bounded.
_MOST_MESSAGES_REMEMBERED = 50


Cross = Callable[[Sequence[Message]], Iterator[Crossing]]
"""How messages become posts in the topic."""


class Guard(Protocol):
    """Who may hold messages back: there are too many of them."""

    async def holds(
        self, books: Books, conversation: Conversation, messages: Sequence[Message], now: datetime, /
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class CustomerWrote:
    """One burst of a customer's messages."""

    cases: CaseDesk
    escalation: Escalation
    deflection: Deflection
    shelf: FaqShelf
    clarification: Clarification
    word_after_mark: WordAfterMark
    guard: Guard
    new_token: Callable[[], str] = new_token

    async def __call__(self, books: Books, burst: Sequence[MessageWritten], now: datetime) -> None:
        """Answer, offer, ask, escalate, or pass on to the people who handle the case already."""
        sender = burst[0].sender
        if sender is None or sender.is_bot:
            return
        conversation = await conversation_with(books, sender, now)
        messages = await customer_messages(books, burst, conversation, now)
        crossing = tuple(message for message in messages if can_cross(message.content))
        if len(crossing) < len(messages):
            await books.apply(self.cases.voice.tell(conversation, "customer-cannot-cross"), now=now)
        if not crossing:
            return
        latest = await books.tickets.latest_of(conversation.id)
        word = await self.word_after_mark(books, conversation, latest, crossing, now)
        if word is not None:
            await books.apply(word, now=now)
        elif not await self.guard.holds(books, conversation, crossing, now):
            await books.apply(await self._plan(books, conversation, latest, crossing, now), now=now)

    async def pass_on_together(
        self, books: Books, conversation: Conversation, messages: tuple[Message, ...], now: datetime
    ) -> None:
        """Messages that were held back, written down already, as if they had been said in one breath."""
        latest = await books.tickets.latest_of(conversation.id)
        plan = await self._plan(books, conversation, latest, messages, now, cross=digest_of)
        await books.apply(plan, now=now)

    async def _plan(
        self,
        books: Books,
        conversation: Conversation,
        ticket: Ticket | None,
        messages: tuple[Message, ...],
        now: datetime,
        cross: Cross = crossings_of_customer,
    ) -> Plan:
        if ticket and _only_gains_words(ticket):
            return _said_in(await self.cases.topic_of(books, ticket), messages, cross)
        if ticket and self._belongs_to(ticket, messages, now):
            found = await self.cases.of(books, ticket)
            case, told = await self.clarification.hear(books, found, messages, now)
            if ticket.is_open:
                return told + await self._pass_on(books, case, conversation, messages, now, cross)
            return told + await self._reopen(books, case, conversation, messages, now, cross)
        ask = partial(self.shelf.ask, language=self.cases.voice.language_of(conversation))
        decision = triage(conversation.question, words_of(messages), ask, now)
        records: tuple[FaqRecord, ...] = ()
        if isinstance(decision, Answer | Offer):
            records = await books.faq.live_of(decision.entries)
            if not records:  # deleted since the search last looked
                decision = escalation_of(question_in_mind(conversation, now), words_of(messages))
        if isinstance(decision, Escalate):
            before = await books.messages.find(asked_before(conversation, now))
            return await self.escalation(books, conversation, decision, (*before, *messages), now)
        noted = Plan(conversations=(conversation,), messages=messages)
        if not isinstance(decision, Answer | Offer):
            return noted + self._reply(conversation, decision, now)
        asked = self._asked(conversation, messages, decision, now)
        if isinstance(decision, Answer):
            return noted + self.deflection.answer(conversation, asked, records[0], now)
        return noted + self.deflection.offer(conversation, asked, records, now)

    def _belongs_to(self, ticket: Ticket, messages: Sequence[Message], now: datetime) -> bool:
        """An open ticket goes first; a recently resolved one is reopened, but not by thanks."""
        if ticket.is_open:
            return True
        if ticket.state is not TicketState.RESOLVED or ticket.resolved_at is None:
            return False
        recent = now - ticket.resolved_at <= self.cases.policy.reopen_within
        return recent and not _only_thanks(messages)

    async def _pass_on(
        self,
        books: Books,
        case: Case,
        conversation: Conversation,
        messages: Sequence[Message],
        now: datetime,
        cross: Cross,
    ) -> Plan:
        ticket = case.ticket
        said = _said_in(case.topic, messages, cross)
        resumed = None if _only_thanks(messages) else tickets.resume(ticket, conversation.address, now)
        return (await self.cases.changed(books, case, resumed, now) if resumed else NOTHING) + said

    async def _reopen(
        self,
        books: Books,
        case: Case,
        conversation: Conversation,
        messages: Sequence[Message],
        now: datetime,
        cross: Cross,
    ) -> Plan:
        ticket = case.ticket
        has_left = await self.cases.assignee_left(books, case)
        change = tickets.reopen(ticket, conversation.address, now, assignee_left=has_left)
        reopened = await self.cases.changed(books, case, change, now)
        notice = self.cases.phrases.say(case.topic.language, "topic-reopened")
        told = self.cases.voice.tell_reopened(case, reopened.tickets[0], now)
        forget_closing = Plan(cancel_timers=((TimerKind.CLOSE_TICKET, str(ticket.number)),))
        said = _said_in(case.topic, messages, cross)
        return reopened.posting([case.topic.notice(notice)]) + said + told + forget_closing

    def _reply(
        self, conversation: Conversation, decision: AskWhatHappened | BeWelcome, now: datetime
    ) -> Plan:
        if isinstance(decision, BeWelcome):
            return self._settle(conversation) + self.cases.voice.tell(conversation, "thanks-received")
        if decision.stage is Stage.GREETED and asked_before(conversation, now):
            return self.cases.voice.greet(conversation, _ASKING[decision.stage], now)
        question = OpenQuestion(decision.stage, self.new_token(), since=now)
        return self.cases.voice.greet(replace(conversation, question=question), _ASKING[decision.stage], now)

    def _asked(
        self, conversation: Conversation, messages: Sequence[Message], found: Answer | Offer, now: datetime
    ) -> OpenQuestion:
        """The question as it stands with these messages: what was asked before goes along to people.

        Words that got choices, and no answer yet, are part of it.
        """
        refs = (*asked_before(conversation, now), *(message.ref for message in messages))
        question = conversation.question
        pending = question.texts if question and question.stage is Stage.OFFERED else ()
        return OpenQuestion(
            Stage.ANSWERED,
            self.new_token(),
            texts=(*pending, *words_of(messages))[-_MOST_MESSAGES_REMEMBERED:],
            messages=refs[-_MOST_MESSAGES_REMEMBERED:],
            entries=found.entries,
            since=now,
            latest=words_of(messages)[-_MOST_MESSAGES_REMEMBERED:],
            phrasings=found.phrasings,
        )

    def _settle(self, conversation: Conversation) -> Plan:
        """Thanks end a question that was answered; choices that still stand are thanked for in advance."""
        question = conversation.question
        if question and question.stage is Stage.OFFERED:
            return NOTHING
        return Plan(
            conversations=(replace(conversation, question=None),),
            cancel_timers=((TimerKind.SUGGESTION, conversation.address),),
            letters=self.cases.voice.retire_buttons(conversation),
        )


def _only_thanks(messages: Sequence[Message]) -> bool:
    """Thanks tell nothing new; a file under them may."""
    return all(message.content.is_plain_text for message in messages) and only_thanks(words_of(messages))


def _only_gains_words(ticket: Ticket) -> bool:
    """Whether nothing about the ticket waits for its customer: most messages only go to its topic."""
    return ticket.is_open and ticket.state is not TicketState.WAITING and not ticket.asked


def _said_in(topic: Topic, messages: Sequence[Message], cross: Cross) -> Plan:
    """The messages written down under the ticket, and on their way to its topic."""
    said = tuple(replace(message, ticket=topic.ticket) for message in messages)
    return Plan(messages=said, letters=all_to(topic, cross(said)))


_ASKING = {Stage.PERSON_WANTED: "ask-what-happened", Stage.GREETED: "ask-greeted"}


def asked_before(conversation: Conversation, now: datetime) -> tuple[MessageRef, ...]:
    """The messages of the question that is still open."""
    question = question_in_mind(conversation, now)
    return question.messages if question else ()


@dataclass(frozen=True, slots=True)
class CustomerEdited:
    """A customer gave one of their messages a new wording."""

    cases: CaseDesk

    async def __call__(self, books: Books, edited: MessageWritten, now: datetime) -> None:
        """The copy in the topic follows; words that stand on the card alone are posted anew."""
        before = await books.messages.get(edited.ref)
        content = masked(edited.content)
        if before is None or before.content == content:
            return
        after = replace(before, content=content, edited_at=now)
        plan = Plan(messages=(after,))
        case = await self.cases.find(books, before.ticket) if before.ticket else None
        if case is not None:
            plan = plan.posting(await self._follow(books, case, before, after))
        else:
            plan += await self._reword_question(books, before, after)
        await books.apply(plan, now=now)

    async def _reword_question(self, books: Books, before: Message, after: Message) -> Plan:
        """A question that no people have yet goes to them as it reads now."""
        conversation = await books.conversations.get(before.conversation)
        question = conversation.question if conversation else None
        if conversation is None or question is None or before.ref not in question.messages:
            return NOTHING
        old, new = before.content.text.text, after.content.text.text
        texts, latest = (
            tuple(new if text == old else text for text in said) for said in (question.texts, question.latest)
        )
        reworded = replace(question, texts=texts, latest=latest)
        return Plan(conversations=(replace(conversation, question=reworded),))

    async def _follow(self, books: Books, case: Case, before: Message, after: Message) -> tuple[Letter, ...]:
        copies = await books.copies.of(before.ref, case.topic.chat)
        together = await books.copies.originals_of(copies[0]) if copies else ()
        if len(together) > 1:
            joined = await self._joined_anew(books, together, after)
            if joined is not None:
                return all_to(case.topic, [Crossing(EditContent(before.ref, joined))])
        elif copies:
            edits = crossings_of_edit(before.ref, unsigned(before.content), unsigned(after.content))
            return all_to(case.topic, edits)
        notice = self.cases.phrases.say(case.topic.language, "topic-customer-edited")
        return (case.topic.notice(notice), *all_to(case.topic, crossings_of_customer([after])))

    async def _joined_anew(
        self, books: Books, together: Sequence[MessageRef], after: Message
    ) -> Content | None:
        """The post that several messages share, as it reads now; None when the new words do not fit there."""
        known = {message.ref: message for message in await books.messages.find(together)}
        known[after.ref] = after
        contents = [known[ref].content for ref in together if ref in known]
        whole = join_lines([content.text for content in contents])
        is_words = all(content.is_plain_text for content in contents)
        return Content(whole) if whole is not None and is_words else None
