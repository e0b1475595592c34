"""The lasting thread with one customer in one channel, and what was asked in it and is not settled yet."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.customers import Customer
from storage.records.message_refs import MessageRef

ERASED = "erased"
"""Stands for a person who is known no more; `erased:7` was the address of conversation 7."""


class Stage(StrEnum):
    """Where a question stands before it is a ticket."""

    ANSWERED = "answered"
    OFFERED = "offered"
    PERSON_WANTED = "person wanted"
    GREETED = "greeted"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a customer asked and has not settled yet.

    A way to people takes it along, so that nobody has to repeat it.
    `token` names this very question in buttons and timers: those of an older one are stale.
    `latest` are those of the `texts` that the FAQ was searched for last; others were asked earlier.
    `others` were offered as well and may be chosen still.
    `phrasings` name, for each of the `entries` and then of the `others`, its phrasing that was nearest.
    """

    stage: Stage
    token: str
    texts: tuple[str, ...] = ()
    messages: tuple[MessageRef, ...] = ()
    entries: tuple[int, ...] = ()
    since: datetime | None = None
    latest: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def found(self) -> tuple[int, ...]:
        """All entries that the FAQ has for it."""
        return (*self.entries, *self.others)

    def phrasing_of(self, entry: int) -> str:
        """The phrasing through which an entry was found; empty where none is remembered."""
        return dict(zip(self.found, self.phrasings, strict=False)).get(entry, "")


@dataclass(frozen=True, slots=True)
class Conversation:
    """The lasting thread with one customer in one channel; it outlives its tickets.

    `language` was chosen by the customer, `written_language` is what their words are plainly in, and
    `client_language` what the messenger reports (`ru`, `en-US` …).
    `greeted_at` is when the bot last said hello. `version` grows with every change of what the desk decided.
    """

    id: int
    customer: Customer
    address: str
    language: str | None = None
    client_language: str | None = None
    question: OpenQuestion | None = None
    unreachable_since: datetime | None = None
    greeted_at: datetime | None = None
    version: int = field(default=1, compare=False)
    written_language: str | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the customer's data were erased: nobody can be reached here any more."""
        return self.address.startswith(f"{ERASED}:")
