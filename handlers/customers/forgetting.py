"""`/forget`: a customer asks to be erased, is told what that means, and confirms it by a button."""

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
"""What answers the press is on its way until then; erasing waits for nothing that is being sent."""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The question before the erasure, and its two buttons."""

    cases: CaseDesk

    def ask(self, conversation: Conversation) -> Plan:
        """What goes, what stays, and that nothing brings it back."""
        phrases, language = self.cases.phrases, self.cases.voice.language_of(conversation)
        customer = str(conversation.customer.id)
        buttons = tuple(
            Button(phrases.say(language, phrase), Press(Verb.FORGET, answer, customer).encode())
            for phrase, answer in (("button-forget", _YES), ("button-keep", _NO))
        )
        text = phrases.say(language, "forget-ask")
        if conversation.customer.is_joined:
            text = f"{text}\n\n{phrases.say(language, 'forget-ask-everywhere')}"
        return Plan(letters=(to_customer(conversation.address, text, language, (buttons,)),))

    async def __call__(
        self, books: Books, conversation: Conversation, press: Press, now: datetime
    ) -> Plan | None:
        """The erasure itself is a matter of a moment later: what is in hand must be over.

        None when the question was put to somebody who is erased by now, though they write from here again.
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
