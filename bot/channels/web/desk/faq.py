"""The FAQ as managers keep it at the desk, by the same rules as their commands in a messenger."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.web.chat.requests import read
from bot.channels.web.desk import requests
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.desk.people import Door
from bot.channels.web.desk.refusing import at_the_desk, told_why
from bot.channels.web.refusals import refusal
from faq import Verdict
from faq.exchange import Fault, FileFormat, format_of, write_faq
from handlers.clock import Clock
from handlers.desk.faq_block import FaqBlock, parse_phrasings
from handlers.desk.faq_faults import say_fault
from handlers.desk.faq_thresholds import chance_in, moved
from handlers.desk.numbers import number_in
from handlers.frontdesk import FrontDesk
from handlers.knowledge import keeping
from handlers.knowledge.editor import Labels
from handlers.knowledge.importing import read_import
from handlers.knowledge.shelf import entry_of
from handlers.knowledge.undoing import say_undone
from handlers.managers.audit import name_of
from storage.books import Books
from storage.engine import Database
from storage.errors import StaleRecord, UnknownFaqIds
from storage.faq import FaqChange
from storage.records import FaqRecord

LARGEST_IMPORT = 5 * 2**20
_LONGEST_TRY = 1000
_MOST_FAULTS_SHOWN = 50
_TYPES = {
    FileFormat.YAML: "application/yaml",
    FileFormat.CSV: "text/csv",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.JSONL: "application/jsonl",
}


@dataclass(frozen=True, slots=True)
class DeskFaq:
    """The routes of the FAQ: managers only."""

    database: Database
    door: Door
    feed: DeskFeed
    front: FrontDesk
    clock: Clock

    def add_to(self, app: web.Application) -> None:
        entry = r"/desk/api/faq/{number:\d{1,9}}"
        app.add_routes(
            [
                web.get("/desk/api/faq", self.search),
                web.get(entry, self.show),
                web.get("/desk/api/faq/verdict", self.try_question),
                web.get("/desk/api/faq/export/{format}", self.export),
                web.post("/desk/api/faq", self.save),
                web.put(entry, self.save),
                web.delete(entry, self.delete),
                web.post(f"{entry}/restore", self.restore),
                web.post("/desk/api/faq/undo", self.undo),
                web.post("/desk/api/faq/import/{format}", self.import_),
            ]
        )

    async def search(self, request: web.Request) -> web.Response:
        """The live entries; those that `?find=` means, where it is given."""
        wanted = request.query.get("find", "").strip()[:_LONGEST_TRY]
        async with self.database.books() as books:
            await self.door.must_manage(books, request)
            commands = self.front.faq
            found = await (commands.search(books, wanted) if wanted else books.faq.live())
        return web.json_response({"entries": [_entry(record) for record in found]})

    async def show(self, request: web.Request) -> web.Response:
        """An entry and what was ever done to it."""
        async with self.database.books() as books:
            await self.door.must_manage(books, request)
            record = await self._record(books, request)
            history = await books.faq.history(record.id)
            names = {change.by: await name_of(books, change.by) or change.by for change in history}
        changes = [_change(change, names[change.by]) for change in history]
        return web.json_response(_entry(record) | {"history": changes})

    async def try_question(self, request: web.Request) -> web.Response:
        """What a customer who writes this would get, with scores; `answer` and `suggest` try thresholds."""
        async with self.database.books() as books:
            await self.door.must_manage(books, request)
        await self.front.refresh()
        thresholds = self.front.shelf.thresholds
        for name in ("answer", "suggest"):
            tried = chance_in(request.query.get(name, ""))
            thresholds = thresholds if tried is None else moved(thresholds, name, tried)
        text = request.query.get("text", "")[:_LONGEST_TRY]
        return web.json_response(_verdict(self.front.shelf.ask(text, thresholds=thresholds)))

    async def save(self, request: web.Request) -> web.Response:
        """Add an entry, or give one a new wording; a near-duplicate is told first, unless `anyway`."""
        form = await read(request, requests.EntryForm)
        block = FaqBlock(
            " ".join(form.question.split()), parse_phrasings("\n".join(form.alternatives)), form.answer
        )
        editor = self.front.faq.editor
        async with self.database.books() as books:
            seat = await self.door.may_manage(books, request)
            record = await self._edited(books, request, form)
            fault = block.fault() or (None if block.is_complete else "faq-edit-incomplete")
            if fault is not None:
                return self._said(fault)
            similar = None if form.anyway else editor.nearly_the_same(block, record)
            if similar is not None:
                told = {"error": "similar", "id": int(similar.id), "question": similar.question}
                return web.json_response(told, status=HTTPStatus.CONFLICT)
            try:
                by, now = seat.person.address, self.clock()
                saved = await editor.write(books, by, block, record, now, _labels(form))
            except StaleRecord as error:
                raise refusal(HTTPStatus.CONFLICT, "stale") from error
            await books.commit()
        await self._changed()
        return web.json_response(_entry(saved) | {"hint": editor.hint_of_wording(saved)})

    async def delete(self, request: web.Request) -> web.Response:
        """Take an entry out of the answers; it can be restored."""
        async with self.database.books() as books:
            seat = await self.door.may_manage(books, request)
            record = await self._record(books, request)
            gone = await keeping.delete(books, record, seat.person.address, self.clock())
            await books.commit()
        await self._changed()
        return web.json_response(_entry(gone))

    async def restore(self, request: web.Request) -> web.Response:
        """Bring a deleted entry back."""
        async with self.database.books() as books:
            seat = await self.door.may_manage(books, request)
            record = await self._record(books, request)
            back = await keeping.restore(books, record, seat.person.address, self.clock())
            await books.commit()
        await self._changed()
        return web.json_response(_entry(back))

    async def undo(self, request: web.Request) -> web.Response:
        """Take back the manager's own last change."""
        async with self.database.books() as books:
            seat = await self.door.may_manage(books, request)
            try:
                undone = await keeping.undo(books, seat.person.address, self.clock())
            except StaleRecord as stale:
                return self._said("faq-undo-stale", number=str(stale.key))
            if undone is None:
                return self._said("faq-undo-nothing")
            await books.commit()
        await self._changed()
        words = say_undone(self.front.phrases, self.front.policy.language, undone)
        return web.json_response({"entries": [_entry(record) for record in undone.entries], "words": words})

    async def import_(self, request: web.Request) -> web.Response:
        """Take a file into the FAQ: all of it, or nothing and what is wrong with it."""
        file_format = _format(request)
        if request.content_type != "application/octet-stream":
            raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type")
        async with self.database.books() as books:
            await self.door.may_manage(books, request)
        read_rows = read_import(await _body(request), file_format)
        if read_rows.faults:
            return _faults([self._fault(fault) for fault in read_rows.faults])
        async with self.database.books() as books:
            seat = await self.door.may_manage(books, request)
            try:
                report = await keeping.take_in(books, read_rows.rows, seat.person.address, self.clock())
            except UnknownFaqIds as unknown:
                ids = ", ".join(map(str, unknown.ids))
                return _faults([self._words("faq-import-unknown-ids", ids=ids)])
            await books.commit()
        await self._changed()
        return web.json_response(
            {
                "added": len(report.added),
                "changed": len(report.changed),
                "unchanged": len(report.unchanged),
            }
        )

    async def export(self, request: web.Request) -> web.Response:
        """The live entries as a file; importing it again changes nothing."""
        file_format = _format(request)
        async with self.database.books() as books:
            await self.door.must_manage(books, request)
            records = await books.faq.live()
        return web.Response(
            body=write_faq(map(entry_of, records), file_format),
            content_type=_TYPES[file_format],
            headers={"Content-Disposition": f'attachment; filename="faq.{file_format}"'},
        )

    async def _record(self, books: Books, request: web.Request) -> FaqRecord:
        number = number_in(request.match_info["number"])
        record = await books.faq.get(number) if number else None
        if record is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-entry")
        return record

    async def _edited(self, books: Books, request: web.Request, form: requests.EntryForm) -> FaqRecord | None:
        """The entry that the form edits, as it was when the form was opened; None for a new one."""
        if "number" not in request.match_info:
            return None
        record = await self._record(books, request)
        if record.version != form.version or record.deleted_at is not None:
            raise refusal(HTTPStatus.CONFLICT, "stale")
        return record

    async def _changed(self) -> None:
        """The one who changed it tries it at once: the search follows before the page is answered."""
        await self.front.refresh()
        self.feed.acted()

    def _said(self, phrase: str, **arguments: str | int) -> web.Response:
        return told_why(self._words(phrase, **arguments))

    def _fault(self, fault: Fault) -> str:
        return say_fault(self.front.phrases, self.front.policy.language, fault)

    def _words(self, phrase: str, **arguments: str | int) -> str:
        phrases, language = self.front.phrases, self.front.policy.language
        return phrases.say(language, at_the_desk(phrases, language, phrase), **arguments)


