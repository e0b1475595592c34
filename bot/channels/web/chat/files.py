"""Files of the chat: upload and download."""

from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

from aiohttp import web

from bot.channels.web.arriving_files import ArrivedFile, must_be_a_file, taken_in
from bot.channels.web.chat.visitors import Visit, Visitors
from bot.channels.web.refusals import refusal
from bot.channels.web.throttle import Throttle
from bot.channels.web.uploads import LARGEST_FILE, UploadsFolder
from handlers.clock import Clock
from storage.database import Database
from storage.web.visits import WebUpload

FILES_OF_A_VISITOR = 20 * LARGEST_FILE


@dataclass(frozen=True, slots=True)
class ChatFiles:
    """The routes by which visitors send files, and get those of their own conversation."""

    database: Database
    visitors: Visitors
    uploads: UploadsFolder
    clock: Clock
    pace: Throttle = field(default_factory=lambda: Throttle(10, timedelta(seconds=5)))

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/chat/api/files", self.upload)
        app.router.add_get(r"/chat/files/{upload:[0-9a-f]{32}}", self.download)

    async def upload(self, request: web.Request) -> web.Response:
        """Store a file, recognised by its content and not by its name. A later message sends it."""
        must_be_a_file(request)
        async with self.database.reading() as books:
            visit = await self.visitors.may_act(books, request)
            total = await books.web_uploads.total_size(visit.visitor.id)
        if total > FILES_OF_A_VISITOR or not self.pace.allow(visit.visitor.id, self.clock()):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=5)
        async with taken_in(request, self.uploads) as arrived:
            file = await self._keep(arrived, visit)
        return web.json_response({"file": file.id, "name": file.name, "size": file.size})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Return a file of the visitor's own conversation; anybody else's is not found."""
        async with self.database.reading() as books:
            visit = await self.visitors.must_be_in(books, request)
            file = await books.web_uploads.get(request.match_info["upload"])
        if file is None or file.visitor != visit.visitor.id or not self.uploads.path(file.id).is_file():
            raise refusal(HTTPStatus.NOT_FOUND, "no-file")
        return as_attachment(file, self.uploads)

    async def _keep(self, arrived: ArrivedFile, visit: Visit) -> WebUpload:
        file = WebUpload(
            id=arrived.id,
            visitor=visit.visitor.id,
            kind=arrived.type.kind,
            name=arrived.name,
            mime_type=arrived.type.mime_type,
            size=arrived.size,
            created_at=self.clock(),
        )
        async with self.database.books() as books:
            await books.web_uploads.keep(file)
            await books.commit()
        return file


def as_attachment(file: WebUpload, uploads: UploadsFolder) -> web.FileResponse:
    """The file as a download that no browser opens as a page of ours. The caller checks the access."""
    return web.FileResponse(
        uploads.path(file.id),
        headers={
            "Content-Type": file.mime_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "Cache-Control": "private, max-age=31536000, immutable",
        },
    )
