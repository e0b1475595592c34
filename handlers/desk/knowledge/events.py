"""Events of what an FAQ entry did for a customer."""

from datetime import datetime

from storage.records.conversations import Conversation, OpenQuestion
from storage.records.events import Event, EventKind


def faq_event(
    kind: EventKind, conversation: Conversation, entry: int, now: datetime, phrasing: str = ""
) -> Event:
    """The event for one entry, with the phrasing through which it was found, if known."""
    details = {"entry": str(entry)} | ({"phrasing": phrasing} if phrasing else {})
    return Event(kind, now, "bot", conversation=conversation.id, details=details)


def faq_events(
    kind: EventKind, conversation: Conversation, question: OpenQuestion, now: datetime
) -> tuple[Event, ...]:
    """The events for all present entries of the question."""
    return tuple(
        faq_event(kind, conversation, entry, now, question.phrasing_of(entry)) for entry in question.entries
    )
