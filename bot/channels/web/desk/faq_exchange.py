"""The FAQ as a file at the desk: taken in whole or not at all, and given out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.refusals import refusal
from faq.exchange import Fault, FileFormat, format_of, write_faq
from handlers.desk.knowledge.faults import say_fault
from handlers.knowledge import keeping
from handlers.knowledge.importing import read_import, with_unknown_ids
from handlers.knowledge.shelf import entry_of

LARGEST_IMPORT = 5 * 2**20
_MOST_FAULTS_SHOWN = 50
_TYPES = {
    FileFormat.YAML: "application/yaml",
    FileFormat.CSV: "text/csv",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.JSONL: "application/jsonl",
}


@dataclass(frozen=True, slots=True)
class DeskFaqExchange:
    """The routes of FAQ files: managers only."""

    acting: DeskActing

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/faq/export/{format}", self.export),
                web.post("/desk/api/faq/import/{format}", self.import_),
            ]
        )

    async def import_(self, request: web.Request) -> web.Response:
        """Take a file into the FAQ: all of it, or nothing and what is wrong with it."""
        file_format = _format(request)
        if request.content_type != "application/octet-stream":
            raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type")
        async with self.acting.database.reading() as books:
            await self.acting.door.may_manage(books, request)
        read_rows = read_import(await _body(request), file_format)
        async with self.acting.database.books() as books:
            seat = await self.acting.door.may_manage(books, request)
            found = await with_unknown_ids(books, read_rows)
            if found.faults:
                return _faults([self._fault(fault) for fault in found.faults])
            report = await keeping.take_in(books, found.rows, seat.person.address, self.acting.clock())
            await books.commit()
        await self.acting.followed()
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
        async with self.acting.database.reading() as books:
            await self.acting.door.must_manage(books, request)
            records = await books.faq.live()
        if not records:  # no import would take a file without entries
            return self.acting.refused("faq-empty")
        return web.Response(
            body=write_faq(map(entry_of, records), file_format),
            content_type=_TYPES[file_format],
            headers={"Content-Disposition": f'attachment; filename="faq.{file_format}"'},
        )

    def _fault(self, fault: Fault) -> str:
        return say_fault(self.acting.phrases, self.acting.language, fault)


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
