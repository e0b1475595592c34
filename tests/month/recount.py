"""The promises of a ticket counted once more, from the event log alone, by other means than the product's.

Working time is a table of spans, walked by bisection over running sums; nothing of the product's calendar,
clock or policies is used, but the times that a manager was told.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from storage.records.events import Event, EventKind
from tests.month.world import BEGIN, BERLIN, OVER, World

FIRST, SOLUTION = "first response", "resolution"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOTHING = timedelta()

_WEEKDAY = ((time(9), time(13)), (time(14), time(18)))
_SPECIAL: dict[date, tuple[tuple[time, time], ...]] = {
    date(2027, 3, 12): (),
    date(2027, 3, 21): ((time(11), time(15)),),
    date(2027, 3, 26): (),  # Good Friday
    date(2027, 3, 29): (),  # Easter Monday
    date(2027, 5, 1): (),
    date(2027, 5, 6): (),  # Ascension
    date(2027, 5, 17): (),  # Whit Monday
}


class Hours:
    """A table of spans in which time counts, and what has counted by each of their ends."""

    def __init__(self, spans: list[tuple[datetime, datetime]]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.counted = [NOTHING]
        for start, end in spans:
            self.counted.append(self.counted[-1] + (end - start))

    def by(self, moment: datetime) -> timedelta:
        """What has counted by this moment."""
        number = bisect_right(self.starts, moment)
        if number == 0:
            return NOTHING
        over = max(NOTHING, moment - self.ends[number - 1])
        return self.counted[number - 1] + (moment - self.starts[number - 1]) - over

    def first_with(self, counted: timedelta) -> datetime:
        """The first moment by which that much has counted."""
        number = bisect_left(self.counted, counted)
        return self.ends[number - 1] - (self.counted[number] - counted)

    def open_from(self, moment: datetime) -> datetime:
        """The first moment from then on that counts."""
        number = bisect_right(self.ends, moment)
        return max(moment, self.starts[number])


def _spans() -> list[tuple[datetime, datetime]]:
    spans = []
    day, last = BEGIN.astimezone(BERLIN).date(), (OVER + timedelta(days=120)).date()
    while day < last:
        week = {5: ((time(10), time(14)),), 6: ()}.get(day.weekday(), _WEEKDAY)
        for start, end in _SPECIAL.get(day, week):
            spans.append(tuple(datetime.combine(day, at, BERLIN).astimezone(UTC) for at in (start, end)))
        day += timedelta(days=1)
    return [(start, end) for start, end in spans]


WORKING = Hours(_spans())
ALWAYS = Hours([(BEGIN - timedelta(days=1), OVER + timedelta(days=365))])

Terms = dict[str, tuple[timedelta, Hours]]

AS_INSTALLED: dict[tuple[str, int], Terms] = {
    ("standard", priority): {FIRST: (first, hours), SOLUTION: (solution, hours)}
    for priority, first, solution, hours in (
        (1, 15 * MINUTE, 4 * HOUR, ALWAYS),
        (2, 30 * MINUTE, 4 * HOUR, WORKING),
        (3, 1 * HOUR, 8 * HOUR, WORKING),
        (4, 4 * HOUR, 24 * HOUR, WORKING),
    )
}


@dataclass(slots=True)
class Promises:
    """What managers said, and when: (moment, tier, priority, terms)."""

    said: list[tuple[datetime, str, int, Terms]]

    def at(self, moment: datetime, tier: str, priority: int) -> Terms:
        policies = dict(AS_INSTALLED)
        for at, of, number, terms in self.said:
            if at <= moment:
                policies[of, number] = terms
        return policies.get((tier, priority)) or policies["standard", priority]


@dataclass(slots=True)
class Recount:
    """One ticket, event by event."""

    promises: Promises
    world: World
    opened_at: datetime
    tier: str
    priority: int
    terms: Terms = field(init=False)
    running_since: datetime | None = field(init=False)
    runs: list[tuple[datetime, datetime]] = field(default_factory=list)
    owed: set[str] = field(default_factory=lambda: {FIRST, SOLUTION})
    reopened_at: datetime | None = None
    due: dict[str, datetime] = field(default_factory=dict)
    remind: dict[str, datetime] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    solved: bool = False
    now: datetime = field(init=False)
    told: list[tuple[str, datetime, str, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.terms = self.promises.at(self.opened_at, self.tier, self.priority)
        self.running_since = self.now = self.opened_at
        for target in (FIRST, SOLUTION):
            self.due[target] = self._counted_anew(target)
            self._plan_reminder(target)

    def happens(self, event: Event) -> None:
        """One more line of the log; what fell due before it was told before it."""
        self.wait_until(event.at, also_now=not self.world.acts_first_at(event.at))
        if self.world.acts_first_at(event.at):
            self._breach(event.at)
        match event.kind:
            case EventKind.FIRST_RESPONSE:
                self.owed.discard(FIRST)
            case EventKind.HELD:
                self._stop(event.at)
            case EventKind.RESOLVED:
                self._stop(event.at)
                self.solved = True
            case EventKind.RESUMED | EventKind.REOPENED:
                self._start(event.at)
            case EventKind.PRIORITY_CHANGED:
                self.priority = int(event.details["to"])
                self._promise_anew(event.at)
            case EventKind.TIER_CHANGED:
                self.tier = event.details["to"]
                self._promise_anew(event.at)
        self.now = event.at

    def wait_until(self, moment: datetime, *, also_now: bool) -> None:
        """Time passes: every reminder and breach at the moment when the bot gets to it."""
        while self.running_since is not None:
            looks = [
                (self.world.up(max(at, self.now)), target)
                for target in self._watched()
                for at in (self.due[target], self.remind.get(target))
                if at is not None
            ]
            if not looks or (look := min(looks)[0]) > moment or (look == moment and not also_now):
                return
            for target in self._watched():
                if self.remind.get(target, self.due[target]) <= look < self.due[target]:
                    self.told.append(("reminded", look, target, self.due[target]))
                    del self.remind[target]
            self._breach(look)

    def _watched(self) -> list[str]:
        return sorted(self.owed - self.late) if not self.solved else []

    def _breach(self, now: datetime) -> None:
        if self.running_since is None:
            return
        for target in self._watched():
            if self.due[target] <= now:
                self.told.append(("breached", now, target, self.due[target]))
                self.late.add(target)
                self.remind.pop(target, None)

    def _stop(self, now: datetime) -> None:
        if self.running_since is not None:
            self.runs.append((self.running_since, now))
            self.running_since = None

    def _start(self, now: datetime) -> None:
        stopped_at = self.runs[-1][1]
        self.running_since = now
        if self.solved:
            self.solved, self.reopened_at = False, now
            self.late.discard(SOLUTION)
            self.due[SOLUTION] = self._counted_anew(SOLUTION)
            self._plan_reminder(SOLUTION)
            moving = self.owed - {SOLUTION}
        else:
            moving = set(self.owed)
        for target in moving:
            if self.due[target] > stopped_at:
                self.due[target] = self._counted_anew(target)
                if target in self.remind:
                    self._plan_reminder(target)

    def _promise_anew(self, now: datetime) -> None:
        self.terms = self.promises.at(now, self.tier, self.priority)
        until = self.runs[-1][1] if self.running_since is None else now
        for target in self.owed:
            self.due[target] = self._counted_anew(target)
            self._plan_reminder(target)
            if self.due[target] > until:
                self.late.discard(target)

    def _counted_anew(self, target: str) -> datetime:
        allowed, hours = self.terms[target]
        counted = self._moment(hours, allowed, self.opened_at)
        if target == SOLUTION and self.reopened_at is not None:
            counted = max(counted, self._moment(hours, allowed / 4, self.reopened_at))
        return counted

    def _moment(self, hours: Hours, allowed: timedelta, since: datetime) -> datetime:
        """When that much has run since then."""
        left = allowed
        running = self.running_since or self.runs[-1][0]
        over = self.runs if self.running_since is not None else self.runs[:-1]
        for start, end in over:
            if end <= since:
                continue
            ran = hours.by(end) - hours.by(start)
            if left <= ran:
                return hours.first_with(hours.by(start) + left)
            left -= ran
        return hours.first_with(hours.by(running) + left)

    def _plan_reminder(self, target: str) -> None:
        allowed, hours = self.terms[target]
        running = self.running_since or self.runs[-1][0]
        left = hours.by(self.due[target]) - hours.by(running)
        self.remind.pop(target, None)
        if self.due[target] <= running or left <= NOTHING:
            return
        notice = max(allowed / 4, 10 * MINUTE)
        if notice >= left:
            notice = left / 2
        self.remind[target] = hours.open_from(hours.first_with(hours.by(self.due[target]) - notice))
