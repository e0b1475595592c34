"""The lasting thread with one customer in one channel, and the question open in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from storage.records.customers import Customer
from storage.records.message_refs import MessageRef

ERASED = "erased"
"""The address of an erased person; `erased:7` was the address of conversation 7."""


class Stage(StrEnum):
    """The stage of a question before it is a ticket."""

    ANSWERED = "answered"
    OFFERED = "offered"
    PERSON_WANTED = "person wanted"
    GREETED = "greeted"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that is not settled yet.

    It is escalated as a whole, so that nobody has to repeat it. `token` names this very question in buttons
    and timers: those of an older one are outdated. `latest` are those of the `texts` used in the last FAQ
    search; others were asked earlier. `others` were offered as well and may still be chosen. `phrasings` name
    the nearest phrasing of each of the `entries` and then of the `others`. `set_aside` is an earlier question
    whose choices still stand beside this answered one: it keeps its buttons and its timer. The `messages` are
    those of both.
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
    set_aside: "OpenQuestion | None" = None

    @property
    def unpressed(self) -> "OpenQuestion | None":
        """The question whose choices nobody has pressed yet: this one, or the one set aside."""
        return self if self.stage is Stage.OFFERED else self.set_aside

    @property
    def resumed(self) -> "OpenQuestion | None":
        """The question set aside, as it goes on once this one is over."""
        return replace(self.set_aside, messages=self.messages) if self.set_aside else None

    def named(self, token: str) -> "OpenQuestion | None":
        """This question or the one set aside, if the token is its own."""
        return next((each for each in (self, self.resumed) if each and each.token == token), None)

    @property
    def found(self) -> tuple[int, ...]:
        """All entries that the FAQ found for it."""
        return (*self.entries, *self.others)

    def phrasing_of(self, entry: int) -> str:
        """The phrasing through which an entry was found; empty if none is stored."""
        return dict(zip(self.found, self.phrasings, strict=False)).get(entry, "")


@dataclass(frozen=True, slots=True)
class Conversation:
    """The lasting thread with one customer in one channel; it outlives its tickets.

    `language` was chosen by the customer, `written_language` is that of their words where it is plain, and
    `client_language` what the messenger reports (`ru`, `en-US` …). `greeted_at` is when the bot last said
    hello. `version` grows with every change of what the desk decided.
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
        """True if the customer's data were erased: nobody can be reached here any more."""
        return self.address.startswith(f"{ERASED}:")
