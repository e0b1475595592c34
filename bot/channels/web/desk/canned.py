"""Canned replies at the desk, as `/canned`: agents pick them into a reply, managers keep them."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read
from handlers.desk.wording.canned import FIELDS
from handlers.desk.wording.template_sandbox import TemplateRefused
from handlers.replies.canned import CannedReplies
from storage.books import Books
from storage.errors import StaleRecord
from storage.wording.canned import CannedReply


@dataclass(frozen=True, slots=True)
class DeskCanned:
    """The routes of canned replies."""

    acting: DeskActing
    canned: CannedReplies

    def add_to(self, app: web.Application) -> None:
        reply = r"/desk/api/canned/{reply:\d{1,9}}"
        app.add_routes(
            [
                web.get(f"{TICKET}/canned", self.filled),
                web.get("/desk/api/canned", self.list),
                web.post("/desk/api/canned", self.save),
                web.put(reply, self.save),
                web.delete(reply, self.delete),
            ]
        )

    async def filled(self, request: web.Request) -> web.Response:
        """Return the replies that can be filled for the ticket's customer, to be picked into a reply."""
        async with self.acting.database.reading() as books:
            seat = await self.acting.access.must_be_in(books, request)
            case = await self.acting.case(books, request)
            filled = self.canned.filled(case, await books.canned.live(), seat.agent, self.acting.clock())
        shown = [{"id": reply.id, "title": reply.title, "text": text} for reply, text in filled]
        return web.json_response({"replies": shown})

    async def list(self, request: web.Request) -> web.Response:
        """Return all replies as they are stored."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            replies = await books.canned.live()
        return web.json_response({"fields": FIELDS, "replies": [_view(reply) for reply in replies]})

    async def save(self, request: web.Request) -> web.Response:
        """Save a new reply, or other words for the one that was edited in that `version`."""
        form = await read(request, requests.CannedForm)
        now = self.acting.clock()
        title = " ".join(form.title.split())
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            try:
                if "reply" in request.match_info:
                    reply = await self._reply(books, request, form.version)
                    saved = await self.canned.edit(books, seat.person.address, reply, title, form.text, now)
                else:
                    saved = await self.canned.add(books, seat.person.address, title, form.text, now)
            except TemplateRefused as refused:
                return self.acting.refused(refused.phrase, **refused.arguments)
            except StaleRecord as error:
                raise refusal(HTTPStatus.CONFLICT, "stale") from error
            await books.commit()
        return web.json_response(_view(saved))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a reply."""
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            reply = await self._reply(books, request, None)
            await self.canned.delete(books, seat.person.address, reply, self.acting.clock())
            await books.commit()
        return web.json_response({})

    async def _reply(self, books: Books, request: web.Request, version: int | None) -> CannedReply:
        reply = await books.canned.get(int(request.match_info["reply"]))
        if reply is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-canned")
        if version is not None and version != reply.version:
            raise refusal(HTTPStatus.CONFLICT, "stale")
        return reply


def _view(reply: CannedReply) -> dict[str, Any]:
    return {"id": reply.id, "title": reply.title, "text": reply.text, "version": reply.version}
