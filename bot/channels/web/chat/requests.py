"""Requests of the chat's page: JSON of these shapes, and nothing else."""

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.channels.web.requests import BrowserId, Request, UploadId

LONGEST_TEXT = 4000
LONGEST_NAME = 64
MessageId = Annotated[str, StringConstraints(pattern=re.compile(r"^[A-Za-z0-9_.-]{1,64}$"))]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)]


class Introduction(Request):
    """The visitor's name; an empty one is a polite no."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME)]


class LanguageChoice(Request):
    """The language of the page, and so of the answers."""

    language: Literal["ru", "en"]


class NewMessage(Request):
    """A message, named by the browser."""

    id: BrowserId
    text: Words = ""
    file: UploadId | None = None
    reply_to: Annotated[MessageId | None, Field(alias="replyTo")] = None


class ButtonPress(Request):
    """A press of a button, named by the browser."""

    id: BrowserId
    message: MessageId
    data: Annotated[str, StringConstraints(min_length=1, max_length=64)]
