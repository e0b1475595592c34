"""Files of customers and agents, for the desk's people, from the messenger that holds them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from aiohttp import web

from bot.channels.web.desk.people import DeskAccess
from bot.channels.web.file_types import HEAD, UNKNOWN, fitting_name, recognise
from bot.channels.web.refusals import refusal
from handlers.desk.text.numbers import number_in
from handlers.errors import DeliveryError, Refused
from storage.database import Database
from storage.records.content import Media
from storage.records.messages import Message


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """GET /desk/files/{ticket}/{number of the message}. `fetch` gets a file by a chat's address."""

    database: Database
    access: DeskAccess
    fetch: Callable[[str, Media], Awaitable[bytes]]

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(r"/desk/files/{ticket:\d{1,9}}/{index:\d{1,6}}", self.download)

    async def download(self, request: web.Request) -> web.Response:
        """Return a file as a download that no browser opens as a page of ours."""
        async with self.database.reading() as books:
            await self.access.must_be_in(books, request)
            said = await books.messages.of_ticket(number_in(request.match_info["ticket"]) or 0)
        message = _nth(said, int(request.match_info["index"]))
        media = message.content.media if message else None
        if message is None or media is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-file")
        try:
            content = await self.fetch(message.ref.chat, media)
        except Refused as error:
            raise refusal(HTTPStatus.NOT_FOUND, "no-file") from error
        except DeliveryError as error:
            raise refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=5) from error
        return _as_attachment(content, media)


def _nth(said: tuple[Message, ...], index: int) -> Message | None:
    return said[index] if index < len(said) else None


def _as_attachment(content: bytes, media: Media) -> web.Response:
    file_type = recognise(content[:HEAD]) or UNKNOWN
    name = fitting_name(media.file_name or media.kind.value, file_type)
    return web.Response(
        body=content,
        headers={
            "Content-Type": file_type.mime_type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "Cache-Control": "private, max-age=3600",
        },
    )
