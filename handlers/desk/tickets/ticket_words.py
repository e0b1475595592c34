"""A ticket and its customer in the staff's words: number, state, assignee, subject."""

from dataclasses import dataclass, replace

from handlers.desk.reading.names import name_of, visible
from handlers.desk.text.characters import shorten
from handlers.desk.tickets.titles import title_of
from handlers.phrases import Speech
from storage.classification import Aspect
from storage.records.content import utf16_length
from storage.records.conversations import Conversation
from storage.records.tickets import Ticket, TicketState

# Telegram refuses longer topic names: https://core.telegram.org/bots/api#createforumtopic
LONGEST_TOPIC_NAME = 128
_LONGEST_TITLE = 60

_STATE_PHRASES = {
    TicketState.NEW: "state-new",
    TicketState.IN_PROGRESS: "state-in-progress",
    TicketState.WAITING: "state-waiting",
    TicketState.RESOLVED: "state-resolved",
    TicketState.CLOSED: "state-closed",
    TicketState.REOPENED: "state-reopened",
}


@dataclass(frozen=True, slots=True)
class TicketWords:
    """Names in the staff's language."""

    speech: Speech

    def number(self, ticket: int) -> str:
        """`№ 12`, or `#12` in English."""
        return self.speech.say("ticket-number", number=ticket)

    def state(self, state: TicketState) -> str:
        """The state in words."""
        return self.speech.say(_STATE_PHRASES[state])

    def topic_name(self, ticket: Ticket, conversation: Conversation, *, moved_on: bool = False) -> str:
        """Number, name and the question in short; a mark shows that it is resolved or has moved on."""
        number = self.number(ticket.number)
        mark = ("" if ticket.is_open else "✅ ") + ("↗ " if moved_on else "")
        title = title_of(ticket.title, ticket.question, limit=_LONGEST_TITLE)
        parts = (f"{mark}{number}", name_of(conversation.customer), title)
        return cut_to_units(" · ".join(part for part in parts if part), LONGEST_TOPIC_NAME)

    def who_answers(self, ticket: Ticket) -> str:
        """The assignee's name, and the person they stand in for, if any; a dash for nobody."""
        if ticket.assignee_name and ticket.stands_in_for:
            return self.speech.say("assignee-for-now", name=ticket.assignee_name, former=ticket.stands_in_for)
        return ticket.assignee_name or "—"

    def details(self, ticket: Ticket) -> dict[str, str]:
        """What is known of the ticket besides its question, by names in words."""
        aspects = {
            Aspect.CATEGORY: ticket.category,
            Aspect.KIND: ticket.kind,
            Aspect.SERVICE: ticket.service,
        }
        named = {
            self.speech.say(f"aspect-{aspect}"): self.value_in_words(aspect, value)
            for aspect, value in aspects.items()
            if value
        }
        return named | ticket.fields

    def classification(self, ticket: Ticket) -> str:
        """Category, kind and service on one line; empty if nothing is known."""
        known = self.details(replace(ticket, fields={}))
        return " · ".join(f"{name}: {value}" for name, value in known.items())

    def value_in_words(self, aspect: Aspect, value: str) -> str:
        """A kind by its name, anything else unchanged."""
        return self.speech.say(f"kind-{value}") if aspect is Aspect.KIND else value

    def name_in(self, conversation: Conversation) -> str:
        """The customer's name in this conversation, with the @username."""
        customer = conversation.customer
        names = (customer.given_name, customer.family_name)
        name = visible(" ".join(part for part in names if part)) or self.speech.say("card-nameless")
        return f"{name} @{customer.username}" if customer.username else name


def channel_of(conversation: Conversation) -> str:
    """The messenger's name."""
    return conversation.address.partition(":")[0].capitalize()


def cut_to_units(text: str, limit: int) -> str:
    """The text in at most `limit` UTF-16 units, cut at a word."""
    while utf16_length(text) > limit:
        text = shorten(text, len(text) - 1)
    return text
