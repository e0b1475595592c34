"""A customer's messages become an FAQ answer (a deflection), choices, a ticket, or a line in a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from handlers.cases.desk import CaseDesk
from handlers.channel import MessageWritten
from handlers.customers.aftercare import RatingComment
from handlers.customers.courtesy import CourtesyReply
from handlers.customers.deflection import Deflection
from handlers.customers.escalation import Escalation
from handlers.customers.follow_up import Cross, FollowUp
from handlers.desk.messages.contents import can_cross, sends_files, stickers_in, words_of
from handlers.desk.messages.crossing import crossings_of_customer
from handlers.desk.messages.digest import digest_of
from handlers.desk.triage.decisions import (
    Answer,
    AskWhatHappened,
    Decision,
    Escalate,
    Offer,
    chosen_in_words,
    escalation_of,
    is_another_matter,
    question_in_mind,
    triage,
)
from handlers.knowledge.shelf import FaqShelf
from handlers.said import conversation_with, customer_messages
from handlers.tokens import new_token
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.faq import FaqRecord
from storage.records.message_refs import MessageRef
from storage.records.messages import Message
from storage.records.tickets import Ticket

# Messages remembered before a ticket is opened: enough to understand the case, and bounded.
_MOST_MESSAGES_REMEMBERED = 50


class Guard(Protocol):
    """Holds messages back when there are too many of them."""

    async def hold_if_flooding(
        self, books: Books, conversation: Conversation, messages: Sequence[Message], now: datetime, /
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class CustomerWrote:
    """One burst of a customer's messages."""

    cases: CaseDesk
    escalation: Escalation
    deflection: Deflection
    shelf: FaqShelf
    follow_up: FollowUp
    rating_comment: RatingComment
    courtesy: CourtesyReply
    guard: Guard
    new_token: Callable[[], str] = new_token

    async def __call__(
        self, books: Books, burst: Sequence[MessageWritten], now: datetime, *, wants_person: bool = False
    ) -> None:
        """Answer, offer, ask, escalate, or pass on to the people who already handle the case.

        `wants_person`: the messages came with the command that calls a person.
        """
        sender = burst[0].sender
        if sender is None or sender.is_bot:
            return
        words = [written.content.text.text for written in burst]
        conversation = await conversation_with(books, sender, now, words)
        messages = await customer_messages(books, burst, conversation, now)
        crossing = tuple(message for message in messages if can_cross(message.content))
        if len(crossing) < len(messages):
            await books.apply(self.cases.voice.tell(conversation, "customer-cannot-cross"), now=now)
        if not crossing:
            return
        latest = await books.tickets.latest_of(conversation.id)
        word = await self.rating_comment(books, conversation, latest, crossing, now)
        if word is not None:
            await books.apply(word, now=now)
        elif not await self.guard.hold_if_flooding(books, conversation, crossing, now):
            plan = await self._plan(books, conversation, latest, crossing, now, wants_person=wants_person)
            await books.apply(plan, now=now)

    async def pass_on_together(
        self, books: Books, conversation: Conversation, messages: tuple[Message, ...], now: datetime
    ) -> None:
        """Handle stored messages that were held back as one burst."""
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
        *,
        wants_person: bool = False,
    ) -> Plan:
        if ticket and self.follow_up.is_one(ticket, conversation, messages, now, wants_person=wants_person):
            return await self.follow_up(books, ticket, messages, now, cross, wants_person=wants_person)
        chosen = await self._chosen(books, conversation, messages, now)
        if chosen is not None:
            return chosen
        decision = (
            escalation_of(question_in_mind(conversation, now), words_of(messages))
            if wants_person
            else self._decide(conversation, ticket, messages, now)
        )
        records: tuple[FaqRecord, ...] = ()
        if isinstance(decision, Answer | Offer):
            can_be_said = isinstance(decision, Answer) or self.cases.policy.offers_choices
            records = await books.faq.live_of(decision.entries if can_be_said else ())
            if not records:  # or all deleted since the search index was last updated
                decision = escalation_of(question_in_mind(conversation, now), words_of(messages))
        if isinstance(decision, Escalate):
            before = await books.messages.find(asked_before(conversation, now))
            return await self.escalation(books, conversation, decision, (*before, *messages), now)
        noted = Plan(conversations=(conversation,), messages=messages)
        if not isinstance(decision, Answer | Offer):
            return noted + self.courtesy(conversation, messages, decision, now)
        asked = self._asked(conversation, messages, decision, now)
        if isinstance(decision, Answer):
            return noted + self.deflection.answer(conversation, asked, records[0], now)
        return noted + self.deflection.offer(conversation, asked, records, now)

    async def _chosen(
        self, books: Books, conversation: Conversation, messages: tuple[Message, ...], now: datetime
    ) -> Plan | None:
        """Treat a yes to the only choice as a press of it."""
        question = conversation.question
        entry = chosen_in_words(conversation, words_of(messages))
        records = await books.faq.live_of((entry,)) if entry is not None else ()
        if question is None or not records:
            return None
        asked = replace(question, messages=(*question.messages, *(message.ref for message in messages)))
        return Plan(messages=messages) + self.deflection.answer(conversation, asked, records[0], now)

    def _decide(
        self, conversation: Conversation, ticket: Ticket | None, messages: Sequence[Message], now: datetime
    ) -> Decision:
        """Decide by the words; after a case, ask what a sticker means unless it is mere courtesy."""
        ask = partial(self.shelf.ask, language=self.cases.voice.language_of(conversation))
        stickers = stickers_in(messages)
        after_a_case = ticket is not None and self.follow_up.may_go_on(ticket, now)
        decision = triage(
            conversation.question,
            words_of(messages),
            ask,
            now,
            stickers=stickers,
            with_files=sends_files(messages),
            after_a_case=after_a_case,
        )
        if not stickers or not isinstance(decision, Escalate) or decision.texts:
            return decision
        return AskWhatHappened(Stage.GREETED) if after_a_case else decision

    def _asked(
        self, conversation: Conversation, messages: Sequence[Message], found: Answer | Offer, now: datetime
    ) -> OpenQuestion:
        """The question including these messages; those asked before go to people along with it.

        Words that got choices, and no answer yet, are part of it, or set aside if this is another matter.
        """
        refs = (*asked_before(conversation, now), *(message.ref for message in messages))
        unpressed = conversation.question.unpressed if conversation.question else None
        set_aside = unpressed if unpressed and is_another_matter(found, unpressed) else None
        pending = unpressed.texts if unpressed and not set_aside else ()
        return OpenQuestion(
            Stage.ANSWERED,
            self.new_token(),
            texts=(*pending, *words_of(messages))[-_MOST_MESSAGES_REMEMBERED:],
            messages=refs[-_MOST_MESSAGES_REMEMBERED:],
            entries=found.entries,
            since=now,
            latest=words_of(messages)[-_MOST_MESSAGES_REMEMBERED:],
            phrasings=found.phrasings,
            set_aside=set_aside,
        )


def asked_before(conversation: Conversation, now: datetime) -> tuple[MessageRef, ...]:
    """The messages of the question that is still open."""
    question = question_in_mind(conversation, now)
    return question.messages if question else ()
