"""The ways in which the bot can be installed, and which of them tell a story.

Three choices make a cube of eight corners. A run of the suite tells each story at two opposite corners, so
that it passes each choice; which two changes from story to story, so that the suite passes all eight.
`pytest tests/journeys --whole-matrix` tells each story at all of them.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

LIBRARIES = ("aiogram", "python-telegram-bot")
TRANSPORTS = ("polling", "webhook")
STAFF_CHATS = ("forum", "plain group")


@dataclass(frozen=True)
class Installation:
    """One corner. The database goes with the library: so both are shown."""

    library: str = "aiogram"
    transport: str = "polling"
    staff_chat: str = "forum"

    def __str__(self) -> str:
        return f"{self.library}, {self.transport}, {self.staff_chat}"

    @property
    def database(self) -> str:
        return "SQLite" if self.library == "aiogram" else "PostgreSQL"

    @property
    def choices(self) -> tuple[str, str, str]:
        return (self.library, self.transport, self.staff_chat)


EVERY = tuple(Installation(*choices) for choices in itertools.product(LIBRARIES, TRANSPORTS, STAFF_CHATS))


def installations_of(story: str, *, only: Sequence[str], whole_matrix: bool) -> Sequence[Installation]:
    """Where the story of that name is told. `only` are the choices that it cannot do without."""
    possible = [each for each in EVERY if set(only) <= set(each.choices)]
    if whole_matrix:
        return possible
    first = possible[zlib.crc32(story.encode()) % len(possible)]
    return sorted({first, max(possible, key=lambda other: _differences(first, other))}, key=str)


def _differences(one: Installation, other: Installation) -> int:
    return sum(a != b for a, b in zip(one.choices, other.choices, strict=True))
