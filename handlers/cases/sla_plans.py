"""Plans for a ticket's clock: its events, and the timers that look at it again."""

from datetime import datetime

from handlers.desk.sla.clock import deadline
from handlers.desk.sla.watch import next_look
from storage.changes import Plan
from storage.records.events import Event, EventKind
from storage.records.sla import SlaTarget
from storage.records.tickets import Ticket
from storage.records.timers import Timer, TimerKind


def watch(ticket: Ticket) -> Plan:
    """Set the timer for the next moment when the clock needs a look, or cancel it if there is none."""
    subject, at = str(ticket.number), next_look(ticket)
    if at is None:
        return Plan(cancel_timers=((TimerKind.SLA_WATCH, subject),))
    return Plan(timers=(Timer(TimerKind.SLA_WATCH, subject, at),))


def breaches(ticket: Ticket, late: tuple[SlaTarget, ...], now: datetime) -> Plan:
    """Record breaches of the present deadlines, and tell people of them at once."""
    return Plan(
        events=tuple(_event(EventKind.SLA_BREACHED, ticket, target, now) for target in late),
        timers=tuple(
            Timer(
                TimerKind.SLA_BREACH,
                subject=f"{ticket.number} {target}",
                due_at=now,
                token=deadline(ticket, target).isoformat(),
            )
            for target in late
        ),
    )


def reminded(ticket: Ticket, targets: tuple[SlaTarget, ...], now: datetime) -> tuple[Event, ...]:
    """Events that record reminders of the present deadlines."""
    return tuple(_event(EventKind.SLA_REMINDED, ticket, target, now) for target in targets)


def _event(kind: EventKind, ticket: Ticket, target: SlaTarget, now: datetime) -> Event:
    details = {"target": target.value, "deadline": deadline(ticket, target).isoformat()}
    return Event(kind, now, "bot", ticket=ticket.number, conversation=ticket.conversation, details=details)
