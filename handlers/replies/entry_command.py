"""`/entry`: an agent looks an FAQ entry up at a ticket, and sends it to the customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.commands.agents import Order
from handlers.desk.text.characters import shorten
from handlers.desk.text.first_word import first_word
from handlers.desk.text.numbers import named_number
from handlers.desk.tickets.card_buttons import CardButtons
from handlers.errors import CommandRefused
from handlers.replies.entries import EntryReplies
from storage.books import Books
from storage.changes import Plan
from storage.records.faq import FaqRecord

_MOST_SHOWN = 5
_LONGEST_OF_SEVERAL = 300
_LONGEST_ALONE = 3000
"""In characters: one post holds it with its question."""


@dataclass(frozen=True, slots=True)
class LooksUpEntry:
    """`/entry words` and `/entry 12` show entries with buttons that send them; `/entry send 12` sends."""

    cases: CaseDesk
    entries: EntryReplies

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Search, or send at once. Raises `CommandRefused` to refuse."""
        wanted = order.command.arguments.strip()
        verb, rest = first_word(wanted)
        if verb == "send" and named_number(rest):
            return await self.entries.send(books, case, named_number(rest), order.agent, order.now)
        if not wanted:
            raise CommandRefused("entry-what")
        found = await self.entries.search(books, wanted)
        if not found:
            raise CommandRefused("entry-nothing-found")
        return self._show(case, found)

    def _show(self, case: Case, found: Sequence[FaqRecord]) -> Plan:
        speech = self.cases.staff_speech
        shown, left_out = found[:_MOST_SHOWN], max(0, len(found) - _MOST_SHOWN)
        lines = [self._words(record, alone=len(shown) == 1) for record in shown]
        if left_out:
            lines.append(speech.say("faq-more-entries", count=left_out))
        said = speech.say("entry-found", number=shown[0].id, entries="\n\n".join(lines))
        buttons = CardButtons(speech).sending(case.ticket, shown)
        return Plan(letters=(case.topic.notice(said, buttons),))

    def _words(self, record: FaqRecord, *, alone: bool) -> str:
        """The entry; of several only the beginnings of the answers."""
        answer = record.answer if alone else " ".join(record.answer.split())
        line = self.cases.staff_speech.say("faq-line", number=record.id, question=record.question)
        return f"{line}\n{shorten(answer, _LONGEST_ALONE if alone else _LONGEST_OF_SEVERAL)}"
