"""Requests of the desk's page: JSON of these shapes, and nothing else."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.channels.web.desk.passwords import LONGEST_PASSWORD
from bot.channels.web.requests import BrowserId, Request, UploadId, WholeNumber
from faq.exchange_rows import LANGUAGE_CODE, MAX_CHARACTERS
from handlers.desk.knowledge.block import LONGEST_ANSWER, LONGEST_QUESTION, MOST_PHRASINGS

LONGEST_NAME = 64
LONGEST_REPLY = 12_000
LONGEST_LABEL = 100

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_REPLY)]
Language = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=MAX_CHARACTERS["language"], pattern=f"^({LANGUAGE_CODE})?$"
    ),
]
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_LABEL)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4 * LONGEST_QUESTION)]


class SignIn(Request):
    """Signing in by name and password."""

    name: Name
    password: Annotated[str, StringConstraints(max_length=LONGEST_PASSWORD)]


class Link(Request):
    """Signing in by the one-time link; the name is asked for if needed."""

    key: Annotated[str, StringConstraints(max_length=64)]
    name: Name = ""


class Reply(Request):
    """A message to the customer or (`note`) to colleagues, named by the browser."""

    id: BrowserId
    text: Words = ""
    file: UploadId | None = None
    note: bool = False


class Wording(Request):
    """Other words for an existing message."""

    text: Words


class TicketAction(Request):
    """An action on a ticket as the page showed it, in that `version`."""

    act: Literal["take", "wait", "close", "reopen", "send", "priority"]
    version: int
    entry: int | None = None
    priority: int | None = None


class TakeBack(Request):
    """A reply to take back: the message's place in the history, and its own name."""

    index: Annotated[int, Field(ge=0)]
    ref: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PostPress(Request):
    """A press of a button under the bot's words to the desk."""

    post: WholeNumber
    data: Annotated[str, StringConstraints(min_length=1, max_length=64)]


class LessonDecision(Request):
    """A decision about a phrasing as the page showed it."""

    act: Literal["add", "drop"]
    version: int


class ThresholdsForm(Request):
    """The thresholds for answers and offers, as typed."""

    answer: Label
    suggest: Label


class LetterWish(Request):
    """The decision about a letter that was given up."""

    act: Literal["retry", "discard"]


class ReplyWish(Request):
    """The decision about a reply of unknown fate, by the number of its letter."""

    letter: WholeNumber
    act: Literal["again", "arrived"]


class EntryForm(Request):
    """An FAQ entry of the form.

    Without category and language the entry keeps its own; empty ones remove them. `version` is the one that
    was edited; `anyway`: save it although another entry asks nearly the same.
    """

    question: Line
    alternatives: Annotated[list[Line], Field(max_length=2 * MOST_PHRASINGS)]
    answer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4 * LONGEST_ANSWER)]
    category: Label | None = None
    language: Language | None = None
    version: int | None = None
    anyway: bool = False


class WordForm(Request):
    """A forbidden phrase, and what to say instead."""

    phrase: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
    instead: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1200)] = ""


class ModeForm(Request):
    """What happens to replies with a forbidden word."""

    mode: Literal["hint", "hold", "off"]


class TextForm(Request):
    """A text of the bot as a template."""

    source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_REPLY)]


class CannedForm(Request):
    """A canned reply; `version` is the one that was edited."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_REPLY)]
    version: int | None = None
