"""The times for telling people of a deadline: reminded before it, and told once when it was missed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handlers.desk.sla.clock import deadline, runs, still_owed, with_reminder
from storage.records.sla import SlaTarget
from storage.records.tickets import Ticket


def breached_by(ticket: Ticket, now: datetime) -> tuple[SlaTarget, ...]:
    """Deadlines that passed while the clock ran, and are not recorded yet."""
    if not runs(ticket):
        return ()
    owed = (target for target in still_owed(ticket) if target not in ticket.clock.breached)
    return tuple(target for target in owed if deadline(ticket, target) <= now)


def reminders_due(ticket: Ticket, now: datetime) -> tuple[SlaTarget, ...]:
    """Targets to remind of now; a passed deadline needs no reminder."""
    if not runs(ticket):
        return ()
    return tuple(
        target
        for target in still_owed(ticket)
        if (at := ticket.clock.remind_at(target)) and at <= now < deadline(ticket, target)
    )


def next_look(ticket: Ticket) -> datetime | None:
    """When the clock needs the next look; None while it is stopped, or if nothing is left to tell."""
    if not runs(ticket):
        return None
    moments = [
        moment
        for target in still_owed(ticket)
        if target not in ticket.clock.breached
        for moment in (ticket.clock.remind_at(target), deadline(ticket, target))
        if moment is not None
    ]
    return min(moments, default=None)


def told(ticket: Ticket, targets: Iterable[SlaTarget]) -> Ticket:
    """The ticket with the reminders done, so that people are reminded once."""
    clock = ticket.clock
    for target in targets:
        clock = with_reminder(clock, target, None)
    return replace(ticket, clock=clock)


def breached(ticket: Ticket, targets: Iterable[SlaTarget]) -> Ticket:
    """The ticket with breaches recorded, each once, and their reminders done."""
    late = tuple(targets)
    marked = told(ticket, late)
    return replace(marked, clock=replace(marked.clock, breached=(*marked.clock.breached, *late)))
