"""The FAQ as a file at the desk: previewed, then imported as a whole or not at all; and exported."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.refusals import refusal
from faq.exchange import FileFormat, format_of, write_faq
from handlers.desk.knowledge.faults import say_fault
from handlers.desk.knowledge.import_warnings import FileWarning, say_warnings
from handlers.knowledge import keeping
from handlers.knowledge.import_preview import ImportPreview, must_be_sealed, preview_import, seal_of
from handlers.knowledge.importing import FaqImport, read_import, warnings_after, with_unknown_ids
from handlers.knowledge.shelf import entry_of
from handlers.knowledge.undoing import say_parts
from storage.errors import StaleRecord

LARGEST_IMPORT = 5 * 2**20
_MOST_FAULTS_SHOWN = 50
_MOST_ENTRIES_SHOWN = 50
_TYPES = {
    FileFormat.YAML: "application/yaml",
    FileFormat.CSV: "text/csv",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.JSONL: "application/jsonl",
}


@dataclass(frozen=True, slots=True)
class DeskFaqExchange:
    """The routes of FAQ files, for managers only."""

    acting: DeskActing

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/faq/export/{format}", self.export),
                web.post("/desk/api/faq/preview/{format}", self.preview),
                web.post("/desk/api/faq/import/{format}", self.import_),
            ]
        )

    async def preview(self, request: web.Request) -> web.Response:
        """Return the changes that a file would make, or its faults; `seal` confirms exactly this."""
        data, read_rows = await self._read(request)
        async with self.acting.database.reading() as books:
            await self.acting.access.may_manage(books, request)
            found = await with_unknown_ids(books, read_rows)
            if found.faults:
                return self._faults(found)
            preview = await preview_import(books, found.rows, self.acting.clock())
            seal = await seal_of(books, data)
        return web.json_response(self._previewed(preview) | {"seal": seal})

    async def import_(self, request: web.Request) -> web.Response:
        """Import a file as its preview showed it; refuse another file, or if the FAQ has changed since."""
        data, read_rows = await self._read(request)
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            found = await with_unknown_ids(books, read_rows)
            if found.faults:
                return self._faults(found)
            try:
                await must_be_sealed(books, data, request.query.get("seal"))
            except StaleRecord as error:
                raise refusal(HTTPStatus.CONFLICT, "faq-moved") from error
            report = await keeping.take_in(books, found.rows, seat.person.address, self.acting.clock())
            warnings = await warnings_after(books, report)
            await books.commit()
        await self.acting.followed()
        return web.json_response(
            {
                "added": len(report.added),
                "changed": len(report.changed),
                "unchanged": len(report.unchanged),
                "warnings": self._warnings(warnings),
            }
        )

    async def export(self, request: web.Request) -> web.Response:
        """Return the live entries as a file; importing it again changes nothing."""
        file_format = _format(request)
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            records = await books.faq.live()
        if not records:  # no import would take a file without entries
            return self.acting.refused("faq-empty")
        return web.Response(
            body=write_faq(map(entry_of, records), file_format),
            content_type=_TYPES[file_format],
            headers={"Content-Disposition": f'attachment; filename="faq.{file_format}"'},
        )

    async def _read(self, request: web.Request) -> tuple[bytes, FaqImport]:
        """The bytes and the parsed rows of the file that a manager sends."""
        file_format = _format(request)
        if request.content_type != "application/octet-stream":
            raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type")
        async with self.acting.database.reading() as books:
            await self.acting.access.may_manage(books, request)
        data = await _body(request)
        return data, await asyncio.to_thread(read_import, data, file_format)

    def _previewed(self, preview: ImportPreview) -> dict[str, Any]:
        """The number of entries of each kind, and the first of those that would change."""
        acting = self.acting
        return {
            "added": len(preview.added),
            "changed": len(preview.changed),
            "unchanged": preview.unchanged,
            "new": [record.question for record in preview.added[:_MOST_ENTRIES_SHOWN]],
            "other": [
                {
                    "id": change.record.id,
                    "question": change.record.question,
                    "parts": say_parts(acting.speech, change.parts),
                    "back": change.comes_back,
                }
                for change in preview.changed[:_MOST_ENTRIES_SHOWN]
            ],
            "warnings": self._warnings(preview.warnings),
        }

    def _warnings(self, warnings: Sequence[FileWarning]) -> list[str]:
        return say_warnings(self.acting.speech, warnings)

    def _faults(self, found: FaqImport) -> web.Response:
        shown = found.faults[:_MOST_FAULTS_SHOWN]
        lines = [say_fault(self.acting.speech, fault) for fault in shown]
        told = {"error": "faults", "count": len(found.faults), "faults": lines}
        return web.json_response(told, status=HTTPStatus.UNPROCESSABLE_ENTITY)


async def _body(request: web.Request) -> bytes:
    """The body, larger than others may be, and bounded while it is read."""

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
