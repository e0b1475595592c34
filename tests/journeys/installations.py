"""The ways in which the bot can be installed, and which of them tell a story.

A story about the messenger itself has three choices, which make a cube of eight corners. One that leaves it
to the installation where the staff works (it asks for the fixture `staff`) has the web desk beside both
kinds of group, and the language of everybody as one more choice: twenty-four corners. A run of the suite
tells each story at two opposite ones, so that it passes each library and transport, and both languages, in
Telegram and at the web desk; which two changes from story to story, so that the suite passes all. `pytest
tests/journeys --whole-matrix` tells each story at all of them.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

LIBRARIES = ("aiogram", "python-telegram-bot")
TRANSPORTS = ("polling", "webhook")
GROUPS = ("forum", "plain group")
AT_THE_DESK = "web desk"
LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Installation:
    """One corner. The database goes with the library: so both are shown.

    `staff_chat` is where the staff works; `language` is the staff's and the customers'.
    """

    library: str = "aiogram"
    transport: str = "polling"
    staff_chat: str = "forum"
    language: str = "ru"

    def __str__(self) -> str:
        return ", ".join(self.choices)

    @property
    def database(self) -> str:
        return "SQLite" if self.library == "aiogram" else "PostgreSQL"

    @property
    def choices(self) -> tuple[str, str, str, str]:
        return (self.library, self.transport, self.staff_chat, self.language)


IN_TELEGRAM = tuple(Installation(*choices) for choices in itertools.product(LIBRARIES, TRANSPORTS, GROUPS))
EVERYWHERE = tuple(
    Installation(*choices)
    for choices in itertools.product(LIBRARIES, TRANSPORTS, (*GROUPS, AT_THE_DESK), LANGUAGES)
)


def installations_of(
    story: str, among: Sequence[Installation], *, only: Sequence[str], whole_matrix: bool
) -> Sequence[Installation]:
    """Where the story of that name is told. `only` are the choices that it cannot do without."""
    possible = [each for each in among if set(only) <= set(each.choices)]
    if whole_matrix:
        return possible
    first = possible[zlib.crc32(story.encode()) % len(possible)]
    return sorted({first, max(possible, key=lambda other: _differences(first, other))}, key=str)


def _differences(one: Installation, other: Installation) -> int:
    """Telegram and the web desk are farther apart than two kinds of group."""
    apart = (one.staff_chat == AT_THE_DESK) != (other.staff_chat == AT_THE_DESK)
    return sum(a != b for a, b in zip(one.choices, other.choices, strict=True)) + apart
