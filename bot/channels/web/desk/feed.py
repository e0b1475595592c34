"""The open pages of the desk, and how they learn of changes.

A page is only told *that* something changed, and asks for what it shows: however much happens meanwhile, it
gets the present state, once.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels.web.streams import COME_BACK_SOON, SLOW_POLL, Subscription, TooManyStreams, server_sent
from bot.workers.alarm import Alarm
from bot.workers.outage import Outage
from handlers.clock import Clock
from storage.database import Database
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MOST_STREAMS = 500

AT_MOST_EVERY = timedelta(seconds=0.2)
"""The shortest time between two notices to the pages, however busy the desk is."""

LOOKING_LASTS = timedelta(seconds=45)
"""A page tells every 20 seconds which ticket it shows."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A person with a customer's ticket open, and until when that counts."""

    ticket: int
    customer: str
    name: str
    until: datetime


class DeskSubscription(Subscription):
    """One open page of `user`, and its pending events."""

    def __init__(self, user: str) -> None:
        super().__init__()
        self.user = user
        self._changed = True  # a page that connects or reconnects looks first
        self._typing: int | None = None

    def tell(self) -> None:
        """Note that something changed."""
        self._changed = True
        self.has_news()

    def tell_typing(self, ticket: int) -> None:
        """Note that the ticket's customer is typing."""
        self._typing = ticket
        self.has_news()

    def take(self) -> Iterator[bytes]:
        """The pending events; a beat if there are none."""
        changed, self._changed = self._changed, False
        typing, self._typing = self._typing, None
        if changed:
            yield server_sent("changed")
        if typing is not None:
            yield server_sent("typing", {"ticket": typing})
        if not changed and typing is None:
            yield server_sent("beat")


class DeskFeed:
    """The open pages of this process, and the tickets that they show."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._alarm = Alarm(clock)
        self._outage = Outage("web desk", self._alarm)
        self._subscriptions: set[DeskSubscription] = set()
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
        """Tell all pages if anything changed, with one query."""
        now = self._clock()
        if not self._subscriptions or self._outage.lasts(now):
            return
        try:
            async with self._database.reading() as books:
                pulse = await books.desk_inbox.pulse(now)
        except Exception as error:  # noqa: BLE001 - reported and retried after a pause
            self._outage.met(error, now)
            return
        self._outage.over()
        if pulse != self._pulse:
            self._pulse = pulse
            self._tell()

    def acted(self) -> None:
        """Look at once, since somebody of the desk did something."""
        self._alarm.ring()

    def looks_at(self, user: str, name: str, ticket: int, customer: str) -> list[str]:
        """Record that a person has a ticket open; return the names of the others who have."""
        now = self._clock()
        before = self._looks.get(user)
        self._looks = {who: look for who, look in self._looks.items() if look.until > now}
        self._looks[user] = _Look(ticket, customer, name, now + LOOKING_LASTS)
        if before is None or before.ticket != ticket:
            self._tell()
        return [look.name for who, look in self._looks.items() if look.ticket == ticket and who != user]

    def customer_types(self, customer: str) -> None:
        """Tell the pages with a ticket of this customer that they are typing."""
        now = self._clock()
        for subscription in self._subscriptions:
            look = self._looks.get(subscription.user)
            if look is not None and look.customer == customer and look.until > now:
                subscription.tell_typing(look.ticket)

    @contextmanager
    def subscribe(self, user: str) -> Iterator[DeskSubscription]:
        """Subscribe a page of `user`. Raises `TooManyStreams`."""
        if self._closed or len(self._subscriptions) >= MOST_STREAMS:
            raise TooManyStreams
        subscription = DeskSubscription(user)
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    async def events(self, subscription: DeskSubscription) -> AsyncIterator[bytes]:
        """Server-sent events until the feed is closed."""
        yield COME_BACK_SOON
        while not self._closed:
            for event in subscription.take():
                yield event
            await subscription.wait()

    def close(self) -> None:
        """Close all streams, and refuse new ones."""
        self._closed = True
        self._tell()

    def _tell(self) -> None:
        for subscription in self._subscriptions:
            subscription.tell()
