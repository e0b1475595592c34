"""Our own pacing: what the messenger counts never exceeds its windows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.setting_values import Limits
from bot.workers.backoff import LONGEST_PAUSE
from bot.workers.rate_limits import Cost, RateLimits, Window, cost_of
from storage.chats import EVERYBODY
from storage.records.actions import AnswerPress, DeleteMessage, EditContent, OpenTopic, SendAlbum, SendContent
from storage.records.content import Content
from storage.records.message_refs import MessageRef

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ANNA, BORIS, STAFF = "telegram:1", "telegram:2", "telegram:-1001"
ONE = Cost(1, 1)
DOCUMENTED = Limits(30, 1, 20)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def send(limits: RateLimits, chat: str, moment: datetime, cost: Cost = ONE) -> None:
    """A call that takes no time."""
    limits.start(chat, cost, moment)
    limits.finish(chat, cost, moment)


@pytest.mark.parametrize(
    ("action", "chat", "cost"),
    [
        (SendContent(Content()), ANNA, Cost(1, 1)),
        (SendAlbum((Content(),) * 4), STAFF, Cost(4, 4)),
        (OpenTopic("№ 1"), STAFF, Cost(1, 1)),
        (EditContent(MessageRef("ticket:1", "card"), Content()), STAFF, Cost(1, 1)),
        (EditContent(MessageRef(ANNA, "5"), Content()), ANNA, Cost(1, 0)),
        (DeleteMessage(MessageRef(ANNA, "5")), ANNA, Cost(1, 0)),
        (AnswerPress("query"), STAFF, Cost(1, 0)),
        (SendContent(Content()), "web:visitor", Cost(0, 0)),
        (SendContent(Content()), "desk:1", Cost(0, 0)),
    ],
)
def test_cost(action: SendContent, chat: str, cost: Cost) -> None:
    assert cost_of(action, chat) == cost


class TestAPrivateChat:
    def test_gets_one_message_a_second(self) -> None:
        limits = RateLimits(DOCUMENTED)
        send(limits, ANNA, at(0))

        assert limits.earliest(ANNA, ONE, at(0.4)) == at(1)
        assert limits.earliest(BORIS, ONE, at(0.4)) == at(0.4)

    def test_waits_from_the_end_of_a_slow_call(self) -> None:
        """The messenger may have counted it at its very end."""
        limits = RateLimits(DOCUMENTED)
        limits.start(ANNA, ONE, at(0))
        limits.finish(ANNA, ONE, at(3))

        assert limits.earliest(ANNA, ONE, at(3)) == at(4)

    def test_pays_for_an_album_afterwards(self) -> None:
        limits = RateLimits(DOCUMENTED)
        send(limits, ANNA, at(0), Cost(5, 5))

        assert limits.earliest(ANNA, ONE, at(1)) == at(5)

    def test_may_be_answered_a_press_meanwhile(self) -> None:
        limits = RateLimits(DOCUMENTED)
        send(limits, ANNA, at(0))

        assert limits.earliest(ANNA, Cost(1, 0), at(0)) == at(0)


class TestAGroup:
    def test_gets_twenty_a_minute_whatever_the_topic(self) -> None:
        limits = RateLimits(DOCUMENTED)
        for second in range(20):
            assert limits.earliest(STAFF, ONE, at(second)) == at(second)
            send(limits, STAFF, at(second))

        assert limits.earliest(STAFF, ONE, at(20)) == at(60)
        assert limits.earliest(STAFF, Cost(3, 3), at(20)) == at(62)

    def test_loses_nothing_by_calls_that_never_arrived(self) -> None:
        limits = RateLimits(DOCUMENTED)
        for _ in range(50):
            limits.start(STAFF, ONE, at(0))
            limits.finish(STAFF, ONE, at(0), arrived=False)

        assert limits.earliest(STAFF, ONE, at(0)) == at(0)


class TestTheWholeBot:
    def test_sends_thirty_a_second(self) -> None:
        limits = RateLimits(DOCUMENTED)
        for person in range(30):
            send(limits, f"telegram:{person}", at(0))

        assert limits.room(at(0.9)) == 0
        assert limits.opens_at(at(0.9)) == at(1)
        assert limits.room(at(1)) == 30

    def test_sends_what_it_likes_without_limits(self) -> None:
        limits = RateLimits(None)
        for _ in range(1000):
            send(limits, STAFF, at(0))

        assert limits.room(at(0)) is None
        assert limits.opens_at(at(0)) is None
        assert limits.earliest(STAFF, ONE, at(0)) == at(0)


class TestBeingToldToWait:
    def test_stops_that_chat_for_exactly_as_long(self) -> None:
        limits = RateLimits(None)

        assert limits.told_to_wait(STAFF, timedelta(seconds=7), at(0)) == STAFF
        assert limits.earliest(STAFF, ONE, at(1)) == at(7)
        assert limits.earliest(ANNA, ONE, at(1)) == at(1)
        assert limits.room(at(1)) is None

    def test_by_several_chats_at_once_stops_everybody(self) -> None:
        limits = RateLimits(DOCUMENTED)
        told = [limits.told_to_wait(chat, timedelta(seconds=7), at(0.1)) for chat in (STAFF, ANNA, BORIS)]

        assert told == [STAFF, ANNA, EVERYBODY]
        assert limits.room(at(1)) == 0
        assert limits.opens_at(at(1)) == at(7.1)

    def test_by_several_chats_one_after_the_other_stops_only_them(self) -> None:
        limits = RateLimits(DOCUMENTED)
        told = [
            limits.told_to_wait(chat, timedelta(seconds=7), at(second))
            for second, chat in enumerate((STAFF, ANNA, BORIS))
        ]

        assert told == [STAFF, ANNA, BORIS]

    def test_by_one_chat_many_times_stops_only_that_one(self) -> None:
        limits = RateLimits(DOCUMENTED)

        assert {limits.told_to_wait(STAFF, timedelta(seconds=7), at(0)) for _ in range(5)} == {STAFF}

    def test_never_shortens_a_longer_wait(self) -> None:
        limits = RateLimits(None)
        limits.pause(STAFF, at(30))
        limits.told_to_wait(STAFF, timedelta(seconds=7), at(0))

        assert limits.earliest(STAFF, ONE, at(8)) == at(30)


class TestAChatThatDoesNotLetUsIn:
    def test_is_tried_with_one_call_at_a_time(self) -> None:
        limits = RateLimits(None)
        for _ in range(20):
            limits.shut(STAFF, at(0))
        assert limits.earliest(STAFF, ONE, at(0)) == at(0) + LONGEST_PAUSE

        limits.start(STAFF, ONE, at(5))

        assert limits.earliest(STAFF, ONE, at(5)) == at(5) + LONGEST_PAUSE
        assert limits.earliest(ANNA, ONE, at(5)) == at(5)

    def test_is_served_at_once_when_it_does_again(self) -> None:
        limits = RateLimits(None)
        limits.shut(STAFF, at(0))

        limits.opened(STAFF)

        assert limits.earliest(STAFF, ONE, at(0)) == at(0)

    def test_still_waits_for_the_pause_that_the_messenger_asked_for(self) -> None:
        limits = RateLimits(None)
        limits.told_to_wait(STAFF, timedelta(seconds=30), at(0))
        limits.shut(STAFF, at(0))

        limits.opened(STAFF)

        assert limits.earliest(STAFF, ONE, at(0)) == at(30)


class TestAServerThatFails:
    def test_once_holds_nothing_back(self) -> None:
        limits = RateLimits(None)

        limits.faltered(STAFF, at(0))

        assert limits.earliest(STAFF, ONE, at(0)) == at(0)

    def test_once_an_hour_holds_nothing_back(self) -> None:
        """Only failures in a row count, and an agent's reply that was parked is not tried again."""
        limits = RateLimits(None)
        limits.faltered(ANNA, at(0))
        limits.start(STAFF, ONE, at(3600))

        limits.faltered(ANNA, at(3600))

        assert limits.earliest(ANNA, ONE, at(3600)) == at(3600)

    def test_for_a_minute_leaves_most_of_the_budget_however_many_lanes_wait(self) -> None:
        limits, tries = RateLimits(DOCUMENTED), 0
        for moment in map(at, range(60)):
            for _ in range(10):  # lanes
                if limits.earliest(STAFF, ONE, moment) <= moment:
                    limits.start(STAFF, ONE, moment)
                    limits.finish(STAFF, ONE, moment)
                    limits.faltered(STAFF, moment)
                    tries += 1

        assert tries < DOCUMENTED.group_per_minute
        limits.opened(STAFF)
        assert limits.earliest(STAFF, ONE, at(60)) == at(60)


