"""Security of the web server: headers of every answer, and checks of every request.

Pages for people (`/chat`, `/desk`) act under a cookie, so changes must come from our own pages: the browser's
`Origin` says so, and no page of another site can forge it. The webhook, health and metrics use no cookies and
have other proofs.
"""

import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.channels.web.callers import Caller, Site, caller_of
from bot.channels.web.refusals import refusal
from bot.web_places import is_for_people
from storage.errors import StaleRecord, StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

FOR_OTHER_SITES = frozenset({"/chat/widget.js"})
"""Paths that pages of other sites may load."""

LARGEST_BODY = 512 * 1024
"""Limit of bodies read into memory: an FAQ entry with all its phrasings, each character written as an escape.

Files are streamed to the disk, under a limit of their own.
"""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

CALLER = web.RequestKey("caller", Caller)
SITE = web.AppKey("site", Site)

_TOLD = web.AppKey("told", set[str])
_MOST_TOLD = 20
"""The most addresses told to the operator, each once: anybody can invent names."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
    "Cache-Control": "no-store",
}


def secure(app: web.Application, site: Site) -> None:
    """Apply the rules of this module to all requests to `app`."""
    app[SITE] = site
    app[_TOLD] = set()
    app.middlewares.append(_guard)
    app.on_response_prepare.append(_add_headers)


def page_policy(nonce: str, frame_ancestors: str) -> str:
    """The content security policy of a page: our own scripts and styles by their nonce, nothing inline."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            f"style-src 'nonce-{nonce}'",
            "connect-src 'self'",
            "img-src 'self' blob:",
            "media-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {frame_ancestors}",
            "require-trusted-types-for 'script'",
        )
    )


def new_nonce() -> str:
    """A nonce for one answer."""
    return secrets.token_urlsafe(18)


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Add the headers to every answer, also unhandled ones; a handler's own value stays."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "otboinik"  # instead of the versions that aiohttp sends


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        if is_for_people(request.path):
            _check(request, request.app[SITE])
        return await handler(request)
    except web.HTTPRequestEntityTooLarge as error:
        raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-long") from error
    except StaleRecord as error:
        raise refusal(HTTPStatus.CONFLICT, "stale") from error
    except StorageUnavailable as error:
        log.warning("the web waits for the database", path=request.path)
        raise refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=2) from error


def _check(request: web.Request, site: Site) -> None:
    caller = caller_of(
        request.remote or "", request.scheme, request.host, request.headers, site.trusted_proxies
    )
    request[CALLER] = caller
    if not site.knows_host(caller):
        _tell_once(request, "asked for by a name that is not ours", caller.host)
        raise refusal(HTTPStatus.MISDIRECTED_REQUEST, "wrong-host")
    if not _may_ask(request, site.origins(caller)):
        if request.method not in _SAFE_METHODS:
            _tell_once(request, "called by a page that is not ours", request.headers.get("Origin", ""))
        raise refusal(HTTPStatus.FORBIDDEN, "wrong-origin")


def _tell_once(request: web.Request, event: str, address: str) -> None:
    """Tell the operator: an unknown proxy makes all customers look foreign; their pages cannot say why."""
    told = request.app[_TOLD]
    if address in told or len(told) >= _MOST_TOLD:
        return
    told.add(address)
    log.warning(event, address=address, mend="if people reach us by it, write it into PUBLIC_URL")


def _may_ask(request: web.Request, own: frozenset[str]) -> bool:
    if request.method not in _SAFE_METHODS:
        return request.headers.get("Origin") in own
    if request.path in FOR_OTHER_SITES or request.headers.get("Sec-Fetch-Mode") == "navigate":
        return True
    if request.headers.get("Origin", next(iter(own))) not in own:
        return False
    return request.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
