"""Managers' changes to the forbidden words, and the mode for replies with one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.counters import current_value, next_value
from storage.facts import Facts
from storage.tables.words import forbidden_words
from storage.transaction import Transaction
from storage.wakeups import Work

REVISION = "house style revision"
_MODE = "wording mode"


async def style_changed(transaction: Transaction) -> None:
    """Make every process follow a change of the house style."""
    await next_value(transaction, REVISION)
    transaction.announce(Work.HOUSE_STYLE)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A phrase added with its replacement, or (None) removed from the shipped list."""

    phrase: str
    instead: str | None


class ForbiddenWords:
    """Changes to the shipped list, by the key of their phrase."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def revision(self) -> int:
        """A number that grows with every committed change of words, of their mode, and of templates."""
        return await current_value(self._transaction, REVISION)

    async def all(self) -> tuple[Amendment, ...]:
        """All changes, the oldest first."""
        query = select(forbidden_words).order_by(forbidden_words.c.at, forbidden_words.c.key)
        rows = await self._transaction.execute(query)
        return tuple(Amendment(row.phrase, row.instead) for row in rows)

    async def put(self, key: str, amendment: Amendment, *, by: str, now: datetime) -> None:
        """Add or remove the phrase; an earlier change of it is replaced."""
        row = {"key": key, "phrase": amendment.phrase, "instead": amendment.instead, "at": now, "by": by}
        await self._transaction.save(forbidden_words, [row])
        await style_changed(self._transaction)

    async def forget(self, key: str) -> None:
        """Return this phrase to the shipped list's own state."""
        await self._transaction.execute(delete(forbidden_words).where(forbidden_words.c.key == key))
        await style_changed(self._transaction)

    async def reset(self) -> None:
        """Return to the shipped list."""
        await self._transaction.execute(delete(forbidden_words))
        await style_changed(self._transaction)

    async def mode(self) -> str | None:
        """What happens to replies with a forbidden word; None while nobody chose."""
        return await Facts(self._transaction).get(_MODE)

    async def choose_mode(self, mode: str) -> None:
        await Facts(self._transaction).put(_MODE, mode)
        await style_changed(self._transaction)
