"""How a ticket's clock runs, and when people are told: in one week in Moscow, worked from nine to six."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.sla.clock import follow, promise, promise_anew
from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.watch import breached, breached_by, next_look, reminders_due, told
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.desk.sla.working_hours import parse_working_hours
from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.lifecycle import Agent, Change
from handlers.errors import CommandRefused
from storage.records.sla import SlaPolicy, SlaTarget, SlaTerms, SlaTime
from storage.records.tickets import Ticket

MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = WorkingCalendar(hours=parse_working_hours("Mon-Fri 09:00-18:00"), zone=MOSCOW)
RULES = SlaRules(SlaTable(), OFFICE)
BORIS = Agent("telegram:7", "Борис Орлов")
FIRST, SOLUTION = SlaTarget.FIRST_RESPONSE, SlaTarget.RESOLUTION


def at(text: str) -> datetime:
    """`Mon 10:00` of the story's week."""
    day, time = text.split()
    number = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(day)
    hours, minutes = map(int, time.split(":"))
    return datetime(2026, 11, 23 + number, hours, minutes, tzinfo=MOSCOW)


def a_ticket(opened: str = "Mon 10:00", *, priority: int = 3, rules: SlaRules = RULES) -> Ticket:
    promised = promise(rules, "standard", priority, at(opened))
    return Ticket(
        number=12,
        conversation=3,
        question="Сайт не открывается",
        language="ru",
        opened_at=at(opened).astimezone(UTC),
        respond_by=promised.respond_by,
        resolve_by=promised.resolve_by,
        priority=priority,
        clock=promised.clock,
    )


def after(ticket: Ticket, change: Change | None, now: str, tier: str = "standard") -> Ticket:
    assert change is not None
    return follow(ticket, change.ticket, RULES, tier, at(now))


def held(ticket: Ticket, now: str) -> Ticket:
    return after(ticket, lifecycle.hold(ticket, BORIS, at(now)), now)


def resumed(ticket: Ticket, now: str) -> Ticket:
    return after(ticket, lifecycle.resume(ticket, "telegram:42", at(now)), now)


def answered(ticket: Ticket, now: str) -> Ticket:
    return after(ticket, lifecycle.respond(ticket, BORIS, at(now)), now)


def resolved(ticket: Ticket, now: str) -> Ticket:
    return after(ticket, lifecycle.resolve(ticket, BORIS, at(now)), now)


def reopened(ticket: Ticket, now: str) -> Ticket:
    return after(ticket, lifecycle.reopen(ticket, "telegram:42", at(now)), now)


class TestANewTicket:
    def test_promises_working_time(self) -> None:
        ticket = a_ticket("Mon 20:00")
        assert (ticket.respond_by, ticket.resolve_by) == (at("Tue 10:00"), at("Tue 17:00"))

    def test_of_critical_priority_promises_plain_time(self) -> None:
        ticket = a_ticket("Mon 20:00", priority=1)
        assert (ticket.respond_by, ticket.resolve_by) == (at("Mon 20:15"), at("Tue 00:00"))

    @pytest.mark.parametrize(
        ("opened", "priority", "first_response", "resolution"),
        [
            ("Mon 10:00", 3, "Mon 10:45", "Mon 16:00"),
            ("Mon 10:00", 2, "Mon 10:20", "Mon 13:00"),
            ("Mon 20:00", 1, "Mon 20:05", "Mon 23:00"),
            ("Mon 15:00", 4, "Tue 09:00", "Wed 15:00"),
        ],
    )
    def test_is_to_be_reminded_of_while_a_quarter_of_the_time_is_left_or_ten_minutes(
        self, opened: str, priority: int, first_response: str, resolution: str
    ) -> None:
        clock = a_ticket(opened, priority=priority).clock
        assert clock.remind_to_respond_at == at(first_response)
        assert clock.remind_to_resolve_at == at(resolution)

    def test_of_less_than_ten_minutes_is_reminded_of_halfway(self) -> None:
        hasty = SlaTerms(SlaTime(timedelta(minutes=8)), SlaTime(timedelta(hours=1)))
        rules = SlaRules(SlaTable.of((SlaPolicy("standard", 3, hasty),)), OFFICE)
        assert a_ticket(rules=rules).clock.remind_to_respond_at == at("Mon 10:04")

    def test_is_looked_at_when_its_first_reminder_is_due(self) -> None:
        assert next_look(a_ticket()) == at("Mon 10:45")


