"""A ticket's life: what may happen to it in which state, and what is recorded.

Every function returns the changed ticket with its events, or raises `CommandRefused` and changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.errors import CommandRefused
from storage.classification import Aspect
from storage.records.events import Event, EventKind
from storage.records.tickets import PRIORITIES, Ticket, TicketKind, TicketState


@dataclass(frozen=True, slots=True)
class Agent:
    """A person acting for the desk."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A ticket after a change, and the events to store."""

    ticket: Ticket
    events: tuple[Event, ...]


def take(ticket: Ticket, by: Agent, now: datetime) -> Change:
    """Assign the ticket to `by`."""
    _must_be_open(ticket)
    if ticket.assignee == by.address and ticket.handed_over_at is None:
        raise CommandRefused("agent-already-yours")
    kind = EventKind.TRANSFERRED if ticket.assignee not in {None, by.address} else EventKind.TAKEN
    return Change(_given_to(ticket, by), (_event(kind, ticket, by.address, now),))


def assign(ticket: Ticket, to: Agent, by: Agent, now: datetime, *, to_the_end: bool = True) -> Change:
    """Assign the ticket to `to` on behalf of `by`; `to_the_end`, or temporarily."""
    _must_be_open(ticket)
    if ticket.assignee == to.address and ticket.handed_over_at is None:
        raise CommandRefused("agent-already-theirs", name=to.name)
    kind = EventKind.TRANSFERRED if ticket.assignee not in {None, to.address} else EventKind.ASSIGNED
    details = {"to": to.address, "name": to.name, "to the end": "yes" if to_the_end else "no"}
    given = _given_to(ticket, to)
    if not to_the_end and ticket.assignee is not None:
        given = replace(given, stands_in_for=ticket.stands_in_for or ticket.assignee_name)
    return Change(given, (_event(kind, ticket, by.address, now, details),))


def release(ticket: Ticket, now: datetime) -> Change:
    """Release the ticket of an assignee who is no longer an agent."""
    _must_be_open(ticket)
    released = replace(
        ticket, assignee=None, assignee_name=None, stands_in_for=None, version=ticket.version + 1
    )
    return Change(released, (_event(EventKind.RELEASED, ticket, "bot", now),))


def escalate(ticket: Ticket, line: int, reason: str, by: Agent, now: datetime) -> Change:
    """Move the ticket to another line, up or down.

    Its assignee still answers to the customer until somebody there takes it.
    """
    _must_be_open(ticket)
    if ticket.line == line:
        raise CommandRefused("escalate-already-there", line=line)
    moved = replace(ticket, line=line, handed_over_at=now, version=ticket.version + 1)
    details = {"from": str(ticket.line), "to": str(line), "reason": reason}
    return Change(moved, (_event(EventKind.ESCALATED, ticket, by.address, now, details),))


def respond(ticket: Ticket, by: Agent, now: datetime) -> Change | None:
    """Record a person's reply: the first one is the first response, and takes an unassigned ticket.

    A ticket handed over is taken by the first person of its new line who replies. None if this reply changes
    nothing about the ticket.
    """
    events: list[Event] = []
    answered = ticket
    if ticket.first_response_at is None:
        answered = replace(answered, first_response_at=now)
        events.append(_event(EventKind.FIRST_RESPONSE, ticket, by.address, now))
    if ticket.assignee is None or (ticket.handed_over_at and ticket.assignee != by.address):
        kind = EventKind.TRANSFERRED if ticket.assignee else EventKind.TAKEN
        answered = replace(
            answered, assignee=by.address, assignee_name=by.name, handed_over_at=None, stands_in_for=None
        )
        events.append(_event(kind, ticket, by.address, now))
    if ticket.state in {TicketState.NEW, TicketState.REOPENED}:
        answered = replace(answered, state=TicketState.IN_PROGRESS)
    if answered == ticket:
        return None
    return Change(replace(answered, version=ticket.version + 1), tuple(events))


def answered_at(ticket: Ticket, moment: datetime | None, now: datetime) -> Change | None:
    """Correct the first response to `moment`, the first reply that counts, if any. None if unchanged."""
    if ticket.first_response_at == moment:
        return None
    events = []
    if ticket.first_response_at is not None:
        events.append(_event(EventKind.FIRST_RESPONSE_LOST, ticket, "bot", now))
    if moment is not None:
        events.append(_event(EventKind.FIRST_RESPONSE, ticket, ticket.assignee or "bot", moment))
    return Change(replace(ticket, first_response_at=moment, version=ticket.version + 1), tuple(events))


def send_entry(ticket: Ticket, entry: int, by: Agent, now: datetime) -> Change:
    """Record a suggested FAQ entry as `by`'s reply; it is no longer suggested, so that it is sent once."""
    _must_be_open(ticket)
    answered = respond(ticket, by, now) or Change(replace(ticket, version=ticket.version + 1), ())
    left = tuple(suggested for suggested in ticket.suggestions if suggested != entry)
    return replace(answered, ticket=replace(answered.ticket, suggestions=left))


