"""What was said before a ticket was opened, in short: what the customer asked and the bot replied."""

from dataclasses import dataclass
from enum import StrEnum


class PreludeKind(StrEnum):
    """Whose step it was, and what it did."""

    ASKED = "asked"
    OFFERED = "offered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class PreludeStep:
    """One of these steps.

    `text` is what the customer asked, the beginning of the answer, or the choices that were offered. Of an
    answer, `entry` is the FAQ's and `helped` what became of it, if that is known.
    """

    kind: PreludeKind
    text: str
    entry: int | None = None
    helped: bool | None = None
