"""Looking an FAQ entry up beside a ticket, as `/entry`; it is sent like one that is suggested."""

from dataclasses import dataclass

from aiohttp import web

from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.desk.views import entry_view
from bot.channels.web.requests import words
from handlers.replies.entries import EntryReplies

_LONGEST_SEARCH = 200
_MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class DeskEntries:
    """The route of the search, for everybody who may answer."""

    acting: DeskActing
    entries: EntryReplies

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(f"{TICKET}/entries", self.find)

    async def find(self, request: web.Request) -> web.Response:
        """Return the entries for the words or the number in `?find=`; none without words."""
        wanted = words(request, "find", _LONGEST_SEARCH)
        async with self.acting.database.reading() as books:
            await self.acting.access.must_be_in(books, request)
            await self.acting.case(books, request)
            found = await self.entries.search(books, wanted) if wanted else ()
        return web.json_response({"entries": [entry_view(record) for record in found[:_MOST_FOUND]]})
