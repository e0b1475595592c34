"""A month of a desk, made up from a seed: who asks what when, who works when, and when the bot is down.

Berlin, March 2027: clocks go forward on the 28th, Easter is on the 28th, too.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2027, 3, 1, tzinfo=BERLIN).astimezone(UTC)
END = datetime(2027, 4, 1, tzinfo=BERLIN).astimezone(UTC)
OVER = END + timedelta(days=21)
"""By then nothing is left that could still fall due."""

CALENDAR = (
    "/hours Mon-Fri 09:00-13:00 14:00-18:00; Sat 10:00-14:00",
    "/hours zone Europe/Berlin",
    "/hours holidays DE",
    "/hours off 2027-03-12 stocktaking",
    "/hours work 2027-03-21 11:00-15:00 instead of the 12th",
)
"""What a manager says before the month begins."""

POLICIES = ((0.0, "/sla vip 1 10m 2h 24x7"), (0.3, "/sla 4 2h 16h"), (0.6, "/sla vip 3 45m 24x7 6h working"))
"""What a manager says about promises, each at its share of the month."""


@dataclass(frozen=True, slots=True)
class Downtime:
    """The bot does not run; what people do meanwhile waits. `acts_first`: before the timers, afterwards."""

    begin: datetime
    end: datetime
    acts_first: bool


@dataclass(frozen=True, slots=True)
class World:
    """`size` questions in a month, and some days of it without a bot for an hour or ten."""

    size: int
    seed: int
    downtimes: tuple[Downtime, ...] = field(init=False)

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)  # noqa: S311 - a story, not a secret
        object.__setattr__(self, "downtimes", tuple(_downtimes(dice)))

    def up(self, moment: datetime) -> datetime:
        """When the bot gets to do what is due at this moment."""
        down = self.downtime_at(moment)
        return down.end if down else moment

    def downtime_at(self, moment: datetime) -> Downtime | None:
        """The downtime that the moment falls into."""
        return next((down for down in self.downtimes if down.begin <= moment < down.end), None)

    def acts_first_at(self, moment: datetime) -> bool:
        """Whether the bot comes back at this moment and reads what waited before it looks at the clock."""
        return any(down.end == moment and down.acts_first for down in self.downtimes)

    def questions(self, dice: random.Random) -> list[datetime]:
        """When customers ask: by day three times as often as by night."""
        seconds = (END - BEGIN).total_seconds()
        moments: list[datetime] = []
        while len(moments) < self.size:
            moment = BEGIN + timedelta(seconds=dice.uniform(0, seconds))
            by_day = 8 <= moment.astimezone(BERLIN).hour < 20
            if by_day or dice.random() < 1 / 3:
                moments.append(moment)
        return sorted(moments)


def _downtimes(dice: random.Random) -> Iterator[Downtime]:
    moment = BEGIN
    while (moment := moment + timedelta(days=dice.uniform(1, 4))) < END:
        lasts = timedelta(hours=dice.choice([0.1, 1, 3, 10]) * dice.uniform(0.5, 1.5))
        yield Downtime(moment, moment + lasts, acts_first=dice.random() < 1 / 2)
        moment += lasts


def in_shift(dice: random.Random, moment: datetime) -> datetime:
    """When an agent who would act now gets to it: most are there from eight to eight, some at night."""
    local = moment.astimezone(BERLIN)
    if 8 <= local.hour < 20 or dice.random() < 0.2:
        return moment
    morning = local.replace(hour=8, minute=0) + timedelta(days=1 if local.hour >= 8 else 0)
    return morning.astimezone(UTC) + timedelta(minutes=dice.uniform(0, 120))
