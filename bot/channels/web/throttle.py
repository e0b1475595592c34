"""Limits how often somebody may act. No I/O: time is an argument; its size is bounded."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_REMEMBERED = 10_000


@dataclass(slots=True)
class Throttle:
    """`burst` times at once, then once in every `pause`. The longest unseen are forgotten first."""

    burst: int
    pause: timedelta
    _paid_until: OrderedDict[str, datetime] = field(default_factory=OrderedDict)

    def allow(self, who: str, now: datetime) -> bool:
        """Return True if `who` may act now, and count that."""
        paid_until = max(self._paid_until.pop(who, now), now)
        allowed = paid_until + self.pause <= now + self.burst * self.pause
        self._paid_until[who] = paid_until + self.pause if allowed else paid_until
        while len(self._paid_until) > MOST_REMEMBERED:
            self._paid_until.popitem(last=False)
        return allowed

    def __len__(self) -> int:
        return len(self._paid_until)
