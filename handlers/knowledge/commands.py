"""A manager's `/faq` commands: the entries are here; trying, learning and files have their own modules."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.channel import MessageWritten
from handlers.commands.managers import Manager
from handlers.desk.knowledge.block import FaqBlock, parse_block
from handlers.desk.text.characters import shorten
from handlers.desk.text.first_word import first_word
from handlers.desk.text.numbers import named_number, number_in
from handlers.desk.text.paging import on_page, pages_of
from handlers.knowledge import keeping
from handlers.knowledge.dialogue import FaqDialogue
from handlers.knowledge.editor import FaqEditor
from handlers.knowledge.failing_board import FaqFailingBoard
from handlers.knowledge.files import FaqFiles
from handlers.knowledge.lessons_board import FaqLessonsBoard
from handlers.knowledge.searching import search_entries
from handlers.knowledge.trial import FaqTrial
from handlers.knowledge.undoing import say_undone
from storage.books import Books
from storage.changes import Plan
from storage.errors import StaleRecord
from storage.records.faq import FaqRecord

_PAGE = 20
_MOST_FOUND = 10
_LONGEST_LINE = 120
_LONGEST_QUOTE = 40
_NUMBER_MARKS = "#№ \n"


@dataclass(frozen=True, slots=True)
class FaqCommands:
    """Reads a `/faq …` and runs it, or says in one line what was wrong."""

    editor: FaqEditor
    dialogue: FaqDialogue
    files: FaqFiles
    trial: FaqTrial
    lessons: FaqLessonsBoard
    failing: FaqFailingBoard

    async def __call__(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Run one command; FAQ changes are written at once, in the same transaction."""
        try:
            return await self._do(books, written, by, arguments, now)
        except StaleRecord:
            return self.editor.reply(by, "faq-changed-meanwhile")

    async def _do(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        verb, rest = first_word(arguments)
        acts: dict[str, Callable[[], Awaitable[Plan]]] = {
            "list": lambda: self._list(books, by, rest),
            "find": lambda: self._find(books, by, rest),
            "show": lambda: self._show(books, by, rest),
            "add": lambda: self._add(books, by, rest, now),
            "edit": lambda: self._edit(books, by, rest, now),
            "delete": lambda: self._delete(books, by, rest, now),
            "restore": lambda: self._restore(books, by, rest, now),
            "undo": lambda: self._undo(books, by, now),
            "import": lambda: self.files.import_(books, written, by, now),
            "export": lambda: self.files.export(books, by, rest),
            "threshold": lambda: self.trial.threshold(books, by, rest, now),
            "learn": lambda: self.lessons.show(books, written, by, rest),
            "failing": lambda: self.failing.show(books, written, by, now),
        }
        if verb == "test":
            return self.trial.test(by, rest, now)
        if verb in acts:
            return await acts[verb]()
        if verb in {"", "help"}:
            return self.editor.reply(by, "faq-help")
        return self.editor.reply(by, "faq-unknown-command", command=shorten(verb, _LONGEST_QUOTE))

    async def _list(self, books: Books, by: Manager, rest: str) -> Plan:
        records = await books.faq.live()
        pages = pages_of(records, _PAGE)
        page = 1 if not rest else number_in(rest)
        if page is None or page > pages:
            return self.editor.reply(by, "faq-no-such-page", pages=pages)
        if not records:
            return self.editor.reply(by, "faq-empty")
        shown = self._lines(on_page(records, page, _PAGE))
        following = page % pages + 1
        return self.editor.reply(by, "faq-list", page=page, pages=pages, following=following, entries=shown)

    async def _find(self, books: Books, by: Manager, rest: str) -> Plan:
        if not rest:
            return self.editor.reply(by, "faq-find-what")
        found = await search_entries(books, self.editor.shelf, rest)
        parts = {"faq-found": found.holding, "faq-found-alike": found.alike}
        speech = self.editor.speech
        told = [speech.say(key, entries=self._first_lines(part)) for key, part in parts.items() if part]
        if not told:
            return self.editor.reply(by, "faq-nothing-found")
        return self.editor.tell(by, "\n\n".join(told))

    async def _show(self, books: Books, by: Manager, rest: str) -> Plan:
        record = await self._record(books, rest)
        if record is None:
            return self._no_such_entry(by, rest, "show")
        return self.editor.reply(
            by,
            "faq-shown",
            number=record.id,
            deleted="yes" if record.deleted_at else "no",
            question=record.question,
            alternatives="\n".join(f"~ {phrasing}" for phrasing in record.alternatives) or "—",
            answer=record.answer,
            category=record.category or "—",
            language=record.language or "—",
        )

    async def _add(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        block = parse_block(rest)
        if block.is_complete:
            return await self.editor.save_or_ask(books, by, block, None, now)
        return await self.dialogue.begin(books, by, block, None, now)

    async def _edit(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        number, form = first_word(rest.lstrip(_NUMBER_MARKS))
        record = await self._record(books, number)
        if record is None:
            return self._no_such_entry(by, number, "edit")
        if record.deleted_at is not None:
            return self.editor.reply(by, "faq-edit-deleted", number=record.id)
        block = parse_block(form)
        if block == FaqBlock():
            return await self.dialogue.begin(books, by, block, record, now)
        if not block.is_complete:
            return self.editor.reply(by, "faq-edit-incomplete")
        return await self.editor.save_or_ask(books, by, block, record, now)

    async def _delete(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        record = await self._record(books, rest)
        if record is None:
            return self._no_such_entry(by, rest, "delete")
        if record.deleted_at is not None:
            return self.editor.reply(by, "faq-already-deleted", number=record.id)
        await keeping.delete(books, record, by.address, now)
        return self.editor.reply(by, "faq-deleted", number=record.id, question=record.question)

    async def _restore(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        record = await self._record(books, rest)
        if record is None:
            return self._no_such_entry(by, rest, "restore")
        if record.deleted_at is None:
            return self.editor.reply(by, "faq-already-restored", number=record.id)
        await keeping.restore(books, record, by.address, now)
        return self.editor.reply(by, "faq-restored", number=record.id, question=record.question)

    async def _undo(self, books: Books, by: Manager, now: datetime) -> Plan:
        try:
            undone = await keeping.undo(books, by.address, now)
        except StaleRecord as stale:
            return self.editor.reply(by, "faq-undo-stale", number=str(stale.key))
        if undone is None:
            return self.editor.reply(by, "faq-undo-nothing")
        return self.editor.tell(by, say_undone(self.editor.speech, undone))

    async def _record(self, books: Books, text: str) -> FaqRecord | None:
        number = named_number(text)
        return await books.faq.get(number) if number else None

    def _no_such_entry(self, by: Manager, text: str, verb: str) -> Plan:
        named = shorten(text.strip(_NUMBER_MARKS), _LONGEST_QUOTE)
        if not named:
            return self.editor.reply(by, "faq-number-missing", verb=verb)
        if not named.isdecimal():
            return self.editor.reply(by, "faq-not-a-number", text=named, verb=verb)
        return self.editor.reply(by, "faq-no-such-entry", number=named)

    def _first_lines(self, records: Sequence[FaqRecord]) -> str:
        """The first few entries, and the number of the others."""
        lines, left_out = self._lines(records[:_MOST_FOUND]), len(records) - _MOST_FOUND
        if left_out <= 0:
            return lines
        more = self.editor.speech.say("faq-more-entries", count=left_out)
        return f"{lines}\n{more}"

    def _lines(self, records: Sequence[FaqRecord]) -> str:
        lines = (
            self.editor.speech.say(
                "faq-line",
                number=record.id,
                question=shorten(record.question, _LONGEST_LINE),
            )
            for record in records
        )
        return "\n".join(lines)
