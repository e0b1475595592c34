"""The latest actions on a ticket, as lines of its card, so that they cost no posts. Pure."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from handlers.phrases import Speech
from storage.records.events import Event, EventKind
from storage.records.tickets import JournalLine, Ticket

MOST_LINES = 3

_PHRASES = {
    EventKind.TAKEN: "desk-event-taken",
    EventKind.ASSIGNED: "desk-event-assigned",
    EventKind.TRANSFERRED: "desk-event-transferred",
    EventKind.RELEASED: "desk-event-released",
    EventKind.HELD: "desk-event-held",
    EventKind.RESUMED: "desk-event-resumed",
    EventKind.REOPENED: "desk-event-reopened",
}


def with_events(ticket: Ticket, events: Sequence[Event]) -> tuple[JournalLine, ...]:
    """The ticket's journal after these events."""
    new = (
        JournalLine(event.kind, event.at, event.details.get("name", ticket.assignee_name or ""))
        for event in events
        if event.kind in _PHRASES
    )
    return (*ticket.journal, *new)[-MOST_LINES:]


def say_journal(speech: Speech, zone: ZoneInfo, lines: Sequence[JournalLine]) -> Iterator[str]:
    """When, who and what: one line each."""
    for line in lines:
        key = _PHRASES[line.kind]
        takes_name = "name" in speech.phrases[key].arguments
        words = speech.say(key, name=line.name) if takes_name else speech.say(key)
        yield f"{line.at.astimezone(zone):%d.%m %H:%M} · {words}"
