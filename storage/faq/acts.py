"""One command's changes of the FAQ, written a few hundred at a time: a file may hold fifty thousand.

Statement by statement that took half a minute, during which nobody else was served: on SQLite they run in the
event loop's own thread.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update

from storage.parts import in_parts
from storage.records.faq import FaqChangeKind, FaqRecord
from storage.tables.faq import faq_changes, faq_entries
from storage.transaction import Transaction

CONTENT = tuple(field.name for field in fields(FaqRecord) if field.name != "id")

_ADD = insert(faq_entries).returning(faq_entries.c.id, sort_by_parameter_order=True)
_CHANGE = update(faq_entries).where(faq_entries.c.id == bindparam("changed"))
_NOTE = insert(faq_changes)


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as it is, and as it should become."""

    before: FaqRecord
    wanted: FaqRecord


@dataclass(frozen=True, slots=True)
class FaqAct:
    """The changes of one command, under its number; each change is also recorded in the history."""

    transaction: Transaction
    number: int
    by: str
    now: datetime

    async def add(self, entries: Sequence[FaqRecord]) -> tuple[FaqRecord, ...]:
        """Add entries; return them with their new ids."""
        added: list[FaqRecord] = []
        for some in in_parts(entries):
            created = await self.transaction.execute(_ADD, [_content(entry) for entry in some])
            new = [replace(entry, id=number) for entry, number in zip(some, created.scalars(), strict=True)]
            await self._note(FaqChangeKind.ADDED, [(None, entry) for entry in new])
            added += new
        return tuple(added)

    async def change(self, changes: Sequence[Change], kind: FaqChangeKind) -> tuple[FaqRecord, ...]:
        """Change the entries and return them. They must have been read while the FAQ was held."""
        changed: list[FaqRecord] = []
        for some in in_parts(changes):
            after = [replace(each.wanted, version=each.before.version + 1) for each in some]
            await self.transaction.execute(
                _CHANGE, [{"changed": entry.id, **_content(entry)} for entry in after]
            )
            await self._note(kind, [(each.before, entry) for each, entry in zip(some, after, strict=True)])
            changed += after
        return tuple(changed)

    async def _note(self, kind: FaqChangeKind, changes: Sequence[tuple[FaqRecord | None, FaqRecord]]) -> None:
        await self.transaction.execute(
            _NOTE,
            [
                {
                    "act": self.number,
                    "entry": after.id,
                    "kind": kind,
                    "at": self.now,
                    "by": self.by,
                    "before": before,
                    "after": after,
                }
                for before, after in changes
            ],
        )
        await asyncio.sleep(0)  # let others have their turn


def _content(entry: FaqRecord) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in CONTENT}
