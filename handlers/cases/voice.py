"""The bot's own words to customers, in each customer's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.correspondence import reply_to_question, to_customer, without_buttons
from handlers.desk.reading.names import name_of
from handlers.desk.reading.restatement import restate
from handlers.desk.sla.absence import is_here, people_return, promised_moments
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.desk.tickets.lifecycle import Change
from handlers.desk.wording.greeting import greet, was_greeted
from handlers.desk.wording.templates import NAME_OF_PHRASE
from handlers.house_style import HouseStyle
from handlers.phrases import Phrases, Speech
from handlers.policy import DeskPolicy
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.letters import Destination, Letter
from storage.records.tickets import Ticket


def is_heard(conversation: Conversation) -> bool:
    """Return True if the customer is told about their cases: neither erased nor banned."""
    return not (conversation.is_erased or conversation.customer.is_banned)


@dataclass(frozen=True, slots=True)
class CustomerVoice:
    """The desk's own words to a customer: a phrase, or the managers' text in its place."""

    policy: DeskPolicy
    phrases: Phrases
    style: HouseStyle

    def language_of(self, conversation: Conversation) -> str:
        """The customer's language: chosen, else that of their words, their messenger's, the desk's."""
        wishes = (conversation.language, conversation.written_language, conversation.client_language)
        return self.phrases.choose_language(wishes, self.policy.language)

    def speech_to(self, conversation: Conversation) -> Speech:
        """Sentences in the customer's language."""
        return self.phrases.in_language(self.language_of(conversation))

    def tell(self, conversation: Conversation, phrase: str, **arguments: str | int) -> Plan:
        """Tell the customer a phrase in their language; nothing if their data are erased."""
        if conversation.is_erased:
            return NOTHING
        text = self.say(conversation, phrase, **arguments)
        return Plan(letters=(to_customer(conversation.address, text, self.language_of(conversation)),))

    def say(self, conversation: Conversation, phrase: str, **arguments: str | int) -> str:
        """The words of a phrase, or of the managers' text in its place, to this customer."""
        speech = self.speech_to(conversation)
        hello = greet(speech, name_of(conversation.customer))
        written = self._written(conversation, phrase, arguments, hello)
        return speech.say(phrase, **arguments) if written is None else written

    def greet(self, conversation: Conversation, phrase: str, now: datetime, **arguments: str | int) -> Plan:
        """The same after a greeting by name: a full hello once a day. Saves the conversation as it is."""
        if conversation.is_erased:
            return NOTHING
        speech = self.speech_to(conversation)
        again = was_greeted(conversation.greeted_at, now, self.policy.zone)
        hello = greet(speech, name_of(conversation.customer), again=again)
        text = self._written(conversation, phrase, arguments, hello)
        if text is None:
            text = f"{hello}\n{speech.say(phrase, **arguments)}"
        letter = to_customer(conversation.address, text, speech.language)
        return Plan(conversations=(replace(conversation, greeted_at=now),), letters=(letter,))

    def tell_reopened(
        self, case: Case, reopened: Ticket, now: datetime, phrase: str = "customer-reopened"
    ) -> Plan:
        """Tell by when the reopened case will be solved, and outside working hours when people are back.

        `phrase` depends on who reopened it.
        """
        conversation = case.conversation
        speech = self.speech_to(conversation)
        due = say_deadline(speech, reopened.resolve_by, now=now, zone=self.policy.zone)
        told = self.tell(conversation, phrase, number=reopened.number, resolve_by=due)
        if is_here(case.ticket.resolved_at, now):  # who closed it a moment ago
            return told
        return told + self.tell_when_back(conversation, promised_moments(reopened), now)

    def tell_when_back(self, conversation: Conversation, promised: Iterable[datetime], now: datetime) -> Plan:
        """Tell, outside working hours, when people are back, unless they `promised` something sooner."""
        policy = self.policy
        opening = people_return(policy.calendar, promised, now)
        if opening is None:
            return NOTHING
        speech = self.speech_to(conversation)
        moment = say_opening(speech, opening, now=now, zone=policy.zone)
        return self.tell(conversation, "acknowledgement-back-at", moment=moment)

    def introduce(self, case: Case, change: Change, *, to_the_end: bool = True) -> Plan:
        """Tell the customer who answers from now on and, if that changes, for how long."""
        before, after = case.ticket, change.ticket
        name, number = after.assignee_name or "", after.number
        if before.assignee in {None, after.assignee}:
            return self.tell(case.conversation, "customer-taken", number=number, agent=name)
        if to_the_end or before.assignee_name is None:
            return self.tell(case.conversation, "customer-transferred", number=number, agent=name)
        return self.tell(
            case.conversation,
            "customer-transferred-for-now",
            number=number,
            agent=name,
            former=after.stands_in_for or before.assignee_name,
        )

    def introduce_successor(self, case: Case, change: Change) -> Plan:
        """Introduce somebody who takes over by replying; on an unassigned ticket the signature is enough."""
        if case.ticket.assignee in {None, change.ticket.assignee}:
            return NOTHING
        return self.introduce(case, change)

    def remind_of_choices(self, conversation: Conversation, question: OpenQuestion | None) -> Plan:
        """Tell which question still waits for a press, and what follows without one."""
        quote = restate(question.latest or question.texts) if question else None
        return self.tell(conversation, "choices-left", quote=quote) if quote else NOTHING

    def retire_buttons(
        self, conversation: Conversation, *, keep: OpenQuestion | None = None
    ) -> tuple[Letter, ...]:
        """Remove the buttons under the FAQ's replies to questions that are settled; those of `keep` stay."""
        question = conversation.question
        if question is None or question.stage not in {Stage.ANSWERED, Stage.OFFERED}:
            return ()
        place, language = Destination(conversation.address), self.language_of(conversation)
        return tuple(
            without_buttons(place, reply_to_question(settled.token), language)
            for settled in (question, question.set_aside)
            if settled and not (keep and settled.token == keep.token)
        )

    def _written(
        self, conversation: Conversation, phrase: str, arguments: Mapping[str, str | int], hello: str
    ) -> str | None:
        """The managers' own text for a phrase, if there is one."""
        name = NAME_OF_PHRASE.get(phrase)
        if name is None:
            return None
        language = self.language_of(conversation)
        said_anyway = {
            "greeting": hello,
            "name": name_of(conversation.customer),
            "company": self.policy.company or None,
        }
        return self.style.written(name, language, {**said_anyway, **arguments})
