"""`/escalate 2 reason`: moves a ticket up or down to another line's group, with all that is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.held_replies import refuse_while_held
from handlers.cases.topic import Topic
from handlers.commands.agents import Order
from handlers.desk.messages.deleting import taken_back
from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.handover import Handover, SummaryWriter, read_handover
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.content import Content
from storage.records.events import Event, EventKind
from storage.records.letters import Letter
from storage.records.messages import Message
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket


@dataclass(frozen=True, slots=True)
class MovesLine:
    """Moves everything in one plan: after a crash the ticket is at one line or at the other."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """`/escalate 2 reason`."""
        return await self.move(books, case, read_handover(order.command.arguments), order.agent, order.now)

    async def move(self, books: Books, case: Case, order: Handover, by: Agent, now: datetime) -> Plan:
        """Move the ticket to another line.

        Raises `CommandRefused` if it is there already or closed, if a reply to it is held, or if nobody works
        there.
        """
        lines = self.cases.policy.staff_chats
        if order.line not in lines:
            raise CommandRefused(
                "escalate-no-such-line", line=order.line, lines=", ".join(map(str, sorted(lines)))
            )
        change = lifecycle.escalate(case.ticket, order.line, order.reason, by, now)
        await refuse_while_held(books, case.ticket.number)
        await books.tickets.hold(case.ticket)  # nothing is said from here on that the history would lack
        said: Sequence[Message] = await books.messages.of_ticket(case.ticket.number)
        events = await books.events.of_ticket(case.ticket.number)
        withdrawn = taken_back(events)
        stands = [message for message in said if message.ref not in withdrawn]
        summary = self._summary(case, order, by, stands)
        told = self._tell_customer(case, order)
        chat = await self.cases.staff_chat(books, order.line)
        if chat == case.topic.chat:  # both lines work in one group
            changed = await self.cases.changed(books, case, change, now)
            return changed.posting([case.topic.tell(summary)]) + told
        place = (await books.staff_threads.places_of([case.ticket.number])).get((case.ticket.number, chat))
        if place is not None:
            said = _said_since(said, _left_at(events, order.line))
        topic = await self.cases.topic_in(books, case.ticket.number, chat, place)
        saved = self.cases.saved(case, change, now)
        moved = _moved(case, saved.tickets[0], topic, place)
        opening = await self._opening(books, moved, place, now)
        arrived = (moved.topic.tell(summary), *self.cases.topics.history(moved.topic, said))
        letters = (*opening, *arrived, *self._leave(case, moved, by))
        there = place or StaffThread(case.ticket.number, chat)
        return saved + Plan(staff_threads=(there,), letters=letters) + told

    def _summary(self, case: Case, order: Handover, by: Agent, said: Sequence[Message]) -> Content:
        writer = SummaryWriter(self.cases.staff_speech)
        return writer.summary(case.ticket, order, by.name, said, self.cases.words.details(case.ticket))

    async def _opening(
        self, books: Books, moved: Case, place: StaffThread | None, now: datetime
    ) -> tuple[Letter, ...]:
        """A new topic with its card; if the ticket returns to an old topic, update that card and name."""
        topics = self.cases.topics
        if place is None:
            return await topics.topic_and_card(books, moved, now)
        return (await topics.card_edit(books, moved, now), *topics.renaming(moved, moved.topic))

    def _leave(self, case: Case, moved: Case, by: Agent) -> tuple[Letter, ...]:
        """Close the old topic's part: it stays readable, says where the ticket is, and loses its buttons.

        A window on all tickets has no such part.
        """
        ticket, topic = moved.ticket, case.topic
        if topic.chat in self.cases.policy.windows:
            return ()
        notice = self.cases.staff_speech.say(
            "topic-left", number=ticket.number, line=str(ticket.line), agent=by.name
        )
        return (
            self.cases.topics.left_card(moved, topic),
            topic.notice(notice),
            *self.cases.topics.renaming(moved, topic),
        )

    def _tell_customer(self, case: Case, order: Handover) -> Plan:
        """Tell the customer of a move upwards, and who answers for the ticket until then."""
        ticket = case.ticket
        if order.line < ticket.line:
            return NOTHING
        if ticket.assignee_name is None:
            return self.cases.voice.tell(case.conversation, "customer-escalated", number=ticket.number)
        return self.cases.voice.tell(
            case.conversation,
            "customer-escalated-by",
            number=ticket.number,
            agent=ticket.assignee_name,
        )


def _moved(case: Case, ticket: Ticket, topic: Topic, place: StaffThread | None) -> Case:
    others = (former for former in case.former if former.chat != topic.chat)
    return replace(case, ticket=ticket, topic=topic, former=(*others, case.topic), place=place)


def _left_at(events: Sequence[Event], line: int) -> datetime | None:
    """The moment when the ticket last left that line."""
    leaving = (
        event.at
        for event in reversed(events)
        if event.kind is EventKind.ESCALATED and event.details["from"] == str(line)
    )
    return next(leaving, None)


def _said_since(said: Sequence[Message], moment: datetime | None) -> Sequence[Message]:
    return [message for message in said if moment is None or message.at > moment]
