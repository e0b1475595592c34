"""A ticket's clock: how it runs, stops and starts again.

The clock is stopped while the desk waits for the customer, and while the case is solved. The time left then
remains for when it runs again. A reopened case gets at least a quarter of its resolution time; its first
response is not promised again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.desk.sla.rules import SlaRules
from storage.records.sla import SlaClock, SlaTarget, SlaTerms, SlaTime
from storage.records.tickets import Ticket, TicketState

_SHARE_OF_REOPENED = 4
"""A reopened case has at least the resolution time divided by this."""

_SHARE_OF_REMINDER = 4
_SHORTEST_NOTICE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines of a ticket, in UTC, and the clock that counts towards them."""

    respond_by: datetime
    resolve_by: datetime
    clock: SlaClock


def promise(rules: SlaRules, tier: str, priority: int, opened_at: datetime) -> Deadlines:
    """The promise to a ticket opened at this moment."""
    terms = rules.table.terms(tier, priority)
    respond_by, resolve_by = (
        rules.calendar_of(time).add(opened_at, time.time) for time in (terms.first_response, terms.resolution)
    )
    clock = SlaClock(
        terms,
        remind_to_respond_at=_reminder(rules, terms.first_response, opened_at, respond_by),
        remind_to_resolve_at=_reminder(rules, terms.resolution, opened_at, resolve_by),
    )
    return Deadlines(respond_by, resolve_by, clock)


def runs(ticket: Ticket) -> bool:
    """Return True while the ticket's clock runs."""
    return ticket.is_open and ticket.state is not TicketState.WAITING


def deadline(ticket: Ticket, target: SlaTarget) -> datetime:
    """The deadline for the target."""
    return ticket.respond_by if target is SlaTarget.FIRST_RESPONSE else ticket.resolve_by


def key_of(target: SlaTarget) -> str:
    """The target's name in the keys of phrases."""
    return target.replace(" ", "-")


def still_owed(ticket: Ticket) -> tuple[SlaTarget, ...]:
    """The targets that people have not met yet."""
    if not ticket.is_open:
        return ()
    if ticket.first_response_at is None:
        return (SlaTarget.FIRST_RESPONSE, SlaTarget.RESOLUTION)
    return (SlaTarget.RESOLUTION,)


def is_overdue(ticket: Ticket, now: datetime) -> bool:
    """Return True if people should have solved it by now; not while the clock stands."""
    return runs(ticket) and ticket.resolve_by < now


def follow(before: Ticket, after: Ticket, rules: SlaRules, tier: str, now: datetime) -> Ticket:
    """The changed ticket with its clock stopped, started or recomputed, as the change requires."""
    if after.priority != before.priority:
        after = promise_anew(after, rules, tier, now)
    if before.first_response_at is not None and after.first_response_at is None:
        after = _response_owed_again(after, rules)
    if runs(before) and not runs(after):
        return replace(after, clock=replace(after.clock, stopped_at=now))
    if runs(after) and not runs(before):
        return _start_again(after, rules, now, reopened=not before.is_open)
    return after


def is_told_anew(before: Ticket, after: Ticket, now: datetime) -> bool:
    """Return True if the customer must hear a new deadline: the ticket was reopened, or has other terms.

    Not while the clock is stopped, since the moment moves with every hour, nor once that moment has passed.
    """
    if not before.is_open:
        return after.is_open
    is_moved = after.clock.terms != before.clock.terms and after.resolve_by != before.resolve_by
    return is_moved and runs(after) and after.resolve_by > now


def _response_owed_again(ticket: Ticket, rules: SlaRules) -> Ticket:
    """Restore the deadline as if the reply that had counted, but never arrived, had not been written."""
    clock = ticket.clock
    return replace(ticket, respond_by=_passed(rules, clock.terms.first_response, clock, ticket.opened_at))


def promise_anew(ticket: Ticket, rules: SlaRules, tier: str, now: datetime) -> Ticket:
    """The deadlines by the present policy, as if it had applied since the ticket was opened.

    A recorded breach is told again only if the new deadline passes, too.
    """
    terms = rules.table.terms(tier, ticket.priority)
    clock = replace(ticket.clock, terms=terms)
    promised = replace(
        ticket,
        respond_by=_passed(rules, terms.first_response, clock, ticket.opened_at),
        resolve_by=_resolution(rules, terms, clock, ticket.opened_at),
        clock=clock,
    )
    if ticket.first_response_at is not None:
        promised = replace(promised, respond_by=ticket.respond_by)
    since, until = _last_start(promised), clock.stopped_at or now
    for target in still_owed(promised):
        promised = _watch_anew(promised, rules, target, since, until)
    return promised


