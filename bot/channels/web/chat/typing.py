"""A visitor is typing."""

from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.channels.web.chat.updates import address_of
from bot.channels.web.chat.visitors import Visitors
from bot.channels.web.throttle import Throttle
from bot.channels.web.typing import pace_of_typing
from handlers.clock import Clock
from storage.database import Database


@dataclass(frozen=True, slots=True)
class VisitorTyping:
    """POST /chat/api/typing: `show` tells the pages that show a ticket of that address."""

    database: Database
    visitors: Visitors
    show: Callable[[str], None]
    clock: Clock
    pace: Throttle = field(default_factory=pace_of_typing)

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/chat/api/typing", self.tell)

    async def tell(self, request: web.Request) -> web.Response:
        """Tell that the visitor is typing."""
        async with self.database.reading() as books:
            visit = await self.visitors.may_act(books, request)
        if self.pace.allow(visit.visitor.id, self.clock()):
            self.show(address_of(visit.visitor.id))
        return web.json_response({})