class TestWaitingForTheCustomer:
    def test_moves_both_deadlines_by_the_working_time_that_it_took(self) -> None:
        ticket = resumed(held(a_ticket(), "Mon 10:30"), "Tue 09:30")
        assert (ticket.respond_by, ticket.resolve_by) == (at("Tue 10:00"), at("Tue 17:00"))

    def test_moves_the_reminders_along(self) -> None:
        ticket = resumed(held(a_ticket(), "Mon 10:30"), "Tue 09:30")
        assert ticket.clock.remind_to_respond_at == at("Tue 09:45")
        assert ticket.clock.remind_to_resolve_at == at("Tue 15:00")

    def test_is_no_time_to_remind_or_to_be_late(self) -> None:
        ticket = held(a_ticket(), "Mon 10:30")
        assert next_look(ticket) is None
        assert reminders_due(ticket, at("Fri 12:00")) == breached_by(ticket, at("Fri 12:00")) == ()

    def test_leaves_a_reply_that_was_given(self) -> None:
        ticket = answered(a_ticket(), "Mon 10:10")
        assert resumed(held(ticket, "Mon 10:30"), "Mon 12:30").respond_by == at("Mon 11:00")

    def test_gives_back_nothing_that_was_over_before(self) -> None:
        ticket = breached(a_ticket(), breached_by(a_ticket(), at("Mon 11:30")))
        later = resumed(held(ticket, "Mon 11:30"), "Mon 12:30")
        assert (later.respond_by, later.resolve_by) == (at("Mon 11:00"), at("Tue 10:00"))
        assert breached_by(later, at("Mon 12:31")) == ()

    def test_does_not_repeat_a_reminder(self) -> None:
        ticket = told(a_ticket(), [FIRST])
        assert resumed(held(ticket, "Mon 10:50"), "Mon 12:00").clock.remind_to_respond_at is None

    def test_outside_of_working_hours_costs_nothing(self) -> None:
        ticket = resumed(held(a_ticket(), "Mon 18:00"), "Tue 08:00")
        assert ticket.resolve_by == a_ticket().resolve_by


class TestAReopenedCase:
    def test_goes_on_with_what_was_left(self) -> None:
        ticket = reopened(resolved(answered(a_ticket(), "Mon 10:10"), "Mon 12:00"), "Wed 09:00")
        assert ticket.resolve_by == at("Wed 15:00")

    def test_has_a_quarter_of_its_time_at_least(self) -> None:
        ticket = reopened(resolved(answered(a_ticket(), "Mon 10:10"), "Mon 17:30"), "Wed 09:00")
        assert ticket.resolve_by == at("Wed 11:00")
        assert ticket.clock.remind_to_resolve_at == at("Wed 10:00")

    def test_may_be_late_anew(self) -> None:
        late = breached(a_ticket(), [FIRST, SOLUTION])
        ticket = reopened(resolved(late, "Tue 12:00"), "Wed 09:00")
        assert breached_by(ticket, at("Wed 10:59")) == ()
        assert breached_by(ticket, at("Wed 11:00")) == (SOLUTION,)

    def test_promises_no_new_first_response(self) -> None:
        ticket = reopened(resolved(answered(a_ticket(), "Mon 10:10"), "Mon 12:00"), "Wed 09:00")
        assert ticket.respond_by == at("Mon 11:00")
        assert breached_by(ticket, at("Wed 10:00")) == ()

    def test_after_waiting_stood_still_since_then(self) -> None:
        ticket = resolved(held(a_ticket(), "Mon 11:00"), "Mon 15:00")
        assert reopened(ticket, "Tue 09:00").resolve_by == at("Tue 16:00")


class TestAnotherPriority:
    def test_counts_from_the_opening(self) -> None:
        ticket = a_ticket("Mon 17:00")
        raised = after(ticket, lifecycle.set_priority(ticket, 1, BORIS, at("Mon 17:05")), "Mon 17:05")
        assert (raised.respond_by, raised.resolve_by) == (at("Mon 17:15"), at("Mon 21:00"))
        assert raised.clock.remind_to_respond_at == at("Mon 17:05")

    def test_leaves_out_the_time_of_waiting_as_the_new_calendar_counts_it(self) -> None:
        ticket = resumed(held(a_ticket("Mon 17:00"), "Mon 17:30"), "Tue 09:30")
        raised = after(ticket, lifecycle.set_priority(ticket, 1, BORIS, at("Tue 09:31")), "Tue 09:31")
        assert raised.resolve_by == at("Tue 13:00")

    def test_and_back_is_as_before(self) -> None:
        ticket = resumed(held(a_ticket(), "Mon 10:30"), "Mon 12:00")
        raised = after(ticket, lifecycle.set_priority(ticket, 1, BORIS, at("Mon 12:00")), "Mon 12:00")
        again = after(raised, lifecycle.set_priority(raised, 3, BORIS, at("Mon 12:00")), "Mon 12:00")
        assert replace(again, version=ticket.version) == ticket

    def test_may_make_the_ticket_late_at_once(self) -> None:
        ticket = a_ticket()
        raised = after(ticket, lifecycle.set_priority(ticket, 1, BORIS, at("Mon 10:30")), "Mon 10:30")
        assert breached_by(raised, at("Mon 10:30")) == (FIRST,)

    def test_forgives_a_breach_only_with_a_deadline_that_is_still_to_come(self) -> None:
        late = breached(a_ticket(), [FIRST])
        lowered = after(late, lifecycle.set_priority(late, 4, BORIS, at("Mon 11:30")), "Mon 11:30")
        raised = after(late, lifecycle.set_priority(late, 1, BORIS, at("Mon 11:30")), "Mon 11:30")
        assert lowered.clock.breached == ()
        assert raised.clock.breached == (FIRST,)

    def test_of_a_reopened_case_keeps_its_least_time(self) -> None:
        ticket = reopened(resolved(answered(a_ticket(), "Mon 10:10"), "Mon 17:30"), "Wed 09:00")
        raised = after(ticket, lifecycle.set_priority(ticket, 2, BORIS, at("Wed 09:10")), "Wed 09:10")
        assert raised.resolve_by == at("Wed 10:00")


