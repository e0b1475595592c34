"""Somebody writes right now: shown at the other side for a moment, and kept nowhere.

Pages say so every few seconds while their person types; what comes oftener is passed over. Only pages of this
very process learn of it: a hint is worth no row in a database.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from bot.channels.web.chat_feed import ChatFeed
from bot.channels.web.chat_updates import SOURCE, address_of, visitor_at
from bot.channels.web.chat_visitors import Visitors
from bot.channels.web.desk_acting import TICKET, DeskActing
from bot.channels.web.throttle import Throttle

AT_MOST_EVERY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Typing:
    """The routes by which both sides say that they write."""

    acting: DeskActing
    visitors: Visitors
    chats: ChatFeed
    pace: Throttle = field(default_factory=lambda: Throttle(1, AT_MOST_EVERY))

    def add_to(self, app: web.Application) -> None:
        app.add_routes([web.post("/chat/api/typing", self.visitor), web.post(f"{TICKET}/typing", self.agent)])

    async def visitor(self, request: web.Request) -> web.Response:
        """A visitor writes: whoever looks at their ticket sees it."""
        async with self.acting.database.books() as books:
            visit = await self.visitors.may_act(books, request)
        if self.pace.allow(address_of(visit.visitor.id), self.acting.clock()):
            self.acting.feed.customer_types(address_of(visit.visitor.id))
        return web.json_response({})

    async def agent(self, request: web.Request) -> web.Response:
        """Somebody of the desk writes to a customer; one of the web chat sees it."""
        async with self.acting.database.books() as books:
            seat = await self.acting.door.may_act(books, request)
            case = await self.acting.case(books, request)
        address = case.conversation.address
        is_here = address.startswith(f"{SOURCE}:")
        if is_here and self.pace.allow(seat.person.address, self.acting.clock()):
            self.chats.show_typing(visitor_at(address), seat.user.name)
        return web.json_response({})
