"""How the desk speaks, within reach: forbidden words and what becomes of replies that have one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.desk.wording import DEFAULT_RULES, WordingRule, amended
from storage.engine import Database
from storage.words import Amendment

_NEVER_READ = -1


class WordingMode(StrEnum):
    """What becomes of an agent's reply that has a forbidden word."""

    HINT = "hint"
    HOLD = "hold"
    OFF = "off"


DEFAULT_MODE = WordingMode.HINT


@dataclass(slots=True)
class HouseStyle:
    """Follows what managers change, in this process or in another."""

    database: Database
    rules: tuple[WordingRule, ...] = DEFAULT_RULES
    mode: WordingMode = DEFAULT_MODE
    _revision: int = _NEVER_READ
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def refresh(self) -> bool:
        """Follow the changes, if there are any; says whether there were."""
        async with self._changing:
            async with self.database.books() as books:
                revision = await books.forbidden_words.revision()
                if revision == self._revision:
                    return False
                amendments = await books.forbidden_words.all()
                mode = await books.forbidden_words.mode()
            self.rules = rules_of(amendments)
            self.mode = WordingMode(mode) if mode else DEFAULT_MODE
            self._revision = revision
            return True


def rules_of(amendments: Sequence[Amendment]) -> tuple[WordingRule, ...]:
    """The shipped list with what managers changed about it."""
    return tuple(amended(DEFAULT_RULES, [(each.phrase, each.instead) for each in amendments]))
