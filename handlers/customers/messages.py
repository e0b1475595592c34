"""What a customer writes becomes an FAQ answer (a deflection), choices, a ticket, or a line in a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from handlers.cases.desk import CaseDesk
from handlers.channel import MessageWritten
from handlers.customers.aftercare import RatingComment
from handlers.customers.deflection import Deflection
from handlers.customers.escalation import Escalation
from handlers.customers.follow_up import Cross, FollowUp
from handlers.desk.messages.crossing import crossings_of_customer
from handlers.desk.messages.digest import digest_of
from handlers.desk.text.characters import has_words
from handlers.desk.triage.decisions import (
    Answer,
    AskWhatHappened,
    BeWelcome,
    Decision,
    Escalate,
    Offer,
    chosen_in_words,
    escalation_of,
    question_in_mind,
    triage,
)
from handlers.knowledge.shelf import FaqShelf
from handlers.said import (
    can_cross,
    conversation_with,
    customer_messages,
    sends_files,
    stickers_in,
    words_of,
)
from handlers.tokens import new_token
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.faq import FaqRecord
from storage.records.message_refs import MessageRef
from storage.records.messages import Message
from storage.records.tickets import Ticket
from storage.records.timers import TimerKind

# What a customer tells before a ticket is opened: enough to understand the case, and bounded.
_MOST_MESSAGES_REMEMBERED = 50


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
    follow_up: FollowUp
    rating_comment: RatingComment
    guard: Guard
    new_token: Callable[[], str] = new_token

    async def __call__(self, books: Books, burst: Sequence[MessageWritten], now: datetime) -> None:
        """Answer, offer, ask, escalate, or pass on to the people who handle the case already."""
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
        if ticket and self.follow_up.is_one(ticket, conversation, messages, now):
            return await self.follow_up(books, ticket, messages, now, cross)
        chosen = await self._chosen(books, conversation, messages, now)
        if chosen is not None:
            return chosen
        decision = self._decide(conversation, ticket, messages, now)
        records: tuple[FaqRecord, ...] = ()
        if isinstance(decision, Answer | Offer):
            can_be_said = isinstance(decision, Answer) or self.cases.policy.offers_choices
            records = await books.faq.live_of(decision.entries if can_be_said else ())
            if not records:  # or all deleted since the search last looked
                decision = escalation_of(question_in_mind(conversation, now), words_of(messages))
        if isinstance(decision, Escalate):
            before = await books.messages.find(asked_before(conversation, now))
            return await self.escalation(books, conversation, decision, (*before, *messages), now)
        noted = Plan(conversations=(conversation,), messages=messages)
        if not isinstance(decision, Answer | Offer):
            return noted + self._reply(conversation, messages, decision, now)
        asked = self._asked(conversation, messages, decision, now)
        if isinstance(decision, Answer):
            return noted + self.deflection.answer(conversation, asked, records[0], now)
        return noted + self.deflection.offer(conversation, asked, records, now)

    async def _chosen(
        self, books: Books, conversation: Conversation, messages: tuple[Message, ...], now: datetime
    ) -> Plan | None:
        """A yes to the only choice is a press of it."""
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
        """What the words ask for; what a sticker after a case wants has to be asked, but for courtesy."""
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

    def _reply(
        self,
        conversation: Conversation,
        messages: Sequence[Message],
        decision: AskWhatHappened | BeWelcome,
        now: datetime,
    ) -> Plan:
        question = question_in_mind(conversation, now)
        if question and question.stage is Stage.GREETED and not any(map(has_words, words_of(messages))):
            return NOTHING  # it was answered a while ago, and an emoji more asks nothing new
        if isinstance(decision, BeWelcome):
            return self._welcome(conversation, decision, now)
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

    def _welcome(self, conversation: Conversation, decision: BeWelcome, now: datetime) -> Plan:
        """Courtesy ends a question that was answered; choices end when it is settled, and wait when not."""
        tell, question = self.cases.voice.tell, conversation.question
        if question and question.stage is Stage.OFFERED and not decision.settled:
            if not decision.thanked:
                return tell(conversation, "choose-above")
            return _let_wait(conversation, question, now) + tell(conversation, "choices-still-stand")
        phrase = "thanks-received" if decision.thanked else "settled"
        return self._settle(conversation, now) + tell(conversation, phrase)

    def _settle(self, conversation: Conversation, now: datetime) -> Plan:
        question = conversation.question
        asked_nothing = question is None or question.stage is Stage.GREETED
        in_touch = OpenQuestion(Stage.GREETED, self.new_token(), since=now) if asked_nothing else None
        return Plan(
            conversations=(replace(conversation, question=in_touch),),
            cancel_timers=((TimerKind.SUGGESTION, conversation.address),),
            letters=self.cases.voice.retire_buttons(conversation),
        )


def _let_wait(conversation: Conversation, question: OpenQuestion, now: datetime) -> Plan:
    """Whoever gave thanks for choices has seen them: they may be pressed still, and escalate no more."""
    waiting = replace(question, stage=Stage.ANSWERED, entries=(), others=question.entries, since=now)
    return Plan(
        conversations=(replace(conversation, question=waiting),),
        cancel_timers=((TimerKind.SUGGESTION, conversation.address),),
    )


_ASKING = {Stage.PERSON_WANTED: "ask-what-happened", Stage.GREETED: "ask-greeted"}


def asked_before(conversation: Conversation, now: datetime) -> tuple[MessageRef, ...]:
    """The messages of the question that is still open."""
    question = question_in_mind(conversation, now)
    return question.messages if question else ()
