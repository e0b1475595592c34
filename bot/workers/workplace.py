"""What every worker uses: the books, the channels to people, and the desk that decides."""

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
    """The desk as workers see it. A method that gets `books` works in that transaction and never commits."""

    async def prepare(self, batch: Sequence[Inbound]) -> Sequence[Inbound]:
        """Fetch what a decision needs from outside, before any transaction opens."""
        ...

    async def receive(self, books: Books, batch: Sequence[Inbound]) -> None:
        """Run exactly one use case: a burst of one customer, the parts of an album, or a single inbound."""
        ...

    async def set_aside(self, books: Books, rows: Sequence[InboxRow], said: Sequence[Inbound]) -> None:
        """Give people the words of what could not be handled; `said` is its readable part."""
        ...

    async def timer_due(self, books: Books, timer: Timer) -> None: ...

    async def letter_refused(
        self, books: Books, posted: PostedLetter, reason: str, *, unreachable: bool
    ) -> None: ...

    async def letter_parked(self, books: Books, posted: PostedLetter) -> None: ...

    async def topic_gone(self, books: Books, posted: PostedLetter) -> None: ...

    async def follow_the_staff(self, books: Books) -> None:
        """Move open tickets to where the staff is now."""
        ...

    def mark_as_repeat(self, action: Action, language: str) -> Action:
        """The same action, with a line in its text or caption saying that it may be a repeat."""
        ...

    async def watch(self, books: Books) -> None:
        """Tell people what is stuck in the ledgers."""
        ...

    async def refresh(self) -> None:
        """Follow changes that managers made to the FAQ, the house style and the promises."""
        ...


@dataclass(frozen=True, slots=True)
class Workplace:
    """Shared by the workers of one process. `channels` are keyed by the prefix of their addresses.

    `clock` is for waiting and pacing: it never goes back. `has_heard_all_older_than` tells whether the inbox
    holds all that happened at the messenger before that age. In the channels `without_doubt` a letter that is
    delivered twice appears once. `may_be_read` tells whether updates of a source can be understood yet.
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
        """Return True if sending a letter to `address` again may leave a second copy there."""
        return address.partition(":")[0] not in self.without_doubt

    def serves(self, address: str) -> bool:
        """Return True if the messenger of `address` is served; letters left by another one wait."""
        return address.partition(":")[0] in self.channels

    def channel_of(self, address: str) -> Channel:
        """The channel that `address` (or the source of an update) belongs to."""
        return self.channels[address.partition(":")[0]]
