"""Forbidden words in agents' replies: a hint with better ones, or a reply held for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.desk.buttons import Press, Verb
from handlers.desk.text.characters import shorten
from handlers.desk.wording.rewording import find_in_reply, reword
from handlers.house_style import HouseStyle, WordingMode
from handlers.wording.findings import say_findings
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.actions import Button
from storage.records.message_refs import MessageRef, hint_of
from storage.records.messages import Message
from storage.wording.hints import WordingHint

# A hint shows what the customer would read: much of it, but no screenful.
_LONGEST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class ReplyWording:
    """Checks agents' words before and after they leave."""

    cases: CaseDesk
    style: HouseStyle

    def must_wait(self, messages: Sequence[Message]) -> bool:
        """Return True if the reply is held until its author decides about the words."""
        return self.style.mode is WordingMode.HOLD and self._is_worded_badly(messages)

    def reworded(self, message: Message) -> Message:
        """The message with forbidden words replaced by better ones."""
        text = reword(message.content.text, self.style.rules)
        return replace(message, content=replace(message.content, text=text))

    async def hint(
        self, books: Books, case: Case, messages: Sequence[Message], by: str, now: datetime
    ) -> Plan:
        """A hint with better words and a button that uses them; nothing if the words are good."""
        if self.style.mode is WordingMode.OFF or not self._is_worded_badly(messages):
            return NOTHING
        return await self._tell(books, case, messages, by, now, held=False)

    async def hold(
        self, books: Books, case: Case, messages: Sequence[Message], by: str, now: datetime
    ) -> Plan:
        """A hint for a held reply: it is sent as it is, or with the better words."""
        return await self._tell(books, case, messages, by, now, held=True)

    async def settle_hint_of(
        self, books: Books, case: Case, ref: MessageRef, now: datetime
    ) -> WordingHint | None:
        """Settle and return the hint about a message that was edited by hand; None if there is none."""
        hints = await books.wording_hints.open_of(case.ticket.number)
        hint = next((each for each in hints if ref in each.messages), None)
        return hint if hint and await books.wording_hints.settle(hint.id, now) else None

    async def _tell(
        self,
        books: Books,
        case: Case,
        messages: Sequence[Message],
        by: str,
        now: datetime,
        *,
        held: bool,
    ) -> Plan:
        refs = [message.ref for message in messages]
        number = await books.wording_hints.add(case.ticket.number, refs, by, held=held, now=now)
        text, buttons = self.describe(number, messages, held=held)
        return Plan(letters=(case.topic.hint(hint_of(case.ticket.number, number), text, (buttons,)),))

    def describe(
        self, number: int, messages: Sequence[Message], *, held: bool
    ) -> tuple[str, tuple[Button, ...]]:
        """The text of a hint, and its buttons."""
        text = self.cases.staff_speech.say(
            "wording-held" if held else "wording-hint",
            words=self._found_in(messages),
            better=shorten(
                "\n".join(self.reworded(each).content.text.text for each in messages), _LONGEST_SHOWN
            ),
        )
        verbs = (Verb.REWORD, Verb.AS_IS, Verb.KEEP_INSIDE) if held else (Verb.REWORD,)
        return text, tuple(self._button(verb, number, held=held) for verb in verbs)

    def settled(self, case: Case, hint: WordingHint, phrase: str, **arguments: str) -> Plan:
        """Make the hint say what was done."""
        name = hint_of(case.ticket.number, hint.id)
        return Plan(letters=(case.topic.settle_hint(name, self.cases.staff_speech.say(phrase, **arguments)),))

    def _found_in(self, messages: Sequence[Message]) -> str:
        """Each forbidden phrase once, with what to say instead."""
        found = (
            finding
            for message in messages
            for finding in find_in_reply(message.content.text, self.style.rules)
        )
        by_words = {finding.text.casefold(): finding for finding in found}
        return say_findings(self.cases.staff_speech, by_words.values())

    def _is_worded_badly(self, messages: Sequence[Message]) -> bool:
        return any(find_in_reply(message.content.text, self.style.rules) for message in messages)

    def _button(self, verb: Verb, number: int, *, held: bool) -> Button:
        phrases = {
            Verb.REWORD: "button-send-better" if held else "button-edit-better",
            Verb.AS_IS: "button-send-as-is",
            Verb.KEEP_INSIDE: "button-keep-inside",
        }
        return Button(self.cases.staff_speech.say(phrases[verb]), Press(verb, str(number)).encode())
