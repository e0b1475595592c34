"""The API of the chat's page. A message is stored in inbox and chat before the page is answered."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.channels.web.chat import requests
from bot.channels.web.chat.feed import ChatFeed
from bot.channels.web.chat.updates import address_of, pressed_update, written_update
from bot.channels.web.chat.view import UPLOAD, view, views
from bot.channels.web.chat.visitors import Visit, Visitors, cookie_for
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import last_seen, number, read
from bot.channels.web.streams import TooManyStreams
from bot.channels.web.throttle import Throttle
from handlers.clock import Clock
from handlers.desk.messages.crossing import masked
from storage.books import Books
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.records.content import Content, FormattedText
from storage.tables.web_chat import WebAuthor
from storage.web.chat import WebMessage

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

PAGE_OF_MESSAGES = 50


@dataclass(frozen=True, slots=True)
class ChatApi:
    """The routes under /chat/api, except those of files."""

    database: Database
    visitors: Visitors
    feed: ChatFeed
    clock: Clock
    burst: timedelta
    pace: Throttle = field(default_factory=lambda: Throttle(20, timedelta(seconds=1)))

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.post("/chat/api/session", self.enter),
                web.delete("/chat/api/session", self.leave),
                web.post("/chat/api/name", self.introduce),
                web.post("/chat/api/language", self.choose_language),
                web.get("/chat/api/messages", self.older),
                web.post("/chat/api/messages", self.write),
                web.post("/chat/api/presses", self.press),
                web.get("/chat/api/events", self.events, allow_head=False),
            ]
        )

    async def enter(self, request: web.Request) -> web.Response:
        """Open a session, and return all that the browser needs to show the chat."""
        choice = await read(request, requests.LanguageChoice)
        async with self.database.books() as books:
            visit = await self.visitors.enter(books, request)
            if visit.visitor.language is None:
                await books.web_chats.choose_language(visit.visitor.id, choice.language)
            messages = await books.web_chats.before(visit.visitor.id, 2**53, PAGE_OF_MESSAGES)
            await books.commit()
        visitor = visit.visitor
        answer = web.json_response(
            {
                "visitor": visitor.id,
                "token": self.visitors.key.csrf_token(visit.browser_key),
                "name": visitor.name,
                "nameAsked": visitor.name_asked,
                "change": visitor.last_change,
                "messages": views(messages),
                "more": len(messages) == PAGE_OF_MESSAGES,
            }
        )
        answer.headers["Set-Cookie"] = cookie_for(request, visit.browser_key)
        return answer

    async def leave(self, request: web.Request) -> web.Response:
        """End this browser's session; the conversation stays with the desk."""
        async with self.database.books() as books:
            visit = await self.visitors.may_act(books, request)
            await self.visitors.leave(books, visit)
            await books.commit()
        self.feed.left(visit.visitor.id)
        answer = web.json_response({})
        answer.headers["Set-Cookie"] = cookie_for(request, "", timedelta(0))
        return answer

    async def introduce(self, request: web.Request) -> web.Response:
        """Set the visitor's name."""
        introduction = await read(request, requests.Introduction)
        async with self.database.books() as books:
            visit = await self._acting(books, request)
            await books.web_chats.introduce(visit.visitor.id, introduction.name or None)
            await books.commit()
        return web.json_response({})

    async def choose_language(self, request: web.Request) -> web.Response:
        """Set the language of the answers."""
        choice = await read(request, requests.LanguageChoice)
        async with self.database.books() as books:
            visit = await self._acting(books, request)
            await books.web_chats.choose_language(visit.visitor.id, choice.language)
            await books.commit()
        return web.json_response({})

    async def older(self, request: web.Request) -> web.Response:
        """Return the messages before a position."""
        position = number(request, "before")
        async with self.database.reading() as books:
            visit = await self.visitors.must_be_in(books, request)
            messages = await books.web_chats.before(visit.visitor.id, position, PAGE_OF_MESSAGES)
        return web.json_response({"messages": views(messages), "more": len(messages) == PAGE_OF_MESSAGES})

    async def write(self, request: web.Request) -> web.Response:
        """Take a message. A repeat with the same id changes nothing and gets the same answer."""
        message = await read(request, requests.NewMessage)
        if not message.text and message.file is None:
            raise refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "not-understood")
        async with self.database.books() as books:
            visit = await self._acting(books, request)
            stands = await books.web_chats.message(visit.visitor.id, message.id)
            if stands is None:
                stands = await self._keep(books, visit, message)
                await books.commit()
            answering = await self._bot_answers(books, visit)
        return web.json_response({"message": view(stands), "answering": answering})

    async def press(self, request: web.Request) -> web.Response:
        """Take a press of a present button; a second press finds it gone."""
        press = await read(request, requests.ButtonPress)
        now = self.clock()
        async with self.database.books() as books:
            visit = await self._acting(books, request)
            button = await books.web_chats.press(visit.visitor.id, press.message, press.data)
            if button is None:
                raise refusal(HTTPStatus.CONFLICT, "button-gone")
            update = pressed_update(visit.visitor, press.id, press.message, press.data, now)
            await books.inbox.keep([update], now)
            await books.commit()
            stands = await books.web_chats.message(visit.visitor.id, press.message)
        return web.json_response({"message": view(stands) if stands else None, "answering": True})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream server-sent events: the changes since the browser last looked, and all that follow."""
        after = last_seen(request)
        async with self.database.reading() as books:
            visit = await self.visitors.must_be_in(books, request)
        # A restored backup may have fewer changes than the browser saw: then it starts anew.
        after = after if after <= visit.visitor.last_change else 0
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        try:
            with self.feed.subscribe(visit.visitor.id) as subscription:
                await response.prepare(request)
                await _write(response, self.feed.events(visit.visitor.id, subscription, after))
        except TooManyStreams as error:
            raise refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=10) from error
        return response

    async def _acting(self, books: Books, request: web.Request) -> Visit:
        visit = await self.visitors.may_act(books, request)
        if not self.pace.allow(visit.visitor.id, self.clock()):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=1)
        return visit

    async def _keep(self, books: Books, visit: Visit, message: requests.NewMessage) -> WebMessage:
        now, visitor = self.clock(), visit.visitor
        content = Content(FormattedText(message.text))
        if message.file is not None:
            file = await books.web_uploads.get(message.file)
            if file is None or file.visitor != visitor.id:
                raise refusal(HTTPStatus.NOT_FOUND, "no-file")
            await books.web_uploads.attach(file.id)
            content = replace(content, media=file.as_media(UPLOAD))
        reply_to = message.reply_to
        # The chat is read on screens and kept for long: secrets are covered in it at once.
        await books.web_chats.say(
            visitor.id, message.id, WebAuthor.VISITOR, masked(content), now=now, reply_to=reply_to
        )
        update = written_update(visitor, message.id, content, reply_to=reply_to, now=now)
        await books.inbox.keep([update], now, self.burst)
        stands = await books.web_chats.message(visitor.id, message.id)
        if stands is None:
            raise RuntimeError("a message that was just written does not stand in its chat")
        return stands

    async def _bot_answers(self, books: Books, visit: Visit) -> bool:
        """Return True if the bot will answer: no person handles a case of this visitor."""
        conversation = await books.conversations.at(address_of(visit.visitor.id))
        return conversation is None or await books.tickets.open_of(conversation.id) is None


async def _write(response: web.StreamResponse, events: AsyncIterator[bytes]) -> None:
    """Write until the stream ends or breaks, or the database is away: the browser reconnects by itself."""
    try:
        async for event in events:
            await response.write(event)
        await response.write_eof()
    except ConnectionResetError:
        return
    except StorageUnavailable:
        log.warning("a stream of the web chat ends: the database is away")
