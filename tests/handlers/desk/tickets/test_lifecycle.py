"""A ticket's life."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.lifecycle import Agent, Change
from handlers.errors import CommandRefused
from storage.records.events import Event, EventKind
from storage.records.tickets import Ticket, TicketState

OPENED = datetime(2026, 11, 23, 7, tzinfo=UTC)
NOW = OPENED + timedelta(minutes=20)
BORIS = Agent("telegram:7", "Борис Орлов")
VERA = Agent("telegram:8", "Вера")
CUSTOMER = "telegram:42"

NEW, IN_PROGRESS, WAITING = TicketState.NEW, TicketState.IN_PROGRESS, TicketState.WAITING
RESOLVED, CLOSED, REOPENED = TicketState.RESOLVED, TicketState.CLOSED, TicketState.REOPENED

TICKET = Ticket(
    number=12,
    conversation=3,
    question="Сайт не открывается",
    language="ru",
    opened_at=OPENED,
    respond_by=OPENED + timedelta(hours=1),
    resolve_by=OPENED + timedelta(hours=8),
    suggestions=(5, 6),
)

Act = Callable[[Ticket], Change | None]
ACTS: dict[str, Act] = {
    "take": lambda ticket: lifecycle.take(ticket, VERA, NOW),
    "respond": lambda ticket: lifecycle.respond(ticket, VERA, NOW),
    "send entry": lambda ticket: lifecycle.send_entry(ticket, 5, VERA, NOW),
    "hold": lambda ticket: lifecycle.hold(ticket, VERA, NOW),
    "resume": lambda ticket: lifecycle.resume(ticket, CUSTOMER, NOW),
    "resolve": lambda ticket: lifecycle.resolve(ticket, VERA, NOW),
    "reopen": lambda ticket: lifecycle.reopen(ticket, CUSTOMER, NOW),
    "set priority": lambda ticket: lifecycle.set_priority(ticket, 1, VERA, NOW),
    "close": lambda ticket: lifecycle.close(ticket, NOW),
}


def ticket_in(state: TicketState) -> Ticket:
    """Boris's ticket, answered once, as it gets into this state."""
    answered = replace(
        TICKET,
        state=state,
        assignee=BORIS.address,
        assignee_name=BORIS.name,
        first_response_at=OPENED,
        version=4,
    )
    over = state in {RESOLVED, CLOSED}
    return replace(
        answered,
        resolved_at=OPENED if over else None,
        closed_at=OPENED if state is CLOSED else None,
    )


class TestEveryActInEveryState:
    @pytest.mark.parametrize(
        ("act", "before", "after"),
        [
            ("take", NEW, IN_PROGRESS),
            ("take", IN_PROGRESS, IN_PROGRESS),
            ("take", WAITING, WAITING),
            ("take", REOPENED, IN_PROGRESS),
            ("take", RESOLVED, "agent-not-open"),
            ("take", CLOSED, "agent-closed-for-good"),
            ("respond", NEW, IN_PROGRESS),
            ("respond", IN_PROGRESS, None),
            ("respond", WAITING, None),
            ("respond", REOPENED, IN_PROGRESS),
            ("respond", RESOLVED, None),
            ("respond", CLOSED, None),
            ("send entry", NEW, IN_PROGRESS),
            ("send entry", IN_PROGRESS, IN_PROGRESS),
            ("send entry", WAITING, WAITING),
            ("send entry", REOPENED, IN_PROGRESS),
            ("send entry", RESOLVED, "agent-not-open"),
            ("send entry", CLOSED, "agent-closed-for-good"),
            ("hold", NEW, WAITING),
            ("hold", IN_PROGRESS, WAITING),
            ("hold", WAITING, "agent-already-waiting"),
            ("hold", REOPENED, WAITING),
            ("hold", RESOLVED, "agent-not-open"),
            ("hold", CLOSED, "agent-closed-for-good"),
            ("resume", NEW, None),
            ("resume", IN_PROGRESS, None),
            ("resume", WAITING, IN_PROGRESS),
            ("resume", REOPENED, None),
            ("resume", RESOLVED, None),
            ("resume", CLOSED, None),
            ("resolve", NEW, RESOLVED),
            ("resolve", IN_PROGRESS, RESOLVED),
            ("resolve", WAITING, RESOLVED),
            ("resolve", REOPENED, RESOLVED),
            ("resolve", RESOLVED, "agent-already-closed"),
            ("resolve", CLOSED, "agent-already-closed"),
            ("reopen", NEW, "agent-already-open"),
            ("reopen", IN_PROGRESS, "agent-already-open"),
            ("reopen", WAITING, "agent-already-open"),
            ("reopen", REOPENED, "agent-already-open"),
            ("reopen", RESOLVED, REOPENED),
            ("reopen", CLOSED, "agent-closed-for-good"),
            ("set priority", NEW, NEW),
            ("set priority", IN_PROGRESS, IN_PROGRESS),
            ("set priority", WAITING, WAITING),
            ("set priority", REOPENED, REOPENED),
            ("set priority", RESOLVED, "agent-not-open"),
            ("set priority", CLOSED, "agent-closed-for-good"),
            ("close", NEW, None),
            ("close", IN_PROGRESS, None),
            ("close", WAITING, None),
            ("close", REOPENED, None),
            ("close", RESOLVED, CLOSED),
            ("close", CLOSED, None),
        ],
    )
    def test_leads_to_a_state_changes_nothing_or_is_refused(
        self, act: str, before: TicketState, after: TicketState | str | None
    ) -> None:
        ticket = ticket_in(before)
        if isinstance(after, TicketState):
            change = ACTS[act](ticket)
            assert change is not None
            assert change.ticket.state is after
        elif after is None:
            assert ACTS[act](ticket) is None
        else:
            with pytest.raises(CommandRefused) as refusal:
                ACTS[act](ticket)
            assert refusal.value.phrase == after


