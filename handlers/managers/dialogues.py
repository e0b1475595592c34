"""Managers' open dialogues: continued, ended; input that does not fit is answered in one line."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.channel import MessageWritten
from handlers.commands.managers import Manager, ManagersVoice, forgotten
from handlers.desk.text.splitting import LONGEST_MESSAGE
from handlers.managers.workshop import ManagersWorkshop
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.content import utf16_length
from storage.records.dialogues import Dialogue

_CUT_AT = "cut at"
_THE_REST_FOLLOWS_WITHIN = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class ManagerDialogues:
    """One dialogue for each manager and place; the answers so far are on disk."""

    workshop: ManagersWorkshop

    @property
    def _voice(self) -> ManagersVoice:
        return self.workshop.voice

    async def end(self, books: Books, by: Manager, now: datetime) -> tuple[Plan, bool]:
        """End the open dialogue; return the notice of that, and True if written words are lost with it."""
        dialogue = await books.dialogues.of(by.place_key, by.address)
        if dialogue is None:
            return NOTHING, False
        await books.dialogues.end(by.place_key, by.address)
        if forgotten(dialogue, now):
            return NOTHING, False
        told = self._voice.reply(by, "dialogue-ended", command=dialogue.command)
        return told, self.workshop.of(dialogue).has_words(dialogue)

    async def command(self, books: Books, by: Manager, name: str, now: datetime) -> Plan:
        """Handle `/cancel` or `/skip`."""
        dialogue = await books.dialogues.of(by.place_key, by.address)
        if dialogue is None:
            return self._voice.reply(by, "manager-nothing-to-cancel")
        leader = self.workshop.of(dialogue)
        if name == "cancel":
            return await leader.cancel(books, by)
        return await leader.go_on(books, by, dialogue, "/skip", now)

    async def words(self, books: Books, written: MessageWritten, by: Manager, now: datetime) -> Plan | None:
        """Take a step with the message; None if no dialogue is open.

        One that was left alone for too long is ended: that is told, and the words are for others.
        """
        dialogue = await books.dialogues.of(by.place_key, by.address)
        if dialogue is None:
            return None
        if forgotten(dialogue, now):
            await books.dialogues.end(by.place_key, by.address)
            told = self._voice.reply(by, "dialogue-forgotten", command=dialogue.command)
            await books.apply(told, now=now)
            return None
        if _is_the_rest(dialogue, written):
            return NOTHING
        if not written.content.is_plain_text:
            return self._voice.reply(by, "dialogue-words-only")
        if is_cut(written):
            said = {**dialogue.said, _CUT_AT: written.at.isoformat()}
            await books.dialogues.save(replace(dialogue, said=said))
            return self._voice.reply(by, "dialogue-cut", limit=LONGEST_MESSAGE)
        return await self.workshop.of(dialogue).go_on(books, by, dialogue, written.content.text.text, now)

    async def edited(self, books: Books, by: Manager, now: datetime) -> Plan | None:
        """Tell that editing a message does not undo its step; None if no dialogue is open."""
        dialogue = await books.dialogues.of(by.place_key, by.address)
        if dialogue is None or forgotten(dialogue, now):
            return None
        return self._voice.reply(by, "dialogue-edited", command=dialogue.command)


def is_cut(written: MessageWritten) -> bool:
    """Return True for a message of the greatest length: the messenger splits longer ones into several."""
    return utf16_length(written.content.text.text) >= LONGEST_MESSAGE


def _is_the_rest(dialogue: Dialogue, written: MessageWritten) -> bool:
    cut_at = dialogue.said.get(_CUT_AT)
    return cut_at is not None and written.at - datetime.fromisoformat(cut_at) <= _THE_REST_FOLLOWS_WITHIN
