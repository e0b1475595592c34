"""Saving FAQ entries for a manager: near-duplicates are pointed out first, faults are told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from faq import FaqEntry
from handlers.desk.buttons import Press, Verb
from handlers.desk.faq_block import FaqBlock
from handlers.knowledge.shelf import FaqShelf
from handlers.managers.commands import Manager, ManagersVoice
from handlers.tokens import new_token
from storage.books import Books
from storage.changes import Plan
from storage.letters import Button
from storage.records import Dialogue, FaqRecord

ADD = "faq add"
EDIT = "faq edit"
CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Labels:
    """Under which category an entry stands, and in which language it is (None: in any)."""

    category: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FaqEditor(ManagersVoice):
    """Adds and edits entries, by one message or step by step."""

    shelf: FaqShelf
    new_token: Callable[[], str] = new_token

    async def save_or_ask(
        self, books: Books, by: Manager, block: FaqBlock, record: FaqRecord | None, now: datetime
    ) -> Plan:
        """Save the entry, unless another one asks nearly the same: then ask first."""
        fault = block.fault()
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
        """Write the entry down and say so. Raises `StaleRecord` when somebody else changed it since."""
        saved = await self.write(books, by.address, block, record, now)
        phrase = "faq-edited" if record else "faq-added"
        return self.reply(by, phrase, number=saved.id, question=saved.question)

    async def write(
        self,
        books: Books,
        by: str,
        block: FaqBlock,
        record: FaqRecord | None,
        now: datetime,
        labels: Labels | None = None,
    ) -> FaqRecord:
        """Write the entry down; without `labels` it keeps its own.

        Raises `StaleRecord` when somebody else changed it since.
        """
        if labels is None:
            labels = Labels(record.category, record.language) if record else Labels()
        if record is None:
            return await books.faq.add(
                question=block.question,
                answer=block.answer,
                alternatives=block.alternatives,
                category=labels.category,
                language=labels.language,
                by=by,
                now=now,
            )
        edited = replace(
            record,
            question=block.question,
            alternatives=block.alternatives,
            answer=block.answer,
            category=labels.category,
            language=labels.language,
        )
        return await books.faq.edit(edited, by=by, now=now)

    def nearly_the_same(self, block: FaqBlock, record: FaqRecord | None) -> FaqEntry | None:
        """The entry, besides the edited one, that is asked in nearly the same words."""
        besides = record.id if record else None
        for phrasing in (block.question, *block.alternatives):
            for candidate in self.shelf.similar(phrasing, besides=besides):
                return candidate.entry
        return None

    def _button(self, phrase: str, verb: Verb, by: Manager, token: str) -> Button:
        person = by.address.rpartition(":")[2]
        return Button(self.phrases.say(self.language, phrase), Press(verb, person, token).encode())
