"""The FAQ at the desk, by the same rules as managers' commands in a messenger."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.desk.faq_views import change_view, entry_view, trial_view
from bot.channels.web.desk.refusing import told_why
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read, words
from handlers.desk.knowledge.block import FaqBlock, one_line, parse_phrasings
from handlers.desk.knowledge.thresholds import fault_of, moved_as_typed
from handlers.desk.knowledge.trial import try_text
from handlers.desk.text.numbers import number_in
from handlers.knowledge import keeping
from handlers.knowledge.editor import FaqEditor, Labels
from handlers.knowledge.searching import FoundEntries, search_deleted, search_entries
from handlers.knowledge.shelf import FaqShelf
from handlers.knowledge.trial import FaqTrial
from handlers.knowledge.undoing import say_undone
from handlers.managers.audit import staff_names
from storage.books import Books
from storage.errors import StaleRecord
from storage.records.faq import FaqRecord

_LONGEST_TRY = 1000
_MOST_UNDONE_SHOWN = 3  # the status line has room for few


@dataclass(frozen=True, slots=True)
class DeskFaq:
    """The routes of the FAQ, for managers only."""

    acting: DeskActing
    editor: FaqEditor
    trial: FaqTrial
    shelf: FaqShelf

    def add_to(self, app: web.Application) -> None:
        entry = r"/desk/api/faq/{number:\d{1,9}}"
        app.add_routes(
            [
                web.get("/desk/api/faq", self.search),
                web.get(entry, self.show),
                web.get("/desk/api/faq/verdict", self.try_question),
                web.post("/desk/api/faq", self.save),
                web.put(entry, self.save),
                web.delete(entry, self.delete),
                web.post(f"{entry}/restore", self.restore),
                web.post("/desk/api/faq/undo", self.undo),
            ]
        )

    async def search(self, request: web.Request) -> web.Response:
        """Return the live entries; with `?find=` those with the words, and separately similar ones.

        `?deleted=1`: the deleted ones instead, so that they can be restored.
        """
        wanted = words(request, "find", _LONGEST_TRY)
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            if "deleted" in request.query:
                found = await search_deleted(books, wanted)
            elif wanted:
                found = await search_entries(books, self.shelf, wanted)
            else:
                found = FoundEntries(await books.faq.live())
        return web.json_response(
            {"entries": list(map(entry_view, found.holding)), "alike": list(map(entry_view, found.alike))}
        )

    async def show(self, request: web.Request) -> web.Response:
        """Return an entry and its history."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            record = await self._record(books, request)
            history = await books.faq.history(record.id)
            names = await staff_names(books, {change.by for change in history})
        changes = [change_view(change, names.get(change.by) or change.by) for change in history]
        return web.json_response(entry_view(record) | {"history": changes})

    async def try_question(self, request: web.Request) -> web.Response:
        """Return a customer's result for this text, with scores; `answer` and `suggest` try thresholds."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
        await self.acting.refresh()
        thresholds = moved_as_typed(self.shelf.thresholds, request.query)
        if thresholds is None:
            return self.acting.refused("faq-threshold-what")
        fault = fault_of(thresholds)
        if fault is not None:
            return told_why(self.trial.refusal(fault))
        text = request.query.get("text", "")[:_LONGEST_TRY]
        ask = partial(self.shelf.ask, thresholds=thresholds)
        trial = try_text(text, ask, self.acting.clock())
        doubt = self.trial.doubt(trial.verdict) if trial else ""
        return web.json_response(trial_view(trial) | {"doubt": doubt})

    async def save(self, request: web.Request) -> web.Response:
        """Add or change an entry; a near-duplicate is reported first, unless `anyway`."""
        form = await read(request, requests.EntryForm)
        phrasings = parse_phrasings("\n".join(map(one_line, form.alternatives)))
        block = FaqBlock(one_line(form.question), phrasings, form.answer)
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            record = await self._edited(books, request, form)
            fault = block.fault(record) or (None if block.is_complete else "faq-edit-incomplete")
            if fault is not None:
                return self.acting.refused(fault)
            similar = None if form.anyway else self.editor.nearly_the_same(block, record)
            if similar is not None:
                told = {"error": "similar", "id": int(similar.id), "question": similar.question}
                return web.json_response(told, status=HTTPStatus.CONFLICT)
            try:
                by, now = seat.person.address, self.acting.clock()
                saved = await self.editor.write(books, by, block, record, now, _labels(form))
            except StaleRecord as error:
                raise refusal(HTTPStatus.CONFLICT, "stale") from error
            await books.commit()
        await self.acting.followed()
        return web.json_response(entry_view(saved) | {"hint": self.editor.hint_of_wording(saved)})

    async def delete(self, request: web.Request) -> web.Response:
        """Delete an entry from the answers; it can be restored."""
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            record = await self._record(books, request)
            gone = await keeping.delete(books, record, seat.person.address, self.acting.clock())
            await books.commit()
        await self.acting.followed()
        return web.json_response(entry_view(gone))

    async def restore(self, request: web.Request) -> web.Response:
        """Restore a deleted entry."""
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            record = await self._record(books, request)
            back = await keeping.restore(books, record, seat.person.address, self.acting.clock())
            await books.commit()
        await self.acting.followed()
        return web.json_response(entry_view(back))

    async def undo(self, request: web.Request) -> web.Response:
        """Undo the manager's own last change."""
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            try:
                undone = await keeping.undo(books, seat.person.address, self.acting.clock())
            except StaleRecord as stale:
                return self.acting.refused("faq-undo-stale", number=str(stale.key))
            if undone is None:
                return self.acting.refused("faq-undo-nothing")
            await books.commit()
        await self.acting.followed()
        told = say_undone(self.acting.speech, undone, most_shown=_MOST_UNDONE_SHOWN)
        return web.json_response({"entries": list(map(entry_view, undone.entries)), "words": told})

    async def _record(self, books: Books, request: web.Request) -> FaqRecord:
        number = number_in(request.match_info["number"])
        record = await books.faq.get(number) if number else None
        if record is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-entry")
        return record

    async def _edited(self, books: Books, request: web.Request, form: requests.EntryForm) -> FaqRecord | None:
        """The entry that the form edits, in the version of the form; None for a new one."""
        if "number" not in request.match_info:
            return None
        record = await self._record(books, request)
        if record.version != form.version or record.deleted_at is not None:
            raise refusal(HTTPStatus.CONFLICT, "stale")
        return record


def _labels(form: requests.EntryForm) -> Labels | None:
    if form.category is None and form.language is None:
        return None
    return Labels(form.category or None, form.language or None)
