"""The people of the desk, and the threads in which they handle tickets."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, exists, false, select, true, union_all

from storage.records.staff import StaffMember, StaffThread
from storage.tables.lines import former_threads
from storage.tables.staff import staff
from storage.tables.tickets import staff_threads
from storage.transaction import Transaction

_THREADS = select(staff_threads).where(staff_threads.c.ticket.in_(bindparam("numbers", expanding=True)))
_LOCKED = _THREADS.order_by(staff_threads.c.ticket).with_for_update(key_share=True)
_PLACES = union_all(
    *(
        select(table, is_current.label("is_current")).where(
            table.c.ticket.in_(bindparam("numbers", expanding=True))
        )
        for table, is_current in ((former_threads, false()), (staff_threads, true()))
    )
).order_by("is_current", "chat")


class StaffThreads:
    """Threads of staff chats by ticket.

    A ticket is handled in one place. A place that it left for another line is kept as a former one: it can be
    read there, and messages written there still find the ticket.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, ticket: int) -> StaffThread | None:
        found = await self.of_many([ticket])
        return found.get(ticket)

    async def of_many(self, numbers: Sequence[int]) -> dict[int, StaffThread]:
        """The threads of several tickets, by number; tickets without one are left out."""
        return await self._places_in(_THREADS, numbers)

    async def now_and_before(self, ticket: int) -> tuple[StaffThread | None, tuple[StaffThread, ...]]:
        """The present place of the ticket, and its former ones."""
        rows = (await self._transaction.execute(_PLACES, {"numbers": [ticket]})).all()
        places = [StaffThread(row.ticket, row.chat, row.thread) for row in rows]
        has_current = bool(rows) and rows[-1].is_current
        return (places.pop() if has_current else None), tuple(places)

    async def places_of(self, numbers: Sequence[int]) -> dict[tuple[int, str], StaffThread]:
        """All places of several tickets, former ones included, by number and chat."""
        if not numbers:
            return {}
        rows = await self._transaction.execute(_PLACES, {"numbers": list(numbers)})
        return {(row.ticket, row.chat): StaffThread(row.ticket, row.chat, row.thread) for row in rows}

    async def ticket_in(self, chat: str, thread: str) -> int | None:
        """The ticket that is handled in this thread, or was before it moved to another line."""
        for table in (staff_threads, former_threads):
            here = select(table.c.ticket).where(table.c.chat == chat, table.c.thread == thread)
            latest = here.order_by(table.c.ticket.desc()).limit(1)
            found = (await self._transaction.execute(latest)).scalar_one_or_none()
            if found is not None:
                return found
        return None

    async def are_known_in(self, chat: str) -> bool:
        """Return True if any ticket is or was handled in the chat."""
        here = (exists().where(table.c.chat == chat).select() for table in (staff_threads, former_threads))
        return any([(await self._transaction.execute(query)).scalar_one() for query in here])

    async def save(self, records: Sequence[StaffThread]) -> None:
        """Move the tickets to these places; their present places become former ones."""
        known = await self._locked([record.ticket for record in records])
        for record in records:
            before = known.get(record.ticket)
            if before is not None and before.chat != record.chat:
                await self._transaction.save(former_threads, [_values(before)])
                arrived = and_(former_threads.c.ticket == record.ticket, former_threads.c.chat == record.chat)
                await self._transaction.execute(delete(former_threads).where(arrived))
        await self._transaction.save(staff_threads, [_values(record) for record in records])

    async def stands(self, place: StaffThread) -> None:
        """Record that the thread exists; a ticket that has moved on is not moved back."""
        current = (await self._locked([place.ticket])).get(place.ticket)
        table = staff_threads if current is None or current.chat == place.chat else former_threads
        await self._transaction.save(table, [_values(place)])

    async def _locked(self, numbers: Sequence[int]) -> dict[int, StaffThread]:
        """The present places, locked: a topic may be made just as its ticket moves to another line."""
        return await self._places_in(_LOCKED, numbers)

    async def _places_in(
        self, query: Select[*tuple[Any, ...]], numbers: Sequence[int]
    ) -> dict[int, StaffThread]:
        if not numbers:
            return {}
        rows = await self._transaction.execute(query, {"numbers": list(numbers)})
        return {row.ticket: StaffThread(row.ticket, row.chat, row.thread) for row in rows}


class Staff:
    """Members of staff, known from their messages."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def seen(self, member: StaffMember) -> None:
        """Store the member's present data."""
        row = {
            "address": member.address,
            "name": member.name,
            "username": member.username,
            "username_key": _key(member.username) if member.username else None,
            "seen_at": member.seen_at,
        }
        await self._transaction.save(staff, [row])

    async def get(self, address: str) -> StaffMember | None:
        row = (await self._transaction.execute(_MEMBERS.where(staff.c.address == address))).one_or_none()
        return None if row is None else StaffMember(*row)

    async def names_of(self, addresses: Collection[str]) -> dict[str, str]:
        """Names by address, of those who were ever seen."""
        if not addresses:
            return {}
        named = select(staff.c.address, staff.c.name).where(staff.c.address.in_(sorted(addresses)))
        return {row.address: row.name for row in await self._transaction.execute(named)}

    async def all(self) -> tuple[StaffMember, ...]:
        """Everybody who was ever seen, by name."""
        rows = await self._transaction.execute(_MEMBERS.order_by(staff.c.name, staff.c.address))
        return tuple(StaffMember(*row) for row in rows)

    async def by_username(self, username: str) -> StaffMember | None:
        """The member with this username, with or without @, in any case; of several, the one seen last."""
        named = _MEMBERS.where(staff.c.username_key == _key(username))
        latest = named.order_by(staff.c.seen_at.desc().nulls_last()).limit(1)
        row = (await self._transaction.execute(latest)).one_or_none()
        return None if row is None else StaffMember(*row)


_MEMBERS = select(staff.c.address, staff.c.name, staff.c.username, staff.c.seen_at)


def _values(record: StaffThread) -> dict[str, int | str | None]:
    return {"ticket": record.ticket, "chat": record.chat, "thread": record.thread}


def _key(username: str) -> str:
    return username.removeprefix("@").lower()
