"""The language in which a customer is answered: chosen with a button or with `/language en`."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.correspondence import to_customer
from handlers.desk.buttons import Press, Verb
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Button
from storage.records.conversations import Conversation


@dataclass(frozen=True, slots=True)
class CustomerLanguage:
    """The customer's choice of language; it holds until the next one."""

    cases: CaseDesk

    def offer(self, conversation: Conversation) -> Plan:
        """Offer a button for each language, named in that language."""
        phrases, speech = self.cases.phrases, self.cases.voice.speech_to(conversation)
        buttons = tuple(
            Button(phrases.say(code, "language-name"), Press(Verb.LANGUAGE, code).encode())
            for code in sorted(phrases.languages)
        )
        text = speech.say("language-choose")
        return Plan(letters=(to_customer(conversation.address, text, speech.language, (buttons,)),))

    def choose(self, conversation: Conversation, wish: str) -> Plan | None:
        """Answer the customer in this language from now on; None if we do not speak it."""
        wanted = wish.strip().lower()
        if wanted not in self.cases.phrases.languages:
            return None
        chosen = replace(conversation, language=wanted)
        return Plan(conversations=(chosen,)) + self.cases.voice.tell(chosen, "language-chosen")

    async def __call__(
        self, _books: Books, conversation: Conversation, press: Press, _now: datetime
    ) -> Plan | None:
        """A button of the offer was pressed."""
        return self.choose(conversation, press.subject)
