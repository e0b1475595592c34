"""Helpers shared by the pages of the chat and of the desk."""

import json

from aiohttp import web
from aiohttp.typedefs import Handler


def json_in_html(value: object) -> str:
    """JSON for a `script` element of data: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def leads_to(page: str) -> Handler:
    """A redirect to the page, query included, for addresses that people type."""

    async def lead(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(request.rel_url.with_path(page, keep_query=True))

    return lead