def _labels(form: requests.EntryForm) -> Labels | None:
    if form.category is None and form.language is None:
        return None
    return Labels(form.category or None, form.language or None)


async def _body(request: web.Request) -> bytes:
    """Larger than other bodies, and bounded while it is read."""

    async def chunks() -> AsyncIterator[bytes]:
        size = 0
        async for chunk in request.content.iter_chunked(2**16):
            size += len(chunk)
            if size > LARGEST_IMPORT:
                raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large")
            yield chunk

    return b"".join([chunk async for chunk in chunks()])


def _format(request: web.Request) -> FileFormat:
    file_format = format_of(f"faq.{request.match_info['format']}")
    if file_format is None:
        raise refusal(HTTPStatus.NOT_FOUND, "format-not-taken")
    return file_format


def _faults(faults: list[str]) -> web.Response:
    told: dict[str, Any] = {"error": "faults", "count": len(faults), "faults": faults[:_MOST_FAULTS_SHOWN]}
    return web.json_response(told, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _entry(record: FaqRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        **_wording(record),
        "deleted": record.deleted_at is not None,
        "version": record.version,
    }


def _wording(record: FaqRecord) -> dict[str, Any]:
    return {
        "question": record.question,
        "alternatives": list(record.alternatives),
        "answer": record.answer,
        "category": record.category,
        "language": record.language,
    }


def _change(change: FaqChange, name: str) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "at": change.at.isoformat(),
        "by": name,
        "undone": change.undone_at is not None,
        "before": _wording(change.before) if change.before else None,
        "after": _wording(change.after),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "kind": verdict.kind,
        "candidates": [
            {
                "id": int(each.entry.id),
                "question": each.entry.question,
                "phrasing": each.phrasing,
                "score": each.score,
            }
            for each in verdict.candidates
        ],
    }