class TestAnotherTier:
    def test_is_promised_what_its_policy_says(self) -> None:
        quick = SlaTerms(SlaTime(timedelta(minutes=10)), SlaTime(timedelta(hours=2)))
        rules = SlaRules(SlaTable.of((SlaPolicy("vip", 3, quick),)), OFFICE)
        ticket = promise_anew(a_ticket(), rules, "vip", at("Mon 10:05"))
        assert (ticket.respond_by, ticket.resolve_by) == (at("Mon 10:10"), at("Mon 12:00"))


class TestBeingToldOfADeadline:
    def test_comes_once_each(self) -> None:
        ticket = a_ticket()
        assert reminders_due(ticket, at("Mon 10:45")) == (FIRST,)
        reminded = told(ticket, [FIRST])
        assert reminders_due(reminded, at("Mon 10:46")) == ()
        assert next_look(reminded) == at("Mon 11:00")
        assert breached_by(reminded, at("Mon 11:00")) == (FIRST,)
        late = breached(reminded, [FIRST])
        assert breached_by(late, at("Mon 11:01")) == ()
        assert next_look(late) == at("Mon 16:00")

    def test_skips_the_reminder_of_what_is_over(self) -> None:
        """Nobody looked for a while: the breach says it all."""
        ticket = a_ticket()
        assert reminders_due(ticket, at("Mon 11:30")) == ()
        assert breached_by(ticket, at("Mon 11:30")) == (FIRST,)

    def test_needs_no_first_response_after_one(self) -> None:
        ticket = answered(a_ticket(), "Mon 10:10")
        assert next_look(ticket) == at("Mon 16:00")

    def test_ends_with_the_case(self) -> None:
        assert next_look(resolved(a_ticket(), "Mon 10:10")) is None


ACTS: dict[str, Callable[[Ticket, datetime], Change | None]] = {
    "hold": lambda ticket, now: lifecycle.hold(ticket, BORIS, now),
    "resume": lambda ticket, now: lifecycle.resume(ticket, "telegram:42", now),
    "respond": lambda ticket, now: lifecycle.respond(ticket, BORIS, now),
    "resolve": lambda ticket, now: lifecycle.resolve(ticket, BORIS, now),
    "reopen": lambda ticket, now: lifecycle.reopen(ticket, "telegram:42", now),
}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)),
        st.timedeltas(timedelta(minutes=1), timedelta(hours=30)),
    ),
    max_size=8,
)


class TestAnyLife:
    @given(STEPS)
    def test_never_shortens_a_promise(self, steps: list[tuple[str, timedelta]]) -> None:
        for before, ticket, _ in _lived(a_ticket(), steps):
            assert ticket.resolve_by >= before.resolve_by
            assert ticket.respond_by >= before.respond_by

    @given(STEPS)
    def test_is_what_a_new_promise_of_the_same_terms_would_say(
        self, steps: list[tuple[str, timedelta]]
    ) -> None:
        """Moving deadlines step by step, and counting anew from the opening, agree."""
        for _, ticket, now in _lived(a_ticket(), steps):
            if ticket.is_open:
                anew = promise_anew(ticket, RULES, "standard", now)
                assert anew.resolve_by == ticket.resolve_by
                assert anew.respond_by == ticket.respond_by


def _lived(ticket: Ticket, steps: list[tuple[str, timedelta]]) -> Iterator[tuple[Ticket, Ticket, datetime]]:
    """The ticket before and after each step that its state allows, and the moment of it."""
    now = ticket.opened_at
    for act, passed in steps:
        now += passed
        with suppress(CommandRefused):
            change = ACTS[act](ticket, now)
            if change is not None:
                before, ticket = ticket, follow(ticket, change.ticket, RULES, "standard", now)
                yield before, ticket, now
