"""Somebody writes right now: shown at the other side for a moment, and kept nowhere.

Pages say so every few seconds while their person types; what comes oftener is passed over. Only pages of this
very process learn of it: a hint is worth no row in a database.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from bot.channels.web.chat.feed import ChatFeed
from bot.channels.web.chat.updates import SOURCE, address_of, visitor_at
from bot.channels.web.chat.visitors import Visitors
from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.throttle import Throttle
from handlers.clock import Clock
from storage.engine import Database

AT_MOST_EVERY = timedelta(seconds=2)


def _pace() -> Throttle:
    return Throttle(1, AT_MOST_EVERY)


@dataclass(frozen=True, slots=True)
class VisitorTyping:
    """POST /chat/api/typing: whoever looks at the visitor's ticket sees it."""

    database: Database
    visitors: Visitors
    desk: DeskFeed
    clock: Clock
    pace: Throttle = field(default_factory=_pace)

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/chat/api/typing", self.tell)

    async def tell(self, request: web.Request) -> web.Response:
        """A visitor writes."""
        async with self.database.books() as books:
            visit = await self.visitors.may_act(books, request)
        if self.pace.allow(visit.visitor.id, self.clock()):
            self.desk.customer_types(address_of(visit.visitor.id))
        return web.json_response({})


@dataclass(frozen=True, slots=True)
class AgentTyping:
    """POST …/tickets/{number}/typing: a customer of the web chat sees it."""

    acting: DeskActing
    chats: ChatFeed
    pace: Throttle = field(default_factory=_pace)

    def add_to(self, app: web.Application) -> None:
        app.router.add_post(f"{TICKET}/typing", self.tell)

    async def tell(self, request: web.Request) -> web.Response:
        """Somebody of the desk writes to a customer."""
        async with self.acting.database.books() as books:
            seat = await self.acting.door.may_act(books, request)
            case = await self.acting.case(books, request)
        address = case.conversation.address
        is_here = address.startswith(f"{SOURCE}:")
        if is_here and self.pace.allow(seat.user.id, self.acting.clock()):
            self.chats.show_typing(visitor_at(address), seat.user.name)
        return web.json_response({})
