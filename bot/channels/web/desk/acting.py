"""Actions at the desk: with a session, at a limited rate, in one transaction, with reasons for refusals."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from bot.channels.web.desk.channel import is_desk
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.desk.people import DeskAccess, Seat
from bot.channels.web.desk.refusing import at_the_desk, told_why
from bot.channels.web.refusals import refusal
from bot.channels.web.throttle import Throttle
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.channel import ChatKind, Scene
from handlers.clock import Clock
from handlers.desk.text.numbers import number_in
from handlers.errors import CommandRefused
from handlers.phrases import Phrases, Speech
from storage.books import Books
from storage.changes import Plan
from storage.database import Database
from storage.records.message_refs import MessageRef
from storage.records.staff import StaffMember

TICKET = r"/desk/api/tickets/{number:\d{1,9}}"


@dataclass(frozen=True, slots=True)
class DeskActing:
    """Shared by all parts of the desk that change anything. `refresh` follows managers' changes."""

    database: Database
    access: DeskAccess
    feed: DeskFeed
    cases: CaseDesk
    refresh: Callable[[], Awaitable[None]]
    clock: Clock
    pace: Throttle = field(default_factory=lambda: Throttle(20, timedelta(seconds=1)))

    async def begin(self, books: Books, request: web.Request) -> tuple[Seat, Case]:
        """The acting person and the case; the person is recorded as a member of the staff."""
        seat = await self.access.may_act(books, request)
        now = self.clock()
        if not self.pace.allow(seat.user.id, now):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=1)
        case = await self.case(books, request)
        await books.staff.seen(StaffMember(seat.person.address, seat.user.name, seen_at=now))
        return seat, case

    async def case(self, books: Books, request: web.Request) -> Case:
        """The case that the request names."""
        number = number_in(request.match_info["number"])
        case = await self.cases.find(books, number) if number else None
        if case is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-ticket")
        return case

    async def apply(self, books: Books, plan: Plan) -> web.Response:
        """Apply the plan and answer the page. Raises `StaleRecord`, which is reported to the page."""
        await books.apply(plan, now=self.clock())
        await books.commit()
        return self.done()

    def done(self) -> web.Response:
        """Answer after a commit: all pages of the desk look again."""
        self.feed.acted()
        return web.json_response({})

    async def followed(self) -> None:
        """Follow a manager's change before the page is answered: they will try it at once."""
        await self.refresh()
        self.feed.acted()

    @property
    def phrases(self) -> Phrases:
        """The phrases for readers."""
        return self.cases.phrases

    @property
    def speech(self) -> Speech:
        """Sentences in the staff's language."""
        return self.cases.staff_speech

    def words(self, phrase: str, **arguments: str | int) -> str:
        """The phrase in its wording for the desk, in the staff's language."""
        here = at_the_desk(self.speech, phrase)
        return self.speech.say(here, **arguments)

    def refused(self, phrase: str, **arguments: str | int) -> web.Response:
        """Refuse with this sentence, capitalised: in a messenger it may follow a colon."""
        words = self.words(phrase, **arguments)
        return told_why(words[:1].upper() + words[1:])

    def refusal_of(self, refused: CommandRefused, number: int = 0) -> web.Response:
        """Refuse with this reason, in its wording for the desk."""
        here = at_the_desk(self.speech, refused.phrase)
        return told_why(self.cases.say_refusal(CommandRefused(here, **refused.arguments), number))


def scene_of(case: Case) -> Scene:
    """The scene of the ticket: the desk is one more window on the place where it is handled."""
    return Scene(case.topic.chat, ChatKind.FORUM, str(case.ticket.number))


def own_chat(case: Case, seat: Seat) -> str:
    """The chat of a message from the desk: the ticket's, unless that is handled in a messenger."""
    return case.topic.chat if is_desk(case.topic.chat) else seat.person.address


def ref_of(case: Case, seat: Seat, browser_id: str) -> MessageRef:
    """A message of the desk by its author and the name from their browser, so that authors never clash."""
    return MessageRef(own_chat(case, seat), f"{seat.user.id}.{browser_id}")
