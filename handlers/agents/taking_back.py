"""`/delete` by reply takes a wrong reply back: the customer's copy goes, the staff keeps it as a note."""

from dataclasses import dataclass, replace

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.first_response import FirstResponse
from handlers.commands.agents import Order
from handlers.correspondence import agent_to_customer
from handlers.desk.messages.crossing import Crossing
from handlers.desk.messages.deleting import is_deletable, taken_back
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from handlers.managers.roles import may_manage
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import DeleteMessage
from storage.records.events import Event, EventKind
from storage.records.letters import Letter
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message


@dataclass(frozen=True, slots=True)
class TakesBack:
    """Withdraws what has not been sent, and deletes what the customer has."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Take the reply back.

        Raises `CommandRefused` for any other message, and if the messenger deletes nothing as old as that.
        """
        message = await self._replied(books, case, order.written.reply_to)
        if not await self._may_take_back(books, message, order.agent):
            raise CommandRefused("delete-not-yours", who=message.author_name)
        address = case.conversation.address
        found = await books.copies.all_of([(message.ref, address)])
        pieces = found.get((message.ref, address), {})
        if pieces and not is_deletable(address, message.at, order.now):
            raise CommandRefused("delete-too-old")
        withdrawn = await books.outbox.withdraw(address, message.ref, order.now)
        if not pieces and not withdrawn:
            raise CommandRefused("delete-never-arrived")
        recounted = await FirstResponse(self.cases).recount(books, case, order.now, without=message.ref)
        said = self.cases.staff_speech.say("topic-taken-back", agent=order.agent.name)
        taken_back = Event(
            EventKind.TAKEN_BACK,
            order.now,
            order.agent.address,
            ticket=case.ticket.number,
            conversation=message.conversation,
            details={"chat": message.ref.chat, "message": message.ref.message},
        )
        return recounted + Plan(
            messages=(replace(message, author=Author.NOTE),),
            events=(taken_back,),
            letters=(
                *(self._delete(case, message.ref, part) for part in sorted(pieces)),
                case.topic.notice(said),
            ),
        )

    async def _may_take_back(self, books: Books, message: Message, agent: Agent) -> bool:
        """Allow one's own replies (by address, as names may be shared), and any reply to a manager."""
        is_own = message.author_address == agent.address
        return is_own or await may_manage(books, agent.address, self.cases.policy.managers)

    async def _replied(self, books: Books, case: Case, reply_to: MessageRef | None) -> Message:
        original = await books.copies.original_of(reply_to) if reply_to else None
        message = await books.messages.get(original) if original else None
        if message is not None and message.ref in taken_back(
            await books.events.of_ticket(case.ticket.number)
        ):
            raise CommandRefused("delete-already")
        if message is None or message.ticket != case.ticket.number or message.author is not Author.AGENT:
            raise CommandRefused("delete-how")
        return message

    def _delete(self, case: Case, ref: MessageRef, part: int) -> Letter:
        deleting = Crossing(DeleteMessage(ref, part))
        return agent_to_customer(
            case.conversation.address, deleting, case.ticket.language, case.ticket.number
        )
