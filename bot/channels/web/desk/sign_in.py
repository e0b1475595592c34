"""Sessions of the desk's page: signing in, staying, leaving; and the stream of events."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.desk.people import DeskAccess, Seat, cookie_for
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read
from bot.channels.web.streams import TooManyStreams
from storage.database import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DeskSignIn:
    """The routes of sessions."""

    database: Database
    access: DeskAccess
    feed: DeskFeed

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/session", self.stay),
                web.post("/desk/api/session", self.sign_in),
                web.post("/desk/api/link", self.come_by_link),
                web.delete("/desk/api/session", self.leave),
                web.get("/desk/api/events", self.events, allow_head=False),
            ]
        )

    async def stay(self, request: web.Request) -> web.Response:
        """Tell who is signed in, and renew the session."""
        async with self.database.books() as books:
            seat = await self.access.must_be_in(books, request)
            await self.access.let_in(books, seat.user, seat.browser_key)
            await books.commit()
        return self._seated(request, seat)

    async def sign_in(self, request: web.Request) -> web.Response:
        """Sign in by name and password."""
        wish = await read(request, requests.SignIn)
        user = await self.access.by_password(request, wish.name, wish.password)
        async with self.database.books() as books:
            seat = await self.access.let_in(books, user)
            await books.commit()
        log.info("somebody signed in at the desk", user=user.id)
        return self._seated(request, seat)

    async def come_by_link(self, request: web.Request) -> web.Response:
        """Sign in by the one-time link, which is then spent."""
        wish = await read(request, requests.Link)
        async with self.database.books() as books:
            user = await self.access.by_link(books, request, wish.key, wish.name)
            seat = await self.access.let_in(books, user)
            await books.commit()
        return self._seated(request, seat)

    async def leave(self, request: web.Request) -> web.Response:
        """End this browser's session."""
        async with self.database.books() as books:
            seat = await self.access.may_act(books, request)
            await self.access.leave(books, seat)
            await books.commit()
        answer = web.json_response({})
        answer.headers["Set-Cookie"] = cookie_for(request, "", timedelta(0))
        return answer

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream server-sent events that tell of changes."""
        async with self.database.reading() as books:
            seat = await self.access.must_be_in(books, request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        try:
            with self.feed.subscribe(seat.user.id) as subscription:
                await response.prepare(request)
                async for event in self.feed.events(subscription):
                    await response.write(event)
                await response.write_eof()
        except TooManyStreams as error:
            raise refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=10) from error
        except ConnectionResetError:
            log.debug("a page of the desk is gone")
        return response

    def _seated(self, request: web.Request, seat: Seat) -> web.Response:
        answer = web.json_response(
            {
                "name": seat.user.name,
                "role": seat.user.role.value,
                "token": self.access.key.csrf_token(seat.browser_key),
            }
        )
        answer.headers["Set-Cookie"] = cookie_for(request, seat.browser_key)
        return answer
