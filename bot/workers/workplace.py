"""What every worker stands on: the books, the road to people, and the desk that decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.supervision import Supervisor
from bot.workers.meters import Meters
from handlers.channel import Channel, Inbound
from handlers.clock import Clock
from storage.books import Books
from storage.claims import Holder
from storage.database import Database
from storage.records.actions import Action
from storage.records.letters import PostedLetter
from storage.records.timers import Timer
from storage.records.updates import InboxRow


class Desk(Protocol):
    """What workers ask of the desk. What is handed books works inside of that unit and never commits."""

    async def prepare(self, batch: Sequence[Inbound]) -> Sequence[Inbound]:
        """Fetch what deciding needs from outside, before any books are opened."""
        ...

    async def receive(self, books: Books, batch: Sequence[Inbound]) -> None:
        """Exactly one use case: a burst of one customer, the parts of an album, or a single inbound."""
        ...

    async def set_aside(self, books: Books, rows: Sequence[InboxRow], said: Sequence[Inbound]) -> None:
        """People get the words of what could not be handled; `said` is what could be read of it."""
        ...

    async def timer_due(self, books: Books, timer: Timer) -> None: ...

    async def letter_refused(
        self, books: Books, posted: PostedLetter, reason: str, *, unreachable: bool
    ) -> None: ...

    async def letter_parked(self, books: Books, posted: PostedLetter) -> None: ...

    async def topic_gone(self, books: Books, posted: PostedLetter) -> None: ...

    async def follow_the_staff(self, books: Books) -> None:
        """Open tickets are handled where the staff is now."""
        ...

    def mark_as_repeat(self, action: Action, language: str) -> Action:
        """The same action, saying in its own text or caption that it may be a repeat."""
        ...

    async def watch(self, books: Books) -> None:
        """Tell people what got stuck in the ledgers."""
        ...

    async def refresh(self) -> None:
        """Follow the FAQ."""
        ...


@dataclass(frozen=True, slots=True)
class Workplace:
    """Shared by the workers of one process. `channels` are by the word in front of their addresses.

    `clock` is for waiting and pacing: it never goes back. `has_heard_all_older_than` tells whether the
    inbox holds all that the messenger tells of what is older. In the channels `without_doubt` a letter that
    is delivered twice stands once. `may_be_read` tells whether updates of a source can be understood by now.
    """

    database: Database
    holder: Holder
    desk: Desk
    channels: Mapping[str, Channel]
    supervisor: Supervisor
    clock: Clock
    has_heard_all_older_than: Callable[[timedelta], bool] = lambda _age: True
    meters: Meters = field(default_factory=Meters)
    without_doubt: frozenset[str] = frozenset()
    may_be_read: Callable[[str], bool] = lambda _source: True

    def may_be_doubled(self, address: str) -> bool:
        """Whether a letter to `address` that is sent again may leave a second copy there."""
        return address.partition(":")[0] not in self.without_doubt

    def serves(self, address: str) -> bool:
        """Whether the messenger of `address` is among the channels: what was left by another one waits."""
        return address.partition(":")[0] in self.channels

    def channel_of(self, address: str) -> Channel:
        """The channel that `address` (or the source of an update) belongs to."""
        return self.channels[address.partition(":")[0]]
