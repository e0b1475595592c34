"""The API of the inbox and the tickets for the desk's page.

Actions here run the same use cases as those of staff in a messenger, in one transaction, before the page is
answered.
"""

from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import TICKET, DeskActing, scene_of
from bot.channels.web.desk.case_file import CaseFiles
from bot.channels.web.desk.people import Seat
from bot.channels.web.desk.timeline import OF_A_HINT, view_of_post
from bot.channels.web.desk.views import DeskViews
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read, words
from handlers.agents.finding import search
from handlers.agents.tools import AgentsTools
from handlers.cases.case import Case
from handlers.channel import ButtonPressed
from handlers.desk.buttons import Press, Verb, decode
from handlers.desk.text.numbers import number_in
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.records.message_refs import MessageRef
from storage.web.desk_inbox import MOST_LISTED, TicketList

_LONGEST_SEARCH = 200

_PRESSES = {"take": Verb.TAKE, "close": Verb.RESOLVE, "reopen": Verb.REOPEN, "send": Verb.SEND_ENTRY}


@dataclass(frozen=True, slots=True)
class DeskTickets:
    """The routes of tickets."""

    acting: DeskActing
    views: DeskViews
    files: CaseFiles
    tools: AgentsTools

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/inbox", self.inbox),
                web.get(TICKET, self.show),
                web.post(f"{TICKET}/acts", self.act),
                web.post(f"{TICKET}/presses", self.press),
            ]
        )

    async def inbox(self, request: web.Request) -> web.Response:
        """Return a list or search result, the size of each list, and the bot's posts to everybody."""
        which = next((each for each in TicketList if each == request.query.get("list")), TicketList.OPEN)
        now = self.acting.clock()
        async with self.acting.database.reading() as books:
            seat = await self.acting.access.must_be_in(books, request)
            counts = await books.desk_inbox.counts(seat.person.address, now)
            wanted = words(request, "find", _LONGEST_SEARCH)
            if wanted:
                found = await search(books, wanted, limit=MOST_LISTED)
                listed = await books.desk_inbox.lines_of([each.ticket.number for each in found])
            else:
                listed = await books.desk_inbox.list(which, seat.person.address, now)
            posts = await books.desk_posts.of_ticket(None)
        return web.json_response(
            {
                "list": which.value,
                "counts": {each.value: count for each, count in counts.items()},
                "tickets": [self.views.line(line, now) for line in listed],
                "posts": [view_of_post(post) for post in posts],
            }
        )

    async def show(self, request: web.Request) -> web.Response:
        """Return a whole ticket, and record that the person has it open."""
        async with self.acting.database.reading() as books:
            seat = await self.acting.access.must_be_in(books, request)
            file = await self.files.of(books, await self.acting.case(books, request))
        case = file.case
        looking = self.acting.feed.looks_at(
            seat.user.id, seat.user.name, case.ticket.number, case.conversation.address
        )
        return web.json_response(
            self.views.case(file, seat.agent, self.acting.clock(), manages=seat.is_manager)
            | {"looking": looking}
        )

    async def act(self, request: web.Request) -> web.Response:
        """Take, wait, close, send an entry and the like, if the ticket is as the page showed it."""
        act = await read(request, requests.TicketAction)
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            number = case.ticket.number
            if act.version != case.ticket.version:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            try:
                plan = await self._plan(books, seat, case, act)
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, number)
            return await self.acting.apply(books, plan)

    async def _plan(self, books: Books, seat: Seat, case: Case, act: requests.TicketAction) -> Plan:
        actions, now = self.tools.actions, self.acting.clock()
        match act.act:
            case "wait":
                return await actions.hold(books, case, seat.agent, now)
            case "priority":
                return await actions.set_priority(books, case, act.priority or 0, seat.agent, now)
            case pressed:
                detail = str(act.entry) if pressed == "send" else str(act.version)
                press = Press(_PRESSES[pressed], str(case.ticket.number), detail)
                return await self._pressed(books, seat, case, press, MessageRef(case.topic.chat, "card"))

    async def press(self, request: web.Request) -> web.Response:
        """Handle a press of a button under the bot's words: *send again*, *it arrived*."""
        wish = await read(request, requests.PostPress)
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            press = decode(wish.data)
            if wish.post == OF_A_HINT:
                return await self._decide(books, seat, case, press)
            post = await books.desk_posts.get(wish.post)
            offered = {button.data for row in post.buttons for button in row} if post else set()
            if press is None or post is None or post.ticket != case.ticket.number or wish.data not in offered:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            try:
                plan = await self._pressed(
                    books, seat, case, press, MessageRef(case.topic.chat, str(post.id))
                )
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, case.ticket.number)
            return await self.acting.apply(books, plan)

    async def _decide(self, books: Books, seat: Seat, case: Case, press: Press | None) -> web.Response:
        """Decide about the words of a reply whose hint is in a messenger."""
        number = number_in(press.subject) if press else None
        hint = await books.wording_hints.get(number) if number else None
        if press is None or hint is None or hint.ticket != case.ticket.number:
            raise refusal(HTTPStatus.CONFLICT, "stale")
        wording, now = self.tools.wording_pressed, self.acting.clock()
        try:
            plan = await wording(books, case, hint, press.verb, seat.user.name, now)
        except CommandRefused as refused:
            return self.acting.refusal_of(refused, case.ticket.number)
        return await self.acting.apply(books, plan)

    async def _pressed(self, books: Books, seat: Seat, case: Case, press: Press, under: MessageRef) -> Plan:
        now = self.acting.clock()
        pressed = ButtonPressed(
            sender=seat.person, scene=scene_of(case), ref=under, data=press.encode(), query="", at=now
        )
        return await self.tools.pressed.plan(books, pressed, press, now)
