"""Events of tickets and FAQ entries, each with its time and its author."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select

from storage.records.events import Event, EventKind
from storage.tables.events import events
from storage.transaction import Transaction


class Events:
    """The events; they are added and read, never changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, records: Sequence[Event]) -> None:
        if records:
            await self._transaction.execute(insert(events), [_values(record) for record in records])

    async def of_ticket(self, number: int) -> tuple[Event, ...]:
        return await self._in_order(select(events).where(events.c.ticket == number))

    async def of_entry(self, entry: int, *, since: datetime | None = None) -> tuple[Event, ...]:
        """The events of a FAQ entry: those whose details name it as `entry`."""
        return await self._in_order(_since(select(events).where(events.c.entry == entry), since))

    async def of_conversation(self, conversation: int, *, since: datetime) -> tuple[Event, ...]:
        """The events of a conversation from a moment on."""
        return await self._in_order(
            _since(select(events).where(events.c.conversation == conversation), since)
        )

    async def entries_with(self, kind: EventKind, *, since: datetime, at_least: int) -> dict[int, int]:
        """How often the event happened to each FAQ entry since a moment, where that is `at_least` so many."""
        times = func.count(events.c.id)
        query = (
            select(events.c.entry, times.label("times"))
            .where(events.c.kind == kind, events.c.at >= since, events.c.entry.is_not(None))
            .group_by(events.c.entry)
            .having(times >= at_least)
        )
        return {row.entry: row.times for row in await self._transaction.execute(query) if row.entry}

    async def _in_order(self, query: Select[*tuple[Any, ...]]) -> tuple[Event, ...]:
        rows = await self._transaction.execute(query.order_by(events.c.id))
        return tuple(
            Event(row.kind, row.at, row.by, row.ticket, row.conversation, row.details) for row in rows
        )


def _since(query: Select[*tuple[Any, ...]], moment: datetime | None) -> Select[*tuple[Any, ...]]:
    return query if moment is None else query.where(events.c.at >= moment)


def _values(record: Event) -> dict[str, Any]:
    entry = record.details.get("entry", "")
    return {
        "kind": record.kind,
        "at": record.at,
        "by": record.by,
        "ticket": record.ticket,
        "conversation": record.conversation,
        "entry": int(entry) if entry.isdecimal() else None,
        "details": record.details,
    }
