"""Saving FAQ entries for a manager: points out near-duplicates first, and reports faults."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from faq import FaqEntry
from handlers.commands.managers import Manager, ManagersVoice
from handlers.desk.buttons import Press, Verb
from handlers.desk.knowledge.block import FaqBlock
from handlers.desk.wording.rules import find_forbidden
from handlers.house_style import HouseStyle
from handlers.knowledge import keeping
from handlers.knowledge.shelf import FaqShelf
from handlers.knowledge.undoing import parts_that_differ, say_parts
from handlers.tokens import new_token
from handlers.wording.findings import say_findings
from storage.books import Books
from storage.changes import Plan
from storage.faq.importing import NEW
from storage.records.actions import Button
from storage.records.dialogues import Dialogue
from storage.records.faq import FaqRecord

ADD = "faq add"
EDIT = "faq edit"
CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Labels:
    """The category and the language of an entry (None: any)."""

    category: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FaqEditor(ManagersVoice):
    """Adds and edits entries, by one message or step by step."""

    shelf: FaqShelf
    style: HouseStyle
    new_token: Callable[[], str] = new_token

    async def save_or_ask(
        self, books: Books, by: Manager, block: FaqBlock, record: FaqRecord | None, now: datetime
    ) -> Plan:
        """Save the entry; if another one asks nearly the same, ask for confirmation first."""
        fault = block.fault(record)
        if fault:
            return self.reply(by, fault)
        similar = self.nearly_the_same(block, record)
        if similar is None:
            return await self.save(books, by, block, record, now)
        said = {
            "question": block.question,
            "alternatives": "\n".join(block.alternatives),
            "answer": block.answer,
            "entry": str(record.id) if record else "",
            "version": str(record.version) if record else "",
            "token": self.new_token(),
        }
        command = EDIT if record else ADD
        await books.dialogues.save(Dialogue(by.place_key, by.address, command, CONFIRM, said, started_at=now))
        buttons = (
            self._button("button-save-anyway", Verb.SAVE_ANYWAY, by, said["token"]),
            self._button("button-cancel", Verb.CANCEL, by, said["token"]),
        )
        return self.reply(by, "faq-similar", (buttons,), number=similar.id, question=similar.question)

    async def save(
        self, books: Books, by: Manager, block: FaqBlock, record: FaqRecord | None, now: datetime
    ) -> Plan:
        """Save the entry and say so. Raises `StaleRecord` if somebody else has changed it."""
        saved = await self.write(books, by.address, block, record, now)
        if record is None:
            return self._told(by, saved, "faq-added")
        changed = parts_that_differ(record, saved)
        if not changed:
            return self.reply(by, "faq-as-before", number=saved.id)
        parts = say_parts(self.speech, changed)
        return self._told(by, saved, "faq-edited", parts=parts)

    async def write(
        self,
        books: Books,
        by: str,
        block: FaqBlock,
        record: FaqRecord | None,
        now: datetime,
        labels: Labels | None = None,
    ) -> FaqRecord:
        """Save the entry; without `labels` it keeps its own. An unchanged entry keeps its version.

        Raises `StaleRecord` if somebody else has changed it.
        """
        if labels is None:
            labels = Labels(record.category, record.language) if record else Labels()
        wanted = replace(
            record or FaqRecord(id=NEW, question="", answer=""),
            question=block.question,
            alternatives=block.alternatives,
            answer=block.answer,
            category=labels.category,
            language=labels.language,
        )
        if record is None:
            return await keeping.add(books, wanted, by, now)
        return record if wanted == record else await keeping.edit(books, wanted, by, now)

    def hint_of_wording(self, record: FaqRecord) -> str:
        """A hint about forbidden words in the entry, with better ones; empty if there are none.

        The words are saved all the same: the answer is the company's own, and it may have to quote.
        """
        found = find_forbidden(f"{record.question}\n{record.answer}", self.style.rules)
        if not found:
            return ""
        words = say_findings(self.speech, found)
        return self.speech.say("faq-wording-hint", words=words)

    def nearly_the_same(self, block: FaqBlock, record: FaqRecord | None) -> FaqEntry | None:
        """The entry, other than the edited one, with a phrasing in nearly the same words."""
        besides = record.id if record else None
        for phrasing in (block.question, *block.alternatives):
            for candidate in self.shelf.similar(phrasing, besides=besides):
                return candidate.entry
        return None

    def _told(self, by: Manager, saved: FaqRecord, phrase: str, **arguments: str) -> Plan:
        told = self.speech.say(phrase, number=saved.id, question=saved.question, **arguments)
        hint = self.hint_of_wording(saved)
        return self.tell(by, f"{told}\n\n{hint}" if hint else told)

    def _button(self, phrase: str, verb: Verb, by: Manager, token: str) -> Button:
        person = by.address.rpartition(":")[2]
        return Button(self.speech.say(phrase), Press(verb, person, token).encode())
