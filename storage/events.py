"""What happened to tickets and FAQ entries, with its time and its author."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, insert, select

from storage.records import Event
from storage.tables import events
from storage.transaction import Transaction


class Events:
    """Events are added and read, never changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, records: Sequence[Event]) -> None:
        if records:
            await self._transaction.execute(insert(events), [_values(record) for record in records])

    async def of_ticket(self, number: int) -> tuple[Event, ...]:
        return await self._in_order(select(events).where(events.c.ticket == number))

    async def of_entry(self, entry: int) -> tuple[Event, ...]:
        """What happened to a FAQ entry: events whose details name it as `entry`."""
        return await self._in_order(select(events).where(events.c.entry == entry))

    async def _in_order(self, query: Select[*tuple[Any, ...]]) -> tuple[Event, ...]:
        rows = await self._transaction.execute(query.order_by(events.c.id))
        return tuple(
            Event(row.kind, row.at, row.by, row.ticket, row.conversation, row.details) for row in rows
        )


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
