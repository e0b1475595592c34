"""Members of a staff chat are agents; the tickets of one who leaves are released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.agents.finding import MOST_FOUND, list_of
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.channel import MembershipChanged, Person
from handlers.commands.agents import say_at
from handlers.desk.tickets import lifecycle
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.letters import Destination
from storage.records.staff import StaffMember
from storage.records.tickets import Ticket
from storage.ticket_search import FoundTicket


@dataclass(frozen=True, slots=True)
class MembershipNoted:
    """Records who entered or left a staff chat. Hearing it twice changes nothing."""

    cases: CaseDesk

    async def __call__(self, books: Books, changed: MembershipChanged, now: datetime) -> None:
        """Learn the names of those who came; release the tickets of those who left."""
        chat = changed.scene.chat
        for person in changed.people:
            if person.is_bot:
                continue
            await books.memberships.told(chat, person.address, is_member=changed.is_member, at=changed.at)
            if changed.is_member:
                member = StaffMember(person.address, person.full_name, person.username, changed.at)
                await books.staff.seen(member)
            elif await self.cases.has_left(books, chat, person.address):  # nothing newer says otherwise
                await books.apply(await self._left(books, chat, person, now), now=now)

    async def _left(self, books: Books, chat: str, person: Person, now: datetime) -> Plan:
        """Release the tickets of an agent who left; nobody would be reminded of them."""
        mine = await books.tickets.assigned_to(person.address)
        cases = [await self.cases.of(books, ticket) for ticket in mine]
        released = [
            (case, lifecycle.release(case.ticket, now))
            for case in cases
            if not await self._is_at_hand(books, case, person)
        ]
        if not released:
            return NOTHING
        changed = [await self.cases.changed(books, case, change, now) for case, change in released]
        told = await self._tell(books, chat, person, [change.ticket for _, change in released], now)
        return sum(changed, NOTHING) + told

    async def _is_at_hand(self, books: Books, case: Case, person: Person) -> bool:
        """Return True if they are in the group that handles the case, or in one that it came from."""
        places = {case.topic.chat, *(former.chat for former in case.former)}
        known = [await books.memberships.of(place, person.address) for place in sorted(places)]
        return any(membership is not None and membership.is_member for membership in known)

    async def _tell(
        self, books: Books, chat: str, person: Person, left: Sequence[Ticket], now: datetime
    ) -> Plan:
        threads = await books.staff_threads.of_many([ticket.number for ticket in left])
        found = [FoundTicket(ticket, threads.get(ticket.number)) for ticket in left]
        return say_at(
            self.cases,
            Destination(chat),
            "member-left",
            name=person.full_name,
            count=len(found),
            tickets=list_of(self.cases, found[:MOST_FOUND], now),
        )
