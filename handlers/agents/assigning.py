"""`/assign @who` and `/transfer @who`: somebody else answers for the ticket from now on."""

from dataclasses import dataclass

from handlers.agents.colleagues import colleagues
from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.commands.agents import Order
from handlers.desk.text.characters import shorten
from handlers.desk.tickets.assignment import Assignment, called, read_assignment
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.records.staff import StaffMember

_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class AssignsTo:
    """Assigns to somebody of the desk, or seen in a chat: a messenger resolves no @username for bots."""

    actions: CaseActions

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Assign the ticket; the new person is introduced to the customer."""
        wish = read_assignment(order.command.arguments)
        if not wish.who:
            raise CommandRefused("assign-how", command=order.command.name)
        member = await _whom(books, order, wish)
        await must_be_at_hand(books, self.actions.cases, case, member)
        return await self.actions.assign(
            books, case, member, order.agent, order.now, to_the_end=wish.to_the_end
        )


async def must_be_at_hand(books: Books, cases: CaseDesk, case: Case, member: StaffMember) -> None:
    """Raise `CommandRefused` for somebody who is not in the group where the ticket is handled."""
    if await cases.has_left(books, case.topic.chat, member.address):
        raise CommandRefused("assign-left", who=member.name)
    if await _is_elsewhere(books, cases, case, member):
        raise CommandRefused("assign-elsewhere", who=member.name, line=str(case.ticket.line))


async def _is_elsewhere(books: Books, cases: CaseDesk, case: Case, member: StaffMember) -> bool:
    """Return True if they are known only from another line's group, and could not read the ticket."""
    if await books.memberships.of(case.topic.chat, member.address) is not None:
        return False
    return await books.memberships.is_in_any((await cases.staff_chats(books)).values(), member.address)


async def _whom(books: Books, order: Order, wish: Assignment) -> StaffMember:
    who, written = wish.who, order.written
    mentioned = next((person for person in written.mentions if not person.is_bot), None)
    if mentioned is not None:  # a person without a username, picked from the messenger's list
        return StaffMember(mentioned.address, mentioned.full_name, mentioned.username)
    if wish.is_to_oneself:
        return await books.staff.get(order.agent.address) or StaffMember(
            order.agent.address, order.agent.name
        )
    if who.startswith("@"):
        named = await books.staff.by_username(who)
        if named is None:
            raise CommandRefused("assign-unknown", who=shorten(who, _LONGEST_NAME))
        return named
    namesakes = called(who, await colleagues(books))
    if not namesakes:
        raise CommandRefused("assign-unknown", who=shorten(who, _LONGEST_NAME))
    if len(namesakes) > 1:
        raise CommandRefused("assign-several", who=shorten(who, _LONGEST_NAME))
    return namesakes[0]
