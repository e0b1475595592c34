"""The people of the desk, and the threads in which they handle tickets."""

from collections.abc import Sequence

from sqlalchemy import select

from storage.records import StaffMember, StaffThread
from storage.tables import staff, staff_threads
from storage.transaction import Transaction


class StaffThreads:
    """Which thread of which staff chat belongs to which ticket."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, ticket: int) -> StaffThread | None:
        found = await self.of_many([ticket])
        return found.get(ticket)

    async def of_many(self, numbers: Sequence[int]) -> dict[int, StaffThread]:
        """The threads of several tickets, by number; tickets without one are left out."""
        query = select(staff_threads).where(staff_threads.c.ticket.in_(numbers))
        rows = await self._transaction.execute(query)
        return {row.ticket: StaffThread(row.ticket, row.chat, row.thread) for row in rows}

    async def ticket_in(self, chat: str, thread: str) -> int | None:
        """The ticket that is handled in this thread."""
        query = (
            select(staff_threads.c.ticket)
            .where(staff_threads.c.chat == chat, staff_threads.c.thread == thread)
            .order_by(staff_threads.c.ticket.desc())
            .limit(1)
        )
        return (await self._transaction.execute(query)).scalar_one_or_none()

    async def save(self, records: Sequence[StaffThread]) -> None:
        rows = [{"ticket": record.ticket, "chat": record.chat, "thread": record.thread} for record in records]
        await self._transaction.save(staff_threads, rows)


class Staff:
    """Members of staff, known from what they wrote."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def seen(self, member: StaffMember) -> None:
        """Remember the member as they are now."""
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

    async def by_username(self, username: str) -> StaffMember | None:
        """Who is called so, @ or not, in whatever case; of several who ever were, the one seen last."""
        named = _MEMBERS.where(staff.c.username_key == _key(username))
        latest = named.order_by(staff.c.seen_at.desc().nulls_last()).limit(1)
        row = (await self._transaction.execute(latest)).one_or_none()
        return None if row is None else StaffMember(*row)


_MEMBERS = select(staff.c.address, staff.c.name, staff.c.username, staff.c.seen_at)


def _key(username: str) -> str:
    return username.removeprefix("@").lower()
