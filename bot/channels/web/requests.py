"""Requests of pages: JSON of given shapes, whole numbers, names of files, and nothing else."""

import re
from http import HTTPStatus
from typing import Annotated, TypeVar
from urllib.parse import unquote

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from bot.channels.web.refusals import refusal

_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")


BrowserId = Annotated[str, StringConstraints(pattern=_ID)]


UploadId = Annotated[str, StringConstraints(pattern=re.compile(r"^[0-9a-f]{32}$"))]


WholeNumber = Annotated[int, Field(ge=0, lt=2**63)]
"""The range that every database takes."""


class Request(BaseModel):
    """The body of a page's request. NUL, which no database takes, is replaced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _without_nul(cls, value: object) -> object:
        if isinstance(value, list):
            return [cls._without_nul(each) for each in value]
        return value.replace("\0", "\ufffd") if isinstance(value, str) else value


Shape = TypeVar("Shape", bound=Request)


async def read(request: web.Request, shape: type[Shape]) -> Shape:
    """Parse the body as `shape`; refuse anything else."""
    if request.content_type != "application/json":
        raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type")
    try:
        return shape.model_validate_json(await request.read())
    except ValidationError as error:
        too_long = any(fault["type"] == "string_too_long" for fault in error.errors(include_url=False))
        raise refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, "too-long" if too_long else "not-understood"
        ) from error


def number(request: web.Request, name: str) -> int:
    """A whole number from the query; 0 if missing."""
    text = request.query.get(name) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004 - fits every database
        raise refusal(HTTPStatus.BAD_REQUEST, "not-understood")
    return int(text)


def words(request: web.Request, name: str, longest: int) -> str:
    """Words from the query, without characters that no database takes."""
    return request.query.get(name, "").replace("\0", " ").strip()[:longest]


def last_seen(request: web.Request) -> int:
    """The latest change that a stream's browser saw: it repeats our own number when it reconnects."""
    repeated = request.headers.get("Last-Event-ID", "")
    if repeated.isascii() and repeated.isdigit() and len(repeated) < 16:  # noqa: PLR2004 - as above
        return int(repeated)
    return number(request, "after")


def file_name(request: web.Request) -> str:
    """The file's original name; headers carry it percent-encoded."""
    return unquote(request.headers.get("X-File-Name", ""), errors="replace")


def accepted_languages(request: web.Request) -> list[str]:
    """The languages that the browser's person reads, the most wanted first."""
    wishes: list[tuple[float, str]] = []
    for part in request.headers.get("Accept-Language", "").split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            wishes.append((-float(quality or 1), tag))
        except ValueError:
            continue
    return [tag for _, tag in sorted(wishes, key=lambda wish: wish[0])]
