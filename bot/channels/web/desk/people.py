"""Access to the desk: by a password or, on this very machine, by a link that works once."""

import asyncio
import hmac
import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from ipaddress import ip_address

from aiohttp import web

from bot.channels.web.chat.visitors import CSRF_HEADER
from bot.channels.web.desk.passwords import fits
from bot.channels.web.refusals import refusal
from bot.channels.web.security import CALLER, SITE
from bot.channels.web.sessions import SessionKey, new_browser_key
from bot.channels.web.throttle import Throttle
from handlers.channel import Person
from handlers.clock import Clock
from handlers.desk.tickets.lifecycle import Agent
from storage.books import Books
from storage.database import Database
from storage.records.desk_roles import DeskRole
from storage.web.desk import DeskUser, name_key

COOKIE = "otboinik_desk"
LIFETIME = timedelta(hours=12)
"""A working day; the page renews it whenever it is opened."""

OWNER = "owner"
"""The user of the one-time link: the person who started the bot."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person of the desk with a session, and the key of their browser."""

    user: DeskUser
    browser_key: str

    @property
    def is_manager(self) -> bool:
        return self.user.role is DeskRole.MANAGER

    @property
    def person(self) -> Person:
        """The person in the terms of the use cases."""
        return Person(self.user.address, self.user.name)

    @property
    def agent(self) -> Agent:
        """The person in the terms of tickets."""
        return Agent(self.person.address, self.user.name)


@dataclass(slots=True)
class OneTimeLink:
    """A key that signs in one browser, once, and only from this machine."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    spent: bool = False

    def opens(self, key: str, caller: str) -> bool:
        """Return True if it would sign in a browser of this address."""
        return not self.spent and _is_here(caller) and hmac.compare_digest(key.encode(), self.key.encode())

    def spend(self, key: str, caller: str) -> bool:
        """Use the link up; return True for only one of two that come at once."""
        opens = self.opens(key, caller)
        self.spent = self.spent or opens
        return opens


@dataclass(frozen=True, slots=True)
class DeskAccess:
    """Access to the desk. `link` is None if only passwords count."""

    database: Database
    key: SessionKey
    clock: Clock
    link: OneTimeLink | None = None
    tries: Throttle = field(default_factory=lambda: Throttle(10, timedelta(seconds=30)))
    tries_of_a_name: Throttle = field(default_factory=lambda: Throttle(10, timedelta(minutes=1)))
    checking: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    async def find(self, books: Books, request: web.Request) -> Seat | None:
        """The person of the browser; None without a session."""
        browser_key = request.cookies.get(COOKIE)
        if not browser_key:
            return None
        user = await books.desk_sessions.user_of(self.key.proof(browser_key), self.clock())
        return Seat(user, browser_key) if user else None

    async def must_be_in(self, books: Books, request: web.Request) -> Seat:
        """The person; refuse a browser without a session."""
        seat = await self.find(books, request)
        if seat is None:
            raise refusal(HTTPStatus.UNAUTHORIZED, "no-session")
        return seat

    async def may_act(self, books: Books, request: web.Request) -> Seat:
        """The person, acting through the desk's own page."""
        seat = await self.must_be_in(books, request)
        if not self.key.fits(request.headers.get(CSRF_HEADER, ""), seat.browser_key):
            raise refusal(HTTPStatus.FORBIDDEN, "wrong-token")
        return seat

    async def must_manage(self, books: Books, request: web.Request) -> Seat:
        """A manager, reading."""
        return _manager(await self.must_be_in(books, request))

    async def may_manage(self, books: Books, request: web.Request) -> Seat:
        """A manager, acting through the desk's own page."""
        return _manager(await self.may_act(books, request))

    async def by_password(self, request: web.Request, name: str, password: str) -> DeskUser:
        """The person who signs in; a wrong name and a wrong password get the same slow refusal."""
        now = self.clock()
        may_try = self.tries.allow(request[CALLER].household, now)
        if not (may_try and self.tries_of_a_name.allow(name_key(name), now)):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=30)
        async with self.database.reading() as books:
            user = await books.desk_users.named(name)
        async with self.checking:
            known = await asyncio.to_thread(fits, password, user.password if user else None)
        if user is None or not known:
            raise refusal(HTTPStatus.FORBIDDEN, "wrong-password")
        return user

    async def by_link(self, books: Books, request: web.Request, key: str, name: str) -> DeskUser:
        """The person who started the bot; asked for a name the first time, since customers will see it."""
        caller = request[CALLER]
        if not self.tries.allow(caller.household, self.clock()):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=30)
        if self.link is None or not self.link.opens(key, caller.address):
            raise refusal(HTTPStatus.FORBIDDEN, "link-spent")
        known = await books.desk_users.get(OWNER)
        if known is None and not name:
            raise refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "name-wanted")
        namesake = await books.desk_users.named(name) if name else None
        if namesake is not None and namesake.id != OWNER:
            raise refusal(HTTPStatus.CONFLICT, "name-taken")
        if not self.link.spend(key, caller.address):
            raise refusal(HTTPStatus.FORBIDDEN, "link-spent")
        user = known or DeskUser(id=OWNER, name=name, role=DeskRole.MANAGER, created_at=self.clock())
        user = replace(user, name=name or user.name, left_at=None)
        await books.desk_users.save(user)
        return user

    async def let_in(self, books: Books, user: DeskUser, browser_key: str | None = None) -> Seat:
        """Open a session for the person's browser, or renew the one of its key.

        Refuse somebody who was shut out since they were read.
        """
        now = self.clock()
        seat = Seat(user, browser_key or new_browser_key())
        await books.desk_sessions.purge(now)
        proof = self.key.proof(seat.browser_key)
        if not await books.desk_sessions.open(proof, user, now + LIFETIME):
            raise refusal(HTTPStatus.UNAUTHORIZED, "no-session")
        return seat

    async def leave(self, books: Books, seat: Seat) -> None:
        """End the session of this browser's key."""
        await books.desk_sessions.end(self.key.proof(seat.browser_key))


def cookie_for(request: web.Request, browser_key: str, lifetime: timedelta = LIFETIME) -> str:
    """The `Set-Cookie` header: for the desk only, out of reach of scripts and of other sites."""
    age = int(lifetime.total_seconds())
    parts = [f"{COOKIE}={browser_key}", f"Max-Age={age}", "Path=/desk", "HttpOnly", "SameSite=Strict"]
    is_secure = request.app[SITE].is_secure(request[CALLER])
    return "; ".join([*parts, "Secure"] if is_secure else parts)


def _manager(seat: Seat) -> Seat:
    if not seat.is_manager:
        raise refusal(HTTPStatus.FORBIDDEN, "managers-only")
    return seat


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
