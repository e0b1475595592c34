"""What may be written into the ledger about a letter that was tried."""

from dataclasses import dataclass
from datetime import timedelta

from handlers.channel import Delivered
from storage.records.letters import Letter

AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands there now."""

    delivered: Delivered


@dataclass(frozen=True, slots=True)
class Again:
    """It goes back to its lane; `in_doubt` when a copy of it may stand there already."""

    after: timedelta
    reason: str
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Parked:
    """Left to the agent who wrote it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Worthless by now."""

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
    """Its group is no forum: there it is worthless."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Its chat has a new address."""

    chat: str
    reason: str


Settlement = Sent | Again | Parked | Dropped | GivenUp | ReplacedBy | TopicLost | NoTopics | Moved
