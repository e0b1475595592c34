"""Our own pacing against the double's real flood limits, in a time that costs none."""

import heapq
import itertools
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.setting_values import Limits
from bot.workers.rate_limits import Cost, RateLimits, is_group
from tests.botapi.config import Config
from tests.botapi.limiter import Limiter

START = datetime(2026, 11, 2, 12, tzinfo=UTC)
DOCUMENTED = Limits(30, 1, 20)
ONE = Cost(1, 1)
GROUP = "telegram:-1001"


@dataclass(frozen=True)
class Flow:
    """How letters left: after how many seconds each, and how often the messenger asked for a pause."""

    left_at: Sequence[float]
    floods: int

    @property
    def per_second(self) -> float:
        return len(self.left_at) / self.left_at[-1]


class Messenger:
    """The double's limiter at the end of a road that takes its time; it counts at any instant of a call."""

    def __init__(self, chance: random.Random, seconds: tuple[float, float]) -> None:
        self._chance, self._seconds = chance, seconds
        self._arrivals: list[tuple[float, str]] = []

    def call(self, chat: str, at: datetime) -> datetime:
        """When the call ends."""
        takes = self._chance.uniform(*self._seconds)
        self._arrivals.append(((at - START).total_seconds() + takes * self._chance.random(), chat))
        return at + timedelta(seconds=takes)

    @property
    def floods(self) -> int:
        """How many of the calls it would have answered with 429."""
        limiter = Limiter(Config())
        return sum(
            limiter.check(1, int(chat.partition(":")[2]), not is_group(chat), 1, at) > 0
            for at, chat in sorted(self._arrivals)
        )


def send(lanes: Sequence[deque[str]], messenger: Messenger) -> Flow:
    """Send the lanes' letters (each is the chat that it goes to), as the delivery does.

    One of a lane at a time, the oldest lanes first, as many as the budgets allow.
    """
    limits, now = RateLimits(DOCUMENTED), START
    on_their_way: list[tuple[datetime, int, str, deque[str]]] = []
    number, left_at = itertools.count(), list[float]()
    free = list(lanes)
    while free or on_their_way:
        while on_their_way and on_their_way[0][0] <= now:
            ended, _, chat, lane = heapq.heappop(on_their_way)
            limits.finish(chat, ONE, ended)
            if lane:
                free.append(lane)
        moments = [on_their_way[0][0]] if on_their_way else []
        for lane in list(free):
            opens_at = limits.earliest(lane[0], ONE, now)
            if opens_at > now:
                moments.append(opens_at)
                continue
            chat = lane.popleft()
            free.remove(lane)
            limits.start(chat, ONE, now)
            left_at.append((now - START).total_seconds())
            heapq.heappush(on_their_way, (messenger.call(chat, now), next(number), chat, lane))
        if on_their_way or free:
            now = max(now, min([*moments, *(way[0] for way in on_their_way[:1])]))
    return Flow(left_at, messenger.floods)


@pytest.fixture(params=[1, 2, 3])
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)  # noqa: S311 - chance that repeats, not a secret


def test_a_backlog_to_many_chats_leaves_at_27_a_second_and_meets_no_429(chance: random.Random) -> None:
    lanes = [deque([f"telegram:{chat}"] * (4 if chat <= 100 else 3)) for chat in range(1, 301)]

    flow = send(lanes, Messenger(chance, (0.02, 0.08)))

    assert len(flow.left_at) == 1000
    assert flow.floods == 0
    assert flow.per_second >= 27


def test_sixty_newcomers_at_once_all_arrive_in_the_group_as_fast_as_it_takes_them(
    chance: random.Random,
) -> None:
    """A topic and a card each: 120 calls at 20 a minute are six minutes, less the first 20 at once."""
    lanes = [deque([GROUP, GROUP]) for _ in range(60)]
    lanes += [deque([f"telegram:{customer}"]) for customer in range(1, 61)]

    flow = send(lanes, Messenger(chance, (0.02, 0.5)))

    assert len(flow.left_at) == 180
    assert flow.floods == 0
    assert flow.left_at[-1] < 5.1 * 60
