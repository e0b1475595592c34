"""Rows that wake a use case at a moment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, select

from storage.parts import in_parts
from storage.records.timers import Timer, TimerKind
from storage.tables.base import key_in
from storage.tables.conversations import conversations
from storage.tables.tickets import tickets
from storage.tables.timers import timers
from storage.transaction import Transaction
from storage.types import UtcDateTime
from storage.wakeups import Work

_DUE = (
    select(timers)
    .where(
        timers.c.due_at <= bindparam("now", type_=UtcDateTime),
        timers.c.kind.in_(list(TimerKind)),  # others are for the version that set them
    )
    .order_by(timers.c.due_at)
    .limit(bindparam("limit", type_=Integer))
)
_TICKET = (
    select(tickets.c.number)
    .where(tickets.c.number == bindparam("number", type_=Integer))
    .with_for_update(key_share=True)
)
_CONVERSATION = (
    select(conversations.c.id)
    .where(conversations.c.address == bindparam("at"))
    .with_for_update(key_share=True)
)


class Timers:
    """Timers by kind and subject, at most one each."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def due(self, now: datetime, limit: int = 50) -> tuple[Timer, ...]:
        """Timers that are due, the longest overdue first."""
        rows = await self._transaction.execute(_DUE, {"now": now, "limit": limit})
        return tuple(Timer(row.kind, row.subject, row.due_at, row.token) for row in rows)

    async def done(self, timer: Timer) -> bool:
        """Remove exactly this timer; False if somebody did, or if a newer one replaced it.

        What it is about is locked first, as those do who change that and then its timer: in the other order
        two could wait for each other.
        """
        await self._lock_subject(timer)
        taken = await self._transaction.execute(
            delete(timers).where(
                timers.c.kind == timer.kind,
                timers.c.subject == timer.subject,
                timers.c.token == timer.token,
                timers.c.due_at == timer.due_at,
            )
        )
        return taken.rowcount > 0

    async def _lock_subject(self, timer: Timer) -> None:
        match timer.kind:
            case TimerKind.SLA_WATCH | TimerKind.CLOSE_TICKET:
                await self._transaction.execute(_TICKET, {"number": int(timer.subject)})
            case TimerKind.SUGGESTION:
                await self._transaction.execute(_CONVERSATION, {"at": timer.subject})
            case _:
                pass

    async def stands(self, kind: TimerKind, subject: str) -> bool:
        """Return True if there is a timer of the kind for the subject, due or not."""
        query = select(timers.c.due_at).where(timers.c.kind == kind, timers.c.subject == subject)
        return (await self._transaction.execute(query)).one_or_none() is not None

    async def save(self, records: Sequence[Timer]) -> None:
        """Set the timers; each replaces the one of its kind and subject."""
        if not records:
            return
        rows = [
            {"kind": timer.kind, "subject": timer.subject, "due_at": timer.due_at, "token": timer.token}
            for timer in records
        ]
        await self._transaction.save(timers, rows)
        self._transaction.announce(Work.TIMERS)

    async def cancel(self, names: Sequence[tuple[str, str]]) -> None:
        """Remove the timers of these kinds and subjects, if there are any."""
        for some in in_parts(names):
            cancelled = key_in((timers.c.kind, timers.c.subject), some)
            await self._transaction.execute(delete(timers).where(cancelled))
