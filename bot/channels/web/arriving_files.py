"""Files that pages send: accepted ones are stored on disk, others are refused with a reason."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.channels.web.file_types import HEAD, FileType, fitting_name, recognise
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import file_name
from bot.channels.web.uploads import LARGEST_FILE, FileTooLarge, UploadsFolder

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_RETRY_AFTER_SECONDS = 5


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file whose bytes are on disk. `name` fits its `type`, which is recognised by content."""

    id: str
    name: str
    type: FileType
    size: int


def must_be_a_file(request: web.Request) -> None:
    """Refuse a body declared as no file or as too large, before anything of it is read."""
    if request.content_type != "application/octet-stream":
        raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type")
    if (request.content_length or 0) > LARGEST_FILE:
        raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "file-too-large")


@asynccontextmanager
async def taken_in(request: web.Request, uploads: UploadsFolder) -> AsyncIterator[ArrivedFile]:
    """Store the body as a file whose record the block makes; one that is refused leaves nothing behind.

    Refused are files that are too large or of an unaccepted kind, and all of them if the folder takes none.
    """
    try:
        async with uploads.keeping(request.content.iter_chunked(HEAD), head=HEAD) as kept:
            file_type = recognise(kept.head)
            if file_type is None:
                raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "file-not-taken")
            yield ArrivedFile(kept.id, fitting_name(file_name(request), file_type), file_type, kept.size)
    except FileTooLarge as error:
        raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "file-too-large") from error
    except ConnectionError:  # the sender's connection
        raise
    except OSError as error:
        log.warning("a file could not be kept", folder=str(uploads.folder), reason=error.strerror)
        raise refusal(
            HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=_RETRY_AFTER_SECONDS
        ) from error
