"""`/forget`: a customer asks to be erased, reads what that means, and confirms it with a button."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.cases.desk import CaseDesk
from handlers.correspondence import to_customer
from handlers.desk.buttons import Press, Verb
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Button
from storage.records.conversations import Conversation
from storage.records.timers import Timer, TimerKind

_YES, _NO = "yes", "no"

SOON = timedelta(seconds=1)
"""Time for the answer to the press to leave: nothing may be in transit while we erase."""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The question before the erasure, and its two buttons."""

    cases: CaseDesk

    def ask(self, conversation: Conversation) -> Plan:
        """Ask for confirmation: say what is erased, what is kept, and that it cannot be undone."""
        speech = self.cases.voice.speech_to(conversation)
        customer = str(conversation.customer.id)
        buttons = tuple(
            Button(speech.say(phrase), Press(Verb.FORGET, answer, customer).encode())
            for phrase, answer in (("button-forget", _YES), ("button-keep", _NO))
        )
        text = speech.say("forget-ask")
        if conversation.customer.is_joined:
            text = f"{text}\n\n{speech.say('forget-ask-everywhere')}"
        return Plan(letters=(to_customer(conversation.address, text, speech.language, (buttons,)),))

    async def __call__(
        self, books: Books, conversation: Conversation, press: Press, now: datetime
    ) -> Plan | None:
        """Schedule the erasure for a moment later, when nothing is in transit; None for an outdated button.

        The button is outdated if the customer it was shown to has been erased, even if they write again.
        """
        customer = str(conversation.customer.id)
        if press.detail != customer or press.subject not in {_YES, _NO}:
            return None
        if await books.timers.stands(TimerKind.ERASE, customer):
            return self.cases.voice.tell(conversation, "forget-too-late")
        if press.subject == _NO:
            return self.cases.voice.tell(conversation, "forget-kept")
        erasing = Timer(TimerKind.ERASE, customer, now + SOON, token=conversation.address)
        return Plan(timers=(erasing,)) + self.cases.voice.tell(conversation, "forget-begun")
