"""A customer's presses: it helped, it did not, this choice, a person. No press in time calls a person too."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.channel import ButtonPressed
from handlers.correspondence import answer_press, without_buttons
from handlers.customers.courtesy import settle_answered
from handlers.customers.deflection import Deflection
from handlers.customers.escalation import Escalation
from handlers.desk.buttons import Press, Verb
from handlers.desk.knowledge.events import faq_events
from handlers.desk.text.numbers import number_in
from handlers.desk.triage.decisions import escalation_of
from handlers.knowledge.learner import FaqLearner
from handlers.phrases import Speech
from handlers.said import conversation_with
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.events import EventKind
from storage.records.letters import Destination
from storage.records.timers import Timer

_PRESSED_AT = {
    Verb.HELPED: {Stage.ANSWERED},
    Verb.NOT_HELPED: {Stage.ANSWERED},
    Verb.CHOOSE: {Stage.ANSWERED, Stage.OFFERED},
    Verb.PERSON: {Stage.ANSWERED, Stage.OFFERED},
}


@dataclass(frozen=True, slots=True)
class CustomerPressed:
    """A button under one of the bot's messages to a customer."""

    cases: CaseDesk
    escalation: Escalation
    deflection: Deflection
    learner: FaqLearner

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press | None, now: datetime
    ) -> None:
        """Act on a press that fits the question as it stands; refuse an older or forged one."""
        conversation = await conversation_with(books, pressed.sender, now)
        speech = self.cases.voice.speech_to(conversation)
        place = Destination(conversation.address)
        asked = conversation.question
        question = asked.named(press.subject) if asked and press else None
        if press is not None and question is not None and fits(press, question):
            await books.apply(await self._act(books, conversation, question, press, now), now=now)
            await books.apply(
                Plan(letters=(answer_press(place, pressed.query, "", speech.language),)), now=now
            )
            return
        await self._refuse(books, pressed, speech, now)

    async def refuse_stranger(self, books: Books, pressed: ButtonPressed, now: datetime) -> None:
        """Refuse a press from a chat without a conversation, and do not start one."""
        phrases, desks = self.cases.phrases, self.cases.policy.language
        language = phrases.choose_language((pressed.sender.language,), desks)
        await self._refuse(books, pressed, phrases.in_language(language), now)

    async def _refuse(self, books: Books, pressed: ButtonPressed, speech: Speech, now: datetime) -> None:
        place = Destination(pressed.scene.chat)
        notice = speech.say("press-stale")
        letters = (
            answer_press(place, pressed.query, notice, speech.language),
            without_buttons(place, pressed.ref, speech.language),
        )
        await books.apply(Plan(letters=letters), now=now)

    async def _act(
        self,
        books: Books,
        conversation: Conversation,
        question: OpenQuestion,
        press: Press,
        now: datetime,
    ) -> Plan:
        if press.verb is Verb.HELPED:
            return self._helped(conversation, question, now)
        if press.verb is Verb.CHOOSE:
            chosen = int(press.detail)
            others = tuple(entry for entry in question.found if entry != chosen)
            records = await books.faq.live_of((chosen, *others))
            if records and records[0].id == chosen:
                return self.deflection.answer(conversation, question, records[0], now, records[1:])
        handed_over = await hand_over(books, self.escalation, conversation, question, now)
        if press.verb is not Verb.NOT_HELPED:
            return handed_over
        return Plan(events=faq_events(EventKind.FAQ_FAILED, conversation, question, now)) + handed_over

    def _helped(self, conversation: Conversation, question: OpenQuestion, now: datetime) -> Plan:
        helped = Plan(events=faq_events(EventKind.FAQ_HELPED, conversation, question, now))
        learned = self.learner.confirmed(conversation, question, now)
        return helped + learned + settle_answered(self.cases.voice, conversation, "helped")


def fits(press: Press, question: OpenQuestion) -> bool:
    """Return True if a button of this question is in use at its present stage."""
    if question.stage not in _PRESSED_AT.get(press.verb, set()):
        return False
    choices = question.others if question.stage is Stage.ANSWERED else question.entries
    return press.verb is not Verb.CHOOSE or number_in(press.detail) in choices


async def hand_over(
    books: Books,
    escalation: Escalation,
    conversation: Conversation,
    question: OpenQuestion,
    now: datetime,
) -> Plan:
    """Escalate the question with the messages it has so far."""
    messages = await books.messages.find(question.messages)
    return await escalation(books, conversation, escalation_of(question, ()), messages, now)


@dataclass(frozen=True, slots=True)
class SuggestionIgnored:
    """Nobody pressed a choice in time: people take over."""

    escalation: Escalation

    async def __call__(self, books: Books, timer: Timer, now: datetime) -> None:
        """Escalate only the question that the timer was set for; a newer one has its own timer."""
        conversation = await books.conversations.at(timer.subject)
        if conversation is None or conversation.question is None:
            return
        question = conversation.question.named(timer.token)
        if question is not None and question.stage is Stage.OFFERED:
            await books.apply(await hand_over(books, self.escalation, conversation, question, now), now=now)
