"""Refusals that a page can explain: a status, and a word for which the page has a sentence."""

import json
from http import HTTPStatus

from aiohttp import web


def refusal(
    status: HTTPStatus, error: str, *, retry_after: int | None = None, headers: dict[str, str] | None = None
) -> web.HTTPException:
    """The exception that answers with `status` and `{"error": error}`; raise it."""
    return _KINDS[status](
        text=json.dumps({"error": error}),
        content_type="application/json",
        headers=(headers or {}) | ({"Retry-After": str(retry_after)} if retry_after is not None else {}),
    )


class _TooLarge(web.HTTPClientError):
    """Used because aiohttp's own requires sizes that a stream does not know."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


_KINDS: dict[HTTPStatus, type[web.HTTPException]] = {
    HTTPStatus.BAD_REQUEST: web.HTTPBadRequest,
    HTTPStatus.UNAUTHORIZED: web.HTTPUnauthorized,
    HTTPStatus.FORBIDDEN: web.HTTPForbidden,
    HTTPStatus.NOT_FOUND: web.HTTPNotFound,
    HTTPStatus.CONFLICT: web.HTTPConflict,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _TooLarge,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: web.HTTPUnsupportedMediaType,
    HTTPStatus.MISDIRECTED_REQUEST: web.HTTPMisdirectedRequest,
    HTTPStatus.UNPROCESSABLE_ENTITY: web.HTTPUnprocessableEntity,
    HTTPStatus.TOO_MANY_REQUESTS: web.HTTPTooManyRequests,
    HTTPStatus.SERVICE_UNAVAILABLE: web.HTTPServiceUnavailable,
}