class TestAnyChange:
    @given(st.sampled_from(TicketState), st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
    def test_grows_the_version_by_one_and_tells_of_itself_in_events(
        self, state: TicketState, acts: list[str]
    ) -> None:
        ticket = ticket_in(state)
        for act in acts:
            try:
                change = ACTS[act](ticket)
            except CommandRefused:
                continue
            if change is None:
                continue
            assert change.ticket != ticket
            assert change.ticket.version == ticket.version + 1
            assert all(
                (event.ticket, event.conversation, event.at) == (12, 3, NOW) for event in change.events
            )
            kept = ("number", "conversation", "question", "language", "opened_at", "respond_by", "previous")
            assert all(getattr(change.ticket, name) == getattr(ticket, name) for name in kept)
            ticket = change.ticket

    @given(st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
    def test_keeps_the_record_consistent(self, acts: list[str]) -> None:
        """Solved tickets know when, open ones do not; whoever has one has a name; a closed one stays so."""
        ticket = TICKET
        for act in acts:
            try:
                change = ACTS[act](ticket)
            except CommandRefused:
                continue
            was_closed = ticket.state is CLOSED
            ticket = change.ticket if change else ticket
            assert (ticket.resolved_at is None) == ticket.is_open
            assert (ticket.closed_at is None) == (ticket.state is not CLOSED)
            assert (ticket.assignee is None) == (ticket.assignee_name is None)
            assert not was_closed or ticket.state is CLOSED


class TestTheFirstReply:
    def test_is_the_first_response_and_takes_an_unassigned_ticket(self) -> None:
        change = lifecycle.respond(TICKET, BORIS, NOW)

        assert change == Change(
            replace(
                TICKET,
                state=IN_PROGRESS,
                first_response_at=NOW,
                assignee=BORIS.address,
                assignee_name=BORIS.name,
                version=2,
            ),
            (
                Event(EventKind.FIRST_RESPONSE, NOW, BORIS.address, ticket=12, conversation=3),
                Event(EventKind.TAKEN, NOW, BORIS.address, ticket=12, conversation=3),
            ),
        )

    def test_of_somebody_else_is_a_response_and_leaves_the_assignee(self) -> None:
        taken = lifecycle.take(TICKET, BORIS, NOW).ticket

        change = lifecycle.respond(taken, VERA, NOW)

        assert change is not None
        assert change.ticket.assignee == BORIS.address
        assert [event.kind for event in change.events] == [EventKind.FIRST_RESPONSE]

    def test_stays_the_first(self) -> None:
        answered = lifecycle.respond(TICKET, BORIS, NOW)
        assert answered is not None
        assert lifecycle.respond(answered.ticket, BORIS, NOW + timedelta(hours=1)) is None


class TestTaking:
    def test_from_nobody_is_a_take_and_from_a_colleague_a_transfer(self) -> None:
        first = lifecycle.take(TICKET, BORIS, NOW)
        second = lifecycle.take(first.ticket, VERA, NOW)

        assert [event.kind for event in first.events + second.events] == [
            EventKind.TAKEN,
            EventKind.TRANSFERRED,
        ]

    def test_ones_own_is_refused(self) -> None:
        with pytest.raises(CommandRefused, match="agent-already-yours"):
            lifecycle.take(ticket_in(IN_PROGRESS), BORIS, NOW)


class TestThePriority:
    def test_tells_what_it_was_and_who_changed_it(self) -> None:
        change = lifecycle.set_priority(TICKET, 1, BORIS, NOW)

        assert change.ticket.priority == 1
        assert [(event.kind, event.by, event.details) for event in change.events] == [
            (EventKind.PRIORITY_CHANGED, BORIS.address, {"from": "3", "to": "1"})
        ]

    def test_that_it_has_already_is_refused(self) -> None:
        with pytest.raises(CommandRefused, match="agent-already-that-priority"):
            lifecycle.set_priority(TICKET, 3, BORIS, NOW)

    @pytest.mark.parametrize("priority", [0, 5, -1])
    def test_that_there_is_none_of_is_refused(self, priority: int) -> None:
        with pytest.raises(CommandRefused, match="agent-priority-how"):
            lifecycle.set_priority(TICKET, priority, BORIS, NOW)


class TestSendingAnEntry:
    def test_suggests_it_no_more(self) -> None:
        assert lifecycle.send_entry(TICKET, 5, BORIS, NOW).ticket.suggestions == (6,)

    def test_a_second_time_still_counts_as_a_change(self) -> None:
        """The card must be drawn anew: its button is gone."""
        answered = lifecycle.respond(TICKET, BORIS, NOW)
        assert answered is not None
        change = lifecycle.send_entry(answered.ticket, 5, BORIS, NOW)
        assert (change.ticket.version, change.events) == (answered.ticket.version + 1, ())
