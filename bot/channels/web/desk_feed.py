"""The pages of the desk that are open right now, and how they learn that something changed.

A page is told only *that* something changed and asks for what it shows: however much happens meanwhile,
it sees things as they stand, once.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels.web.chat_feed import BEAT, SLOW_POLL, TooManyStreams
from bot.workers.alarm import Alarm
from bot.workers.outage import Outage
from handlers.clock import Clock
from storage.engine import Database
from storage.errors import StorageUnavailable
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MOST_STREAMS = 500

AT_MOST_EVERY = timedelta(seconds=0.2)
"""However busy the desk is, its pages ask no oftener than that."""

LOOKING_LASTS = timedelta(seconds=45)
"""A page says every 20 seconds which ticket it shows."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Who has which ticket open, until when that counts."""

    ticket: int
    name: str
    until: datetime


class DeskFeed:
    """The watches of this process, and who looks at which ticket."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._alarm = Alarm(clock)
        self._outage = Outage("web desk", self._alarm)
        self._watches: set[asyncio.Event] = set()
        self._looks: dict[str, _Look] = {}
        self._pulse = ""
        self._closed = False

    async def run(self) -> None:
        """Tell the pages of changes until cancelled."""
        for work in (Work.OUTBOX, Work.FAQ):
            self._database.on_commit(work, self._alarm.ring)
        while True:
            await self.look()
            await asyncio.sleep(AT_MOST_EVERY.total_seconds())
            await self._alarm.sleep(at_most=SLOW_POLL)

    async def look(self) -> None:
        """Tell all watches if anything changed: one question for all of them."""
        now = self._clock()
        if not self._watches or self._outage.lasts(now):
            return
        try:
            async with self._database.books() as books:
                pulse = await books.desk_inbox.pulse()
        except StorageUnavailable as error:
            self._outage.met(error, now)
            return
        self._outage.over()
        if pulse != self._pulse:
            self._pulse = pulse
            self._tell()

    def acted(self) -> None:
        """Somebody of the desk did something: look at once."""
        self._alarm.ring()

    def looks_at(self, user: str, name: str, ticket: int) -> list[str]:
        """Note that a person has a ticket open; the names of the others who have."""
        now = self._clock()
        before = self._looks.get(user)
        self._looks = {who: look for who, look in self._looks.items() if look.until > now}
        self._looks[user] = _Look(ticket, name, now + LOOKING_LASTS)
        if before is None or before.ticket != ticket:
            self._tell()
        return [look.name for who, look in self._looks.items() if look.ticket == ticket and who != user]

    @contextmanager
    def watch(self) -> Iterator[asyncio.Event]:
        """One page's look at the desk. Raises `TooManyStreams`."""
        if self._closed or len(self._watches) >= MOST_STREAMS:
            raise TooManyStreams
        watch = asyncio.Event()
        watch.set()  # whoever comes, or comes back, takes a look first
        self._watches.add(watch)
        try:
            yield watch
        finally:
            self._watches.discard(watch)

    async def events(self, watch: asyncio.Event) -> AsyncIterator[bytes]:
        """Server-sent events until the feed is closed."""
        yield b"retry: 1000\n\n"
        while not self._closed:
            if watch.is_set():
                watch.clear()
                yield b"event: changed\ndata: null\n\n"
            else:
                yield b"event: beat\ndata: null\n\n"
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT.total_seconds()):
                    await watch.wait()

    def close(self) -> None:
        """All streams end, and no new one begins."""
        self._closed = True
        self._tell()

    def _tell(self) -> None:
        for watch in self._watches:
            watch.set()
