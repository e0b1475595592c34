"""Bodies of requests: JSON, query strings, multipart forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from tests.botapi.config import ApiError


def parse_query(raw: str) -> dict[str, Any]:
    return dict(parse_qsl(raw, keep_blank_values=True))


async def read_body(request: web.BaseRequest, limit: int, args: dict[str, Any], files: dict) -> None:
    """Fill `args` and `files` (name: file name, bytes, type) with what the bot sent. Raises `ApiError`."""
    if (request.content_length or 0) > limit:
        request.protocol.keep_alive(False)
        while await request.content.readany():
            pass
        raise ApiError(413, "Request Entity Too Large")
    kind = request.headers.get("Content-Type", "")
    try:
        if kind.startswith("multipart/"):
            await _read_multipart(MultipartReader(request.headers, request.content), args, files)
            return
        data = await request.read()
        if kind.startswith("application/json"):
            args.update(orjson.loads(data or b"{}"))
        else:
            args.update(parse_query(data.decode()))
    except (ValueError, TypeError) as e:
        raise ApiError(400, f"Bad Request: can't parse the request: {type(e).__name__}") from None


async def _read_multipart(form: MultipartReader, args: dict[str, Any], files: dict) -> None:
    async for part in form:
        if not isinstance(part, BodyPartReader):
            continue
        name = part.name or ""
        data = bytes(await part.read(decode=True))
        if part.filename is not None:
            files[name] = (part.filename, data, part.headers.get("Content-Type", ""))
        else:
            args[name] = data.decode("utf-8", "surrogateescape")