def hold(ticket: Ticket, by: Agent, now: datetime) -> Change:
    """Wait for the customer."""
    _must_be_open(ticket)
    if ticket.state is TicketState.WAITING:
        raise CommandRefused("agent-already-waiting")
    held = replace(ticket, state=TicketState.WAITING, version=ticket.version + 1)
    return Change(held, (_event(EventKind.HELD, ticket, by.address, now, {"name": by.name}),))


def resume(ticket: Ticket, by: str, now: datetime) -> Change | None:
    """End the waiting, since the customer wrote. None if nobody waited."""
    if ticket.state is not TicketState.WAITING:
        return None
    resumed = replace(ticket, state=TicketState.IN_PROGRESS, version=ticket.version + 1)
    return Change(resumed, (_event(EventKind.RESUMED, ticket, by, now),))


def resolve(ticket: Ticket, by: Agent, now: datetime) -> Change:
    """Solve the case; a message from the customer within the reopening time reopens it."""
    if not ticket.is_open:
        raise CommandRefused("agent-already-closed")
    resolved = replace(ticket, state=TicketState.RESOLVED, resolved_at=now, version=ticket.version + 1)
    return Change(resolved, (_event(EventKind.RESOLVED, ticket, by.address, now),))


def reopen(ticket: Ticket, by: str, now: datetime, *, assignee_left: bool = False) -> Change:
    """Reopen the case. A closed one stays closed: the customer's next message is a new ticket.

    It returns to its assignee, or to nobody if that person is no longer an agent.
    """
    if ticket.is_open:
        raise CommandRefused("agent-already-open")
    if ticket.state is TicketState.CLOSED:
        raise CommandRefused("agent-closed-for-good")
    reopened = replace(ticket, state=TicketState.REOPENED, resolved_at=None, version=ticket.version + 1)
    if assignee_left:
        reopened = replace(reopened, assignee=None, assignee_name=None, stands_in_for=None)
    return Change(reopened, (_event(EventKind.REOPENED, ticket, by, now),))


def set_priority(ticket: Ticket, priority: int, by: Agent, now: datetime) -> Change:
    """Set the urgency, from 1 (critical) to 4 (low)."""
    _must_be_open(ticket)
    if priority not in PRIORITIES:
        raise CommandRefused("agent-priority-how")
    if priority == ticket.priority:
        raise CommandRefused("agent-already-that-priority")
    changed = replace(ticket, priority=priority, version=ticket.version + 1)
    details = {"from": str(ticket.priority), "to": str(priority)}
    return Change(changed, (_event(EventKind.PRIORITY_CHANGED, ticket, by.address, now, details),))


def classify(ticket: Ticket, aspect: Aspect, value: str, by: Agent, now: datetime) -> Change:
    """Set the category, kind or service."""
    _must_be_open(ticket)
    match aspect:
        case Aspect.KIND:
            changed = replace(ticket, kind=TicketKind(value))
        case Aspect.SERVICE:
            changed = replace(ticket, service=value)
        case _:
            changed = replace(ticket, category=value)
    if changed == ticket:
        raise CommandRefused("category-already")
    details = {"aspect": aspect.value, "to": value}
    event = _event(EventKind.CLASSIFIED, ticket, by.address, now, details)
    return Change(replace(changed, version=ticket.version + 1), (event,))


def close(ticket: Ticket, now: datetime) -> Change | None:
    """Close the ticket after the time for reopening. None if it is not resolved (any more)."""
    if ticket.state is not TicketState.RESOLVED:
        return None
    closed = replace(ticket, state=TicketState.CLOSED, closed_at=now, version=ticket.version + 1)
    return Change(closed, (_event(EventKind.CLOSED, ticket, "bot", now),))


def erase(ticket: Ticket, now: datetime) -> Change:
    """Close the ticket in any state, since its customer's data are erased."""
    over = replace(
        ticket, state=TicketState.CLOSED, closed_at=ticket.closed_at or now, version=ticket.version + 1
    )
    return Change(over, (_event(EventKind.ERASED, ticket, "bot", now),))


def _must_be_open(ticket: Ticket) -> None:
    if ticket.state is TicketState.CLOSED:
        raise CommandRefused("agent-closed-for-good")
    if not ticket.is_open:
        raise CommandRefused("agent-not-open")


def _given_to(ticket: Ticket, agent: Agent) -> Ticket:
    return replace(
        ticket,
        assignee=agent.address,
        assignee_name=agent.name,
        handed_over_at=None,
        stands_in_for=None,
        state=ticket.state if ticket.state is TicketState.WAITING else TicketState.IN_PROGRESS,
        version=ticket.version + 1,
    )


def _event(
    kind: EventKind, ticket: Ticket, by: str, now: datetime, details: dict[str, str] | None = None
) -> Event:
    return Event(kind, now, by, ticket=ticket.number, conversation=ticket.conversation, details=details or {})
