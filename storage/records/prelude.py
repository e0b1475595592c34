"""The conversation before a ticket, in short: what the customer asked and the bot replied."""

from dataclasses import dataclass
from enum import StrEnum


class PreludeKind(StrEnum):
    """Kinds of steps: by the customer or the bot."""

    ASKED = "asked"
    OFFERED = "offered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class PreludeStep:
    """One step of it.

    `text` is the customer's question, the beginning of the answer, or the choices that were offered. For an
    answer, `entry` is the FAQ's, and `helped` tells whether it helped, where known.
    """

    kind: PreludeKind
    text: str
    entry: int | None = None
    helped: bool | None = None
