"""Sessions of visitors: a key in a cookie of the browser, and a token that our own pages send along."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from bot.channels.web.refusals import refusal
from bot.channels.web.security import CALLER, SITE
from bot.channels.web.sessions import SessionKey, new_browser_key
from bot.channels.web.throttle import Throttle
from handlers.clock import Clock
from storage.books import Books
from storage.web.chat import WebVisitor

COOKIE = "otboinik_visitor"
CSRF_HEADER = "X-CSRF-Token"
LIFETIME = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor with a session, and the key of their browser."""

    visitor: WebVisitor
    browser_key: str


@dataclass(frozen=True, slots=True)
class Visitors:
    """Access to the chat. One address may bring so many new visitors at once, then one in a while."""

    key: SessionKey
    clock: Clock
    newcomers: Throttle = field(default_factory=lambda: Throttle(30, timedelta(seconds=20)))

    async def find(self, books: Books, request: web.Request) -> Visit | None:
        """The visitor of the browser; None without a session."""
        browser_key = request.cookies.get(COOKIE)
        if not browser_key:
            return None
        visitor_id = await books.web_sessions.visitor_of(self.key.proof(browser_key), self.clock())
        visitor = await books.web_chats.visitor(visitor_id) if visitor_id else None
        return Visit(visitor, browser_key) if visitor else None

    async def enter(self, books: Books, request: web.Request) -> Visit:
        """Open a session: for the earlier visitor, or for a new one."""
        now = self.clock()
        visit = await self.find(books, request)
        if visit is None:
            if not self.newcomers.allow(request[CALLER].household, now):
                raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=20)
            visit = Visit(WebVisitor(id=secrets.token_hex(12), created_at=now), new_browser_key())
            await books.web_chats.begin(visit.visitor)
        await books.web_sessions.open(self.key.proof(visit.browser_key), visit.visitor.id, now + LIFETIME)
        return visit

    async def must_be_in(self, books: Books, request: web.Request) -> Visit:
        """The visitor; refuse a browser without a session."""
        visit = await self.find(books, request)
        if visit is None:
            raise refusal(HTTPStatus.UNAUTHORIZED, "no-session")
        return visit

    async def may_act(self, books: Books, request: web.Request) -> Visit:
        """The visitor, acting through one of our own pages."""
        visit = await self.must_be_in(books, request)
        if not self.key.fits(request.headers.get(CSRF_HEADER, ""), visit.browser_key):
            raise refusal(HTTPStatus.FORBIDDEN, "wrong-token")
        return visit

    async def leave(self, books: Books, visit: Visit) -> None:
        """End the session of this browser's key."""
        await books.web_sessions.end(self.key.proof(visit.browser_key))


def cookie_for(request: web.Request, browser_key: str, lifetime: timedelta = LIFETIME) -> str:
    """The `Set-Cookie` header that gives the key to the browser.

    In a frame on another site a browser sends only cookies that allow it, kept apart for each such site
    (https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies). Written here,
    since Python's own cookies know `Partitioned` only from 3.14 on.
    """
    site = request.app[SITE]
    is_secure = site.is_secure(request[CALLER])
    parts = [f"{COOKIE}={browser_key}", f"Max-Age={int(lifetime.total_seconds())}", "Path=/chat", "HttpOnly"]
    if is_secure and site.allowed_origins:
        parts += ["SameSite=None", "Secure", "Partitioned"]
    else:
        parts += ["SameSite=Lax"] + (["Secure"] if is_secure else [])
    return "; ".join(parts)
