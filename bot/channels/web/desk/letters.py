"""Undelivered letters at the desk: dead ones, and agents' replies of unknown fate."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import TICKET, DeskActing
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read
from handlers.agents.presses import AgentPressed
from handlers.desk.buttons import Verb
from handlers.desk.text.numbers import number_in
from handlers.errors import CommandRefused
from handlers.managers.outbox import OutboxCommands
from storage.records.letters import PostedLetter

_MOST_SHOWN = 100
_VERBS = {"again": Verb.SEND_AGAIN, "arrived": Verb.ARRIVED}


@dataclass(frozen=True, slots=True)
class DeskLetters:
    """The routes of letters. The actions are those of `/outbox` and of the buttons."""

    acting: DeskActing
    commands: OutboxCommands
    pressed: AgentPressed

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/outbox", self.given_up),
                web.post(r"/desk/api/outbox/{letter:\d{1,15}}", self.settle),
                web.post(f"{TICKET}/replies", self.settle_reply),
            ]
        )

    async def given_up(self, request: web.Request) -> web.Response:
        """Return the letters that were given up, those to be decided first; for managers."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            letters = await books.dead_letters.listed(limit=_MOST_SHOWN)
        return web.json_response({"letters": [self._view(letter) for letter in letters]})

    async def settle(self, request: web.Request) -> web.Response:
        """Send one again, or drop it."""
        wish = await read(request, requests.LetterWish)
        letter = number_in(request.match_info["letter"]) or 0
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            plan = await self.commands.settle(books, letter, wish.act, seat.agent, self.acting.clock())
            if plan is None:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            return await self.acting.apply(books, plan)

    async def settle_reply(self, request: web.Request) -> web.Response:
        """Settle a reply by *send again* or *it arrived*."""
        wish = await read(request, requests.ReplyWish)
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            settle = self.pressed.settle_reply
            try:
                plan = await settle(
                    books, case, _VERBS[wish.act], wish.letter, seat.user.name, self.acting.clock()
                )
            except CommandRefused as refused:
                return self.acting.refusal_of(refused, case.ticket.number)
            return await self.acting.apply(books, plan)

    def _view(self, posted: PostedLetter) -> dict[str, Any]:
        return {
            "id": posted.id,
            "ticket": posted.letter.ticket,
            "words": self.commands.line(posted, reveal=True),
            "at": posted.posted_at.isoformat(),
        }
