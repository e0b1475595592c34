"""Adding or editing an FAQ entry step by step: the question, the other phrasings, the answer."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.commands.managers import Manager
from handlers.desk.buttons import Press, Verb
from handlers.desk.knowledge.block import FaqBlock, has_phrasings, parse_block, parse_phrasings
from handlers.desk.text.numbers import number_in
from handlers.knowledge.editor import ADD, CONFIRM, EDIT, FaqEditor
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.errors import StaleRecord
from storage.records.dialogues import Dialogue
from storage.records.faq import FaqRecord

QUESTION = "question"
ALTERNATIVES = "alternatives"
ANSWER = "answer"
_NEXT = {QUESTION: ALTERNATIVES, ALTERNATIVES: ANSWER, ANSWER: None}
SKIP = frozenset({"-", "—", "/skip"})


@dataclass(frozen=True, slots=True)
class FaqDialogue:
    """Leads a manager through the steps; the answers so far are on disk."""

    editor: FaqEditor

    async def begin(
        self, books: Books, by: Manager, known: FaqBlock, record: FaqRecord | None, now: datetime
    ) -> Plan:
        """Ask for the first missing part. When editing, show each part as it is."""
        said = {QUESTION: known.question, ALTERNATIVES: "\n".join(known.alternatives)}
        if record is not None:
            said = {"entry": str(record.id), "version": str(record.version)}
        step = QUESTION
        if record is None and known.question:
            step = ANSWER if known.alternatives else ALTERNATIVES
        command = EDIT if record else ADD
        dialogue = Dialogue(by.place_key, by.address, command, step, said, started_at=now)
        await books.dialogues.save(dialogue)
        return self._point_out(by, known, record) + self._ask(by, dialogue, record)

    async def go_on(self, books: Books, by: Manager, dialogue: Dialogue, text: str, now: datetime) -> Plan:
        """Take one step with the manager's words."""
        record = await self._record(books, dialogue)
        if dialogue.step == CONFIRM:
            return self.editor.reply(by, "faq-press-a-button")
        if dialogue.command == EDIT and record is None:
            await books.dialogues.end(dialogue.chat, dialogue.person)
            return self.editor.reply(by, "faq-changed-meanwhile")
        skipped = text.strip() in SKIP
        if not text.strip() or (skipped and not _may_skip(dialogue, record)):
            return self._ask(by, dialogue, record)
        value = _part(record, dialogue.step) if skipped else text.strip()
        said = {**dialogue.said, **_parts_in(value, dialogue.step)}
        if dialogue.step == QUESTION and not said[QUESTION]:
            return self._ask(by, dialogue, record)
        fault = _block(said).fault(record)
        if fault:  # repeat this step; earlier answers are kept
            return self.editor.reply(by, fault)
        following = _NEXT[dialogue.step]
        if following == ALTERNATIVES and said.get(ALTERNATIVES):  # already given with the command
            following = ANSWER
        if following is None or said.get(ANSWER):
            await books.dialogues.end(dialogue.chat, dialogue.person)
            return await self.editor.save_or_ask(books, by, _block(said), record, now)
        ahead = replace(dialogue, step=following, said=said, started_at=now)
        await books.dialogues.save(ahead)
        asked = self._ask(by, ahead, record)
        if dialogue.step != QUESTION:
            return asked
        return self._point_out(by, _block({QUESTION: said[QUESTION]}), record) + asked

    async def pressed(
        self, books: Books, by: Manager, dialogue: Dialogue, press: Press, now: datetime
    ) -> Plan | None:
        """Handle *save anyway* or *cancel* under a near-duplicate; None if nothing waits for it."""
        if dialogue.step != CONFIRM or dialogue.said["token"] != press.detail:
            return None
        await books.dialogues.end(dialogue.chat, dialogue.person)
        if press.verb is Verb.CANCEL:
            return self.editor.reply(by, "faq-cancelled")
        record = await self._record(books, dialogue)
        if dialogue.command == EDIT and record is None:
            return self.editor.reply(by, "faq-changed-meanwhile")
        try:
            return await self.editor.save(books, by, _block(dialogue.said), record, now)
        except StaleRecord:
            return self.editor.reply(by, "faq-changed-meanwhile")

    def waits_for_words(self, dialogue: Dialogue) -> bool:
        """Return True while parts are written; a near-duplicate is confirmed by a button."""
        return dialogue.step != CONFIRM

    def has_words(self, dialogue: Dialogue) -> bool:
        """Return True if any part of an entry was written."""
        return any(dialogue.said.get(step) for step in _NEXT)

    async def cancel(self, books: Books, by: Manager) -> Plan:
        """Forget the dialogue."""
        await books.dialogues.end(by.place_key, by.address)
        return self.editor.reply(by, "faq-cancelled")

    async def _record(self, books: Books, dialogue: Dialogue) -> FaqRecord | None:
        """The entry being edited, if it is still the version that the manager saw."""
        number = number_in(dialogue.said.get("entry", ""))
        record = await books.faq.get(number) if number else None
        same = record is not None and str(record.version) == dialogue.said.get("version")
        return record if same else None

    def _point_out(self, by: Manager, asked: FaqBlock, record: FaqRecord | None) -> Plan:
        """Point out an entry with nearly the same question, before the rest is written."""
        similar = self.editor.nearly_the_same(asked, record) if asked.question else None
        if similar is None:
            return NOTHING
        return self.editor.reply(by, "faq-similar-already", number=similar.id, question=similar.question)

    def _ask(self, by: Manager, dialogue: Dialogue, record: FaqRecord | None) -> Plan:
        if record is None:
            return self.editor.reply(by, f"faq-ask-{dialogue.step}")
        now_reads = _part(record, dialogue.step) or "—"
        return self.editor.reply(by, f"faq-edit-{dialogue.step}", number=record.id, current=now_reads)


def _may_skip(dialogue: Dialogue, record: FaqRecord | None) -> bool:
    """Allow skipping the phrasings, and any part when editing: then it stays as it is."""
    return dialogue.step == ALTERNATIVES or record is not None


def _parts_in(text: str, step: str) -> dict[str, str]:
    """The parts that the words at this step hold: instead of the question some paste the whole form."""
    if step != QUESTION or not has_phrasings(text):
        return {step: text}
    pasted = parse_block(text)
    return {
        QUESTION: pasted.question,
        ALTERNATIVES: "\n".join(pasted.alternatives),
        ANSWER: pasted.answer,
    }


def _part(record: FaqRecord | None, step: str) -> str:
    if record is None:
        return ""
    parts = {
        QUESTION: record.question,
        ALTERNATIVES: "\n".join(record.alternatives),
        ANSWER: record.answer,
    }
    return parts[step]


def _block(said: dict[str, str]) -> FaqBlock:
    question = " ".join(said.get(QUESTION, "").split())
    return FaqBlock(question, parse_phrasings(said.get(ALTERNATIVES, "")), said.get(ANSWER, ""))