def _watch_anew(
    ticket: Ticket, rules: SlaRules, target: SlaTarget, since: datetime, until: datetime
) -> Ticket:
    due = deadline(ticket, target)
    clock = with_reminder(ticket.clock, target, _reminder(rules, ticket.clock.terms.of(target), since, due))
    if due > until:
        clock = replace(clock, breached=tuple(late for late in clock.breached if late is not target))
    return replace(ticket, clock=clock)


def _start_again(ticket: Ticket, rules: SlaRules, now: datetime, *, reopened: bool) -> Ticket:
    clock = ticket.clock
    stopped_at = clock.stopped_at or now
    pauses = (*clock.pauses, (stopped_at, now))
    started = replace(ticket, clock=replace(clock, stopped_at=None, pauses=pauses))
    for target in still_owed(ticket):
        if reopened and target is SlaTarget.RESOLUTION:
            started = _reopened(started, rules, stopped_at, now)
        else:
            started = _resumed(started, rules, target, stopped_at, now)
    return started


def _resumed(
    ticket: Ticket, rules: SlaRules, target: SlaTarget, stopped_at: datetime, now: datetime
) -> Ticket:
    """Keep the time that was left; a passed deadline stays passed."""
    due, promised = deadline(ticket, target), ticket.clock.terms.of(target)
    if due <= stopped_at:
        return ticket
    calendar = rules.calendar_of(promised)
    moved = max(due, calendar.add(now, calendar.between(stopped_at, due)))
    clock = ticket.clock
    if clock.remind_at(target) is not None:
        clock = with_reminder(clock, target, _reminder(rules, promised, now, moved))
    return _with_deadline(replace(ticket, clock=clock), target, moved)


def _reopened(ticket: Ticket, rules: SlaRules, stopped_at: datetime, now: datetime) -> Ticket:
    promised = ticket.clock.terms.resolution
    calendar = rules.calendar_of(promised)
    left = max(calendar.between(stopped_at, ticket.resolve_by), promised.time / _SHARE_OF_REOPENED)
    due = calendar.add(now, left)
    clock = with_reminder(ticket.clock, SlaTarget.RESOLUTION, _reminder(rules, promised, now, due))
    late = tuple(target for target in clock.breached if target is not SlaTarget.RESOLUTION)
    return replace(ticket, resolve_by=due, clock=replace(clock, reopened_at=now, breached=late))


def _reminder(rules: SlaRules, promised: SlaTime, since: datetime, due: datetime) -> datetime | None:
    """The moment when a quarter of the time is left, at least ten minutes; for shorter times, half.

    `since`: from when on the clock runs without a stop.
    """
    calendar = rules.calendar_of(promised)
    left = calendar.between(since, due)
    if left <= timedelta():
        return None
    notice = max(promised.time / _SHARE_OF_REMINDER, _SHORTEST_NOTICE)
    if notice >= left:
        notice = left / 2
    return calendar.next_opening(calendar.add(since, left - notice))


def _resolution(rules: SlaRules, terms: SlaTerms, clock: SlaClock, opened_at: datetime) -> datetime:
    since_opened = _passed(rules, terms.resolution, clock, opened_at)
    if clock.reopened_at is None:
        return since_opened
    at_least = replace(terms.resolution, time=terms.resolution.time / _SHARE_OF_REOPENED)
    return max(since_opened, _passed(rules, at_least, clock, clock.reopened_at))


def _passed(rules: SlaRules, promised: SlaTime, clock: SlaClock, since: datetime) -> datetime:
    """The moment when the promised time has passed since then, without the pauses."""
    calendar, left = rules.calendar_of(promised), promised.time
    for stopped, started in clock.pauses:
        if started <= since:
            continue
        ran = calendar.between(since, stopped)
        if left <= ran:
            break
        left -= ran
        since = started
    return calendar.add(since, left)


def _last_start(ticket: Ticket) -> datetime:
    return ticket.clock.pauses[-1][1] if ticket.clock.pauses else ticket.opened_at


def with_reminder(clock: SlaClock, target: SlaTarget, at: datetime | None) -> SlaClock:
    """The clock with another reminder for a target; None: no reminder is left."""
    if target is SlaTarget.FIRST_RESPONSE:
        return replace(clock, remind_to_respond_at=at)
    return replace(clock, remind_to_resolve_at=at)


def _with_deadline(ticket: Ticket, target: SlaTarget, moment: datetime) -> Ticket:
    if target is SlaTarget.FIRST_RESPONSE:
        return replace(ticket, respond_by=moment)
    return replace(ticket, resolve_by=moment)
