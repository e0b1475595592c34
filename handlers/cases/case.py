"""A case: a ticket, its customer, and the place where people handle it."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.topic import Topic
from handlers.desk.tickets.lifecycle import Agent
from storage.records.conversations import Conversation
from storage.records.events import Event, EventKind
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with its conversation and topic.

    `former` are its topics at the lines that handled it before. `place` is where its topic is, once known.
    `attachments`: the customer sent something besides words; looked up only if there are no words.
    """

    ticket: Ticket
    conversation: Conversation
    topic: Topic
    former: tuple[Topic, ...] = ()
    place: StaffThread | None = None
    attachments: bool = True

    def event(self, kind: EventKind, by: Agent, now: datetime) -> Event:
        """What the agent did in this case, for the record."""
        return Event(kind, now, by.address, ticket=self.ticket.number, conversation=self.conversation.id)