class TestAChatWhoseBudgetIsSpent:
    def test_is_known_for_what_was_posted_meanwhile(self) -> None:
        limits = RateLimits(DOCUMENTED)
        for _ in range(20):
            send(limits, STAFF, at(0))
        assert not limits.was_spent_at(STAFF, at(0))

        limits.hold_back(STAFF, ONE, at(10))

        assert limits.was_spent_at(STAFF, at(9))
        assert limits.was_spent_at(STAFF, at(59))
        assert not limits.was_spent_at(STAFF, at(61))
        assert not limits.was_spent_at(ANNA, at(9))

    def test_is_one_that_was_told_to_wait(self) -> None:
        limits = RateLimits(None)
        limits.told_to_wait(STAFF, timedelta(seconds=30), at(0))

        limits.hold_back(STAFF, ONE, at(1))

        assert limits.was_spent_at(STAFF, at(29))

    def test_is_none_that_waits_for_other_reasons(self) -> None:
        limits = RateLimits(Limits(1, 1, 20))
        send(limits, ANNA, at(0))
        limits.shut(STAFF, at(0))

        limits.hold_back(STAFF, ONE, at(0))

        assert limits.earliest(STAFF, ONE, at(0)) > at(0)
        assert not limits.was_spent_at(STAFF, at(0))


