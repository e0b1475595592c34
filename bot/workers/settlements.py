"""Entries of the ledger for a letter that was tried."""

from dataclasses import dataclass
from datetime import timedelta

from handlers.channel import Delivered
from storage.records.letters import Letter

AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Sent:
    """It has arrived."""

    delivered: Delivered


@dataclass(frozen=True, slots=True)
class Again:
    """It goes back to its lane; `in_doubt` if a copy of it may have arrived."""

    after: timedelta
    reason: str
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Parked:
    """Left to the agent who wrote it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """It is no longer worth sending."""

    reason: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """It will never be taken: people are told."""

    reason: str
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class ReplacedBy:
    """The same words in another form take its place."""

    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class TopicLost:
    """Its topic (in a plain group, its card) must be made anew before it can go."""

    ticket: int
    reason: str


@dataclass(frozen=True, slots=True)
class NoTopics:
    """Its group is no forum, so that it has no use there."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Its chat has a new address."""

    chat: str
    reason: str


Settlement = Sent | Again | Parked | Dropped | GivenUp | ReplacedBy | TopicLost | NoTopics | Moved
