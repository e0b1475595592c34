"""The inbox and the tickets as the desk's page calls them.

Whoever acts here goes through the same use cases as staff in a messenger, in one transaction, before the
page is answered.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from bot.channels.telegram_text import parse_command
from bot.channels.web import desk_requests as requests
from bot.channels.web.chat_requests import read
from bot.channels.web.desk_channel import is_desk
from bot.channels.web.desk_feed import DeskFeed
from bot.channels.web.desk_people import Door, Seat
from bot.channels.web.desk_views import CaseFile, DeskViews
from bot.channels.web.refusals import refusal
from bot.channels.web.throttle import Throttle
from handlers.case import Case
from handlers.channel import ButtonPressed, ChatKind, Command, MessageWritten, Scene
from handlers.clock import Clock
from handlers.desk.buttons import Press, Verb, decode, number_in
from handlers.desk.names import visible
from handlers.desk.tickets import NotNow
from handlers.frontdesk import FrontDesk
from storage.books import Books
from storage.changes import Plan
from storage.content import Content, FormattedText
from storage.engine import Database
from storage.errors import StaleRecord
from storage.records import MessageRef, StaffMember
from storage.web_desk_inbox import TicketList

_PRESSES = {"take": Verb.TAKE, "close": Verb.RESOLVE, "reopen": Verb.REOPEN, "send": Verb.SEND_ENTRY}


@dataclass(frozen=True, slots=True)
class DeskTickets:
    """The routes of tickets."""

    database: Database
    door: Door
    feed: DeskFeed
    front: FrontDesk
    views: DeskViews
    clock: Clock
    pace: Throttle = field(default_factory=lambda: Throttle(20, timedelta(seconds=1)))

    def add_to(self, app: web.Application) -> None:
        ticket = r"/desk/api/tickets/{number:\d{1,9}}"
        app.add_routes(
            [
                web.get("/desk/api/inbox", self.inbox),
                web.get(ticket, self.show),
                web.post(f"{ticket}/messages", self.write),
                web.post(f"{ticket}/acts", self.act),
                web.post(f"{ticket}/presses", self.press),
                web.post(f"{ticket}/takebacks", self.take_back),
            ]
        )

    async def inbox(self, request: web.Request) -> web.Response:
        """One of the lists, how many tickets stand in each, and what the bot told everybody."""
        which = next((each for each in TicketList if each == request.query.get("list")), TicketList.OPEN)
        now = self.clock()
        async with self.database.books() as books:
            seat = await self.door.must_be_in(books, request)
            counts = await books.desk_inbox.counts(seat.person.address, now)
            listed = await books.desk_inbox.list(which, seat.person.address, now)
            posts = await books.desk_posts.of_ticket(None)
        return web.json_response(
            {
                "list": which.value,
                "counts": {each.value: count for each, count in counts.items()},
                "tickets": [self.views.line(line, now) for line in listed],
                "posts": [self.views.post(post) for post in posts],
            }
        )

    async def show(self, request: web.Request) -> web.Response:
        """A ticket, whole; who asks is looking at it from now on."""
        async with self.database.books() as books:
            seat = await self.door.must_be_in(books, request)
            file = await self._file(books, await self._case(books, request))
        looking = self.feed.looks_at(seat.user.id, seat.user.name, file.case.ticket.number)
        return web.json_response(self.views.case(file, seat.agent, self.clock()) | {"looking": looking})

    async def write(self, request: web.Request) -> web.Response:
        """A reply, a note or a command. A repeat under the same id changes nothing and is answered alike."""
        reply = await read(request, requests.Reply)
        async with self.database.books() as books:
            seat, case = await self._acting(books, request)
            ref = MessageRef(_own_chat(case, seat), f"{seat.user.id}.{reply.id}")
            if await books.messages.get(ref) is None:
                await self._say(books, seat, case, ref, reply)
                await books.commit()
        return self._done()

    async def act(self, request: web.Request) -> web.Response:
        """Take, wait, close, send an entry and the like, if the ticket is as the page showed it."""
        act = await read(request, requests.Act)
        async with self.database.books() as books:
            seat, case = await self._acting(books, request)
            number = case.ticket.number
            if act.version != case.ticket.version:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            try:
                plan = await self._plan(books, seat, case, act)
            except NotNow as refused:
                return self._not_now(refused, number)
            return await self._apply(books, plan)

    async def _plan(self, books: Books, seat: Seat, case: Case, act: requests.Act) -> Plan:
        actions, now = self.front.staff.pressed.actions, self.clock()
        match act.act:
            case "wait":
                return actions.hold(case, seat.agent, now)
            case "priority":
                return actions.set_priority(case, act.priority or 0, seat.agent, now)
            case pressed:
                detail = str(act.entry) if pressed == "send" else str(act.version)
                press = Press(_PRESSES[pressed], str(case.ticket.number), detail)
                return await self._pressed(books, seat, case, press, MessageRef(case.topic.chat, "card"))

    async def press(self, request: web.Request) -> web.Response:
        """A button under the bot's words: *send again*, *it arrived*."""
        wish = await read(request, requests.PostPress)
        async with self.database.books() as books:
            seat, case = await self._acting(books, request)
            post = await books.desk_posts.get(wish.post)
            press = decode(wish.data)
            offered = {button.data for row in post.buttons for button in row} if post else set()
            if press is None or post is None or post.ticket != case.ticket.number or wish.data not in offered:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            try:
                plan = await self._pressed(
                    books, seat, case, press, MessageRef(case.topic.chat, str(post.id))
                )
            except NotNow as refused:
                return self._not_now(refused, case.ticket.number)
            return await self._apply(books, plan)

    async def take_back(self, request: web.Request) -> web.Response:
        """A reply to the customer is taken back; why it cannot be stands among the bot's words."""
        wish = await read(request, requests.TakeBack)
        async with self.database.books() as books:
            seat, case = await self._acting(books, request)
            said = await books.messages.of_ticket(case.ticket.number)
            if wish.index >= len(said) or said[wish.index].ref.message != wish.ref:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            now = self.clock()
            order = MessageWritten(
                sender=seat.person,
                scene=_scene(case),
                ref=MessageRef(_own_chat(case, seat), f"delete.{wish.ref}"),
                content=Content(),
                at=now,
                command=Command("delete"),
                reply_to=said[wish.index].ref,
            )
            await self.front.staff.about(books, case, [order], seat.person, now)
            await books.commit()
        return self._done()

    async def _acting(self, books: Books, request: web.Request) -> tuple[Seat, Case]:
        seat = await self.door.may_act(books, request)
        now = self.clock()
        if not self.pace.allow(seat.user.id, now):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=1)
        case = await self._case(books, request)
        await books.staff.seen(StaffMember(seat.person.address, seat.user.name, seen_at=now))
        return seat, case

    async def _say(
        self, books: Books, seat: Seat, case: Case, ref: MessageRef, reply: requests.Reply
    ) -> None:
        now = self.clock()
        command = Command("note", reply.text) if reply.note else parse_command(reply.text)
        written = MessageWritten(
            sender=seat.person,
            scene=_scene(case),
            ref=ref,
            content=Content(FormattedText(reply.text)),
            at=now,
            command=command,
        )
        await self.front.staff.about(books, case, [written], seat.person, now)
        self.feed.acted()

    async def _pressed(self, books: Books, seat: Seat, case: Case, press: Press, under: MessageRef) -> Plan:
        now = self.clock()
        pressed = ButtonPressed(
            sender=seat.person, scene=_scene(case), ref=under, data=press.encode(), query="", at=now
        )
        return await self.front.staff.pressed.plan(books, pressed, press, now)

    async def _apply(self, books: Books, plan: Plan) -> web.Response:
        try:
            await books.apply(plan, now=self.clock())
        except StaleRecord as error:
            raise refusal(HTTPStatus.CONFLICT, "stale") from error
        await books.commit()
        return self._done()

    def _done(self) -> web.Response:
        self.feed.acted()
        return web.json_response({})

    def _not_now(self, refused: NotNow, number: int) -> web.Response:
        words = self.front.staff.cases.say_refusal(refused, number)
        return web.json_response({"error": "not-now", "words": words}, status=HTTPStatus.CONFLICT)

    async def _case(self, books: Books, request: web.Request) -> Case:
        number = number_in(request.match_info["number"])
        case = await self.front.staff.cases.find(books, number) if number else None
        if case is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-ticket")
        return case

    async def _file(self, books: Books, case: Case) -> CaseFile:
        number = case.ticket.number
        events = await books.events.of_ticket(number)
        customer = case.conversation
        names = {customer.address: visible(customer.customer.given_name)}
        for address in {event.by for event in events} - names.keys():
            member = await books.staff.get(address)
            names[address] = member.name if member else ""
        marked = await books.marks.of(number)
        return CaseFile(
            case=case,
            said=await books.messages.of_ticket(number),
            events=events,
            posts=await books.desk_posts.of_ticket(number),
            fates=await books.desk_inbox.fates(number),
            names=names,
            mark=marked.mark if marked else None,
        )


def _scene(case: Case) -> Scene:
    """The desk is one more window on the place where the ticket is handled."""
    return Scene(case.topic.chat, ChatKind.FORUM, str(case.ticket.number))


def _own_chat(case: Case, seat: Seat) -> str:
    """Where a message of the desk is at home: with the ticket, unless that is handled in a messenger."""
    return case.topic.chat if is_desk(case.topic.chat) else seat.person.address
