"""Files of the chat, up and down."""

from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

from aiohttp import web

from bot.channels.web.chat_requests import file_name
from bot.channels.web.chat_visitors import Visit, Visitors
from bot.channels.web.file_types import HEAD, fitting_name, recognise
from bot.channels.web.refusals import refusal
from bot.channels.web.throttle import Throttle
from bot.channels.web.uploads import LARGEST_FILE, FileTooLarge, KeptFile, UploadsFolder
from handlers.clock import Clock
from storage.engine import Database
from storage.web_visits import WebUpload

FILES_OF_A_VISITOR = 20 * LARGEST_FILE


@dataclass(frozen=True, slots=True)
class ChatFiles:
    """The routes by which visitors send files and get those of their own conversation."""

    database: Database
    visitors: Visitors
    uploads: UploadsFolder
    clock: Clock
    pace: Throttle = field(default_factory=lambda: Throttle(10, timedelta(seconds=5)))

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [web.post("/chat/api/files", self.upload), web.get("/chat/files/{upload}", self.download)]
        )

    async def upload(self, request: web.Request) -> web.Response:
        """A file, checked by its content and not by what is said of it. It is sent by a message later."""
        if request.content_type != "application/octet-stream":
            raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type")
        if (request.content_length or 0) > LARGEST_FILE:
            raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "file-too-large")
        async with self.database.books() as books:
            visit = await self.visitors.may_act(books, request)
            total = await books.web_uploads.total_size(visit.visitor.id)
        if total > FILES_OF_A_VISITOR or not self.pace.allow(visit.visitor.id, self.clock()):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=5)
        try:
            kept = await self.uploads.keep(request.content.iter_chunked(HEAD), head=HEAD)
        except FileTooLarge as error:
            raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "file-too-large") from error
        file = await self._take_in(kept, file_name(request), visit)
        return web.json_response({"file": file.id, "name": file.name, "size": file.size})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file of the visitor's own conversation; of anybody else's there is no trace."""
        async with self.database.books() as books:
            visit = await self.visitors.must_be_in(books, request)
            file = await books.web_uploads.get(request.match_info["upload"])
        if file is None or file.visitor != visit.visitor.id or not self.uploads.path(file.id).is_file():
            raise refusal(HTTPStatus.NOT_FOUND, "no-file")
        return as_attachment(file, self.uploads)

    async def _take_in(self, kept: KeptFile, name: str, visit: Visit) -> WebUpload:
        file_type = recognise(kept.head)
        if file_type is None:
            await self.uploads.remove([kept.id])
            raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "file-not-taken")
        file = WebUpload(
            id=kept.id,
            visitor=visit.visitor.id,
            kind=file_type.kind,
            name=fitting_name(name, file_type),
            mime_type=file_type.mime_type,
            size=kept.size,
            created_at=self.clock(),
        )
        async with self.database.books() as books:
            await books.web_uploads.keep(file)
            await books.commit()
        return file


def as_attachment(file: WebUpload, uploads: UploadsFolder) -> web.FileResponse:
    """A file that no browser opens as a page of ours. Whoever asks must have been let in to it."""
    return web.FileResponse(
        uploads.path(file.id),
        headers={
            "Content-Type": file.mime_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "Cache-Control": "private, max-age=31536000, immutable",
        },
    )