def test_a_rate_below_one_is_a_longer_window() -> None:
    assert Window.of(0.5, timedelta(seconds=1)) == Window(1, timedelta(seconds=2))


@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.floats(0, 2), st.floats(0, 3), st.floats(0, 1)), min_size=1, max_size=40),
)
def test_no_window_of_the_messenger_ever_holds_more(
    capacity: int, calls: list[tuple[float, float, float]]
) -> None:
    """Calls take time and are counted at any instant of it; several may be on their way at once."""
    length = timedelta(seconds=1)
    window = Window(capacity, length)
    now = NOON
    in_flight: list[datetime] = []
    counted: list[datetime] = []
    for gap, takes, counted_at in calls:
        now += timedelta(seconds=gap)
        while True:
            for ended in sorted(end for end in in_flight if end <= now):
                window.finish(1, ended, arrived=True)
                in_flight.remove(ended)
            if (earliest := window.earliest(1, now)) <= now:
                break
            now = min([earliest, *in_flight])
        window.start(1)
        in_flight.append(now + timedelta(seconds=takes))
        counted.append(now + timedelta(seconds=takes) * counted_at)
    counted.sort()
    for first, one_too_many in zip(counted, counted[capacity:], strict=False):
        assert one_too_many - first >= length


@pytest.mark.parametrize("cost", [Cost(1, 0), Cost(0, 0)])
def test_a_call_that_costs_its_chat_nothing_ends_in_peace_after_others_began(cost: Cost) -> None:
    limits = RateLimits(DOCUMENTED)
    limits.start("desk:1", cost, at(0))

    send(limits, ANNA, at(1))
    limits.finish("desk:1", cost, at(2))

    assert limits.earliest("desk:1", cost, at(2)) == at(2)
