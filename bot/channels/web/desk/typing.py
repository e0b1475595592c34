"""Somebody of the desk is typing."""

from dataclasses import dataclass, field

from aiohttp import web

from bot.channels.web.chat.feed import ChatFeed
from bot.channels.web.chat.updates import SOURCE, visitor_at
from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.throttle import Throttle
from bot.channels.web.typing import pace_of_typing


@dataclass(frozen=True, slots=True)
class AgentTyping:
    """POST …/tickets/{number}/typing: a customer of the web chat sees it."""

    acting: DeskActing
    chats: ChatFeed
    pace: Throttle = field(default_factory=pace_of_typing)

    def add_to(self, app: web.Application) -> None:
        app.router.add_post(f"{TICKET}/typing", self.tell)

    async def tell(self, request: web.Request) -> web.Response:
        """Show the customer that somebody of the desk is typing."""
        async with self.acting.database.reading() as books:
            seat = await self.acting.access.may_act(books, request)
            case = await self.acting.case(books, request)
        address = case.conversation.address
        is_here = address.startswith(f"{SOURCE}:")
        if is_here and self.pace.allow(seat.user.id, self.acting.clock()):
            self.chats.show_typing(visitor_at(address), seat.user.name)
        return web.json_response({})
