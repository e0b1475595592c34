"""Parses what a manager writes after `/sla`, and writes policies back: `vip 1 10m 2h 24x7`."""

import re
from dataclasses import dataclass
from datetime import timedelta

from handlers.errors import CommandRefused
from storage.records.customers import STANDARD_TIER
from storage.records.sla import SlaPolicy, SlaTerms, SlaTime
from storage.records.tickets import PRIORITIES

LONGEST_TIME = timedelta(hours=1000)
LONGEST_TIER = 32

_DURATION = re.compile(
    r"(?:(?P<hours>\d{1,5})(?:h|hours?|ч|час\w{0,2}))?(?:(?P<minutes>\d{1,5})(?:m|min|minutes?|м|мин\w{0,3}))?",
    re.IGNORECASE,
)
_CLOCKS = {
    **dict.fromkeys(("24x7", "24х7", "24/7"), True),
    **dict.fromkeys(("working", "work", "рабочее"), False),
}
_TIER = re.compile(r"[^\W\d][\w-]*")


@dataclass(frozen=True, slots=True)
class PolicyRemoved:
    """A return to the promise without this policy."""

    tier: str
    priority: int


def read_sla_order(words: list[str]) -> SlaPolicy | PolicyRemoved:
    """Parse a policy to set or to remove. Raises `CommandRefused` with the line that says what is wrong."""
    removes, rest = words[0].lower() == "remove", words
    tier, priority, rest = _read_subject(words[1:] if removes else rest)
    if not removes:
        return SlaPolicy(tier, priority, read_terms(rest))
    if rest:
        raise CommandRefused("sla-how")
    return PolicyRemoved(tier, priority)


def read_terms(words: list[str]) -> SlaTerms:
    """Parse `30m 4h`, `10m 2h 24x7`, `10m 24x7 4h working`: a single clock at the end applies to both."""
    times: list[timedelta] = []
    clocks: list[bool | None] = []
    for word in words:
        clock = _CLOCKS.get(word.lower())
        if clock is None:
            times.append(read_duration(word))
            clocks.append(None)
        elif not clocks or clocks[-1] is not None:
            raise CommandRefused("sla-how")
        else:
            clocks[-1] = clock
    if len(times) != len(SlaTerms.__dataclass_fields__):
        raise CommandRefused("sla-how")
    first, second = clocks
    if first is None and second is not None:
        first = second
    if times[0] > times[1]:
        raise CommandRefused("sla-response-after-resolution")
    return SlaTerms(SlaTime(times[0], bool(first)), SlaTime(times[1], bool(second)))


def read_duration(word: str) -> timedelta:
    """`30m`, `4h`, `1h30m`, `4ч`. Raises `CommandRefused`."""
    found = _DURATION.fullmatch(word)
    if not word or found is None:
        raise CommandRefused("sla-bad-time", time=word[:LONGEST_TIER])
    time = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    if not timedelta() < time <= LONGEST_TIME:
        raise CommandRefused("sla-bad-time", time=word[:LONGEST_TIER])
    return time


def read_tier(word: str) -> str:
    """A tier's name: one word, in lower case. Raises `CommandRefused`."""
    if not _TIER.fullmatch(word) or len(word) > LONGEST_TIER:
        raise CommandRefused("sla-bad-tier", tier=word[:LONGEST_TIER])
    return word.lower()


def write_duration(time: timedelta) -> str:
    """The duration as it can be typed: `1h30m`."""
    hours, minutes = divmod(time // timedelta(minutes=1), 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")


def write_terms(terms: SlaTerms) -> str:
    """The terms as they can be typed: `15m 4h 24x7`, `15m 24x7 4h working`."""
    first, second = terms.first_response, terms.resolution
    times = write_duration(first.time), write_duration(second.time)
    if first.round_the_clock is second.round_the_clock:
        return " ".join((*times, *(["24x7"] if first.round_the_clock else [])))
    clocks = ("24x7" if time.round_the_clock else "working" for time in (first, second))
    return " ".join(word for pair in zip(times, clocks, strict=True) for word in pair)


def _read_subject(words: list[str]) -> tuple[str, int, list[str]]:
    tier, rest = STANDARD_TIER, words
    if rest and not rest[0].isdecimal():
        tier, rest = read_tier(rest[0]), rest[1:]
    if not rest or rest[0] not in map(str, PRIORITIES):
        raise CommandRefused("sla-how")
    return tier, int(rest[0]), rest[1:]
