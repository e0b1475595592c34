"""A ticket with everything around it."""

from dataclasses import dataclass

from handlers.correspondence import Topic
from handlers.desk.card import ALONE, Surroundings
from storage.classification import ClassificationRule
from storage.records import Conversation, FaqRecord, StaffThread, Ticket


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket, the conversation that it belongs to, its topic, and FAQ entries that may answer it.

    `former` are its topics at the lines that handled it before, `categories` those that it may be in.
    `place` is where its topic stands, once that is known.
    """

    ticket: Ticket
    conversation: Conversation
    topic: Topic
    suggestions: tuple[FaqRecord, ...] = ()
    former: tuple[Topic, ...] = ()
    around: Surroundings = ALONE
    categories: tuple[ClassificationRule, ...] = ()
    place: StaffThread | None = None
