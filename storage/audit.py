"""The audit trail: changes to the desk itself (FAQ, templates, promises, words, rights) and their authors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from storage.tables.audit import audit
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AuditNote:
    """Somebody's change. `what` is a short English key such as `template changed`."""

    id: int
    at: datetime
    by: str
    what: str
    details: dict[str, str] = field(default_factory=dict)


class Audit:
    """The notes of changes; they are added and read, never changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def note(self, by: str, what: str, details: Mapping[str, str], now: datetime) -> None:
        """Record that `by` (an address) did `what`. Numbers and names only, never a customer's words."""
        row = {"at": now, "by": by, "what": what, "details": dict(details)}
        await self._transaction.execute(insert(audit), [row])

    async def latest(self, *, before: int | None = None, limit: int = 50) -> tuple[AuditNote, ...]:
        """The latest notes, the newest first; for an earlier page, those with an id below `before`."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        rows = await self._transaction.execute(query)
        return tuple(AuditNote(row.id, row.at, row.by, row.what, row.details) for row in rows)
