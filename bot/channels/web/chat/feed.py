"""The open chat pages, and how they learn of changes.

A browser's stream waits here and reads the messages itself, at its own pace: nothing queues up for slow ones.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import structlog

from bot.channels.web.chat.view import views
from bot.channels.web.streams import COME_BACK_SOON, SLOW_POLL, Subscription, TooManyStreams, server_sent
from bot.workers.alarm import Alarm
from bot.workers.outage import Outage
from handlers.clock import Clock
from storage.database import Database
from storage.tables.web_chat import WebAuthor
from storage.wakeups import Work
from storage.web.chat import WebMessage

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MOST_STREAMS = 2000
MOST_STREAMS_OF_A_VISITOR = 4
"""Browsers allow six connections to one server; tabs of one visitor must leave some for everything else."""

MESSAGES_AT_ONCE = 100


class ChatSubscription(Subscription):
    """One browser's stream of one chat. `known` is the latest change that it was told of."""

    def __init__(self) -> None:
        super().__init__()
        self.known = 0
        self.ended = False
        self.farewell: str | None = None
        self._typing: list[str] = []

    def tell(self, change: int) -> None:
        if change > self.known:
            self.known = change
            self.has_news()

    def tell_typing(self, name: str) -> None:
        self._typing = [name]
        self.has_news()

    def end(self, farewell: str | None = None) -> None:
        """Close the stream. Without a `farewell` that says why, the browser reconnects at once."""
        self.ended, self.farewell = True, farewell
        self.has_news()

    def take_typing(self) -> list[str]:
        typing, self._typing = self._typing, []
        return typing


class ChatFeed:
    """The streams of this process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._alarm = Alarm(clock)
        self._clock = clock
        self._outage = Outage("web chat", self._alarm)
        self._subscriptions: defaultdict[str, list[ChatSubscription]] = defaultdict(list)
        self._closed = False

    def __len__(self) -> int:
        """The number of streams."""
        return sum(map(len, self._subscriptions.values()))

    async def run(self) -> None:
        """Tell the streams of changes until cancelled."""
        self._database.on_commit(Work.WEB_CHAT, self._alarm.ring)
        while True:
            await self.look()
            await self._alarm.sleep(at_most=SLOW_POLL)

    async def look(self) -> None:
        """Tell each subscription of the latest change in its chat, with one query for all."""
        now = self._clock()
        if not self._subscriptions or self._outage.lasts(now):
            return
        try:
            async with self._database.reading() as books:
                latest = await books.web_chats.last_changes(tuple(self._subscriptions))
        except Exception as error:  # noqa: BLE001 - reported and retried after a pause
            self._outage.met(error, now)
            return
        self._outage.over()
        for visitor, change in latest.items():
            for subscription in self._subscriptions.get(visitor, ()):
                subscription.tell(change)

    @contextmanager
    def subscribe(self, visitor: str) -> Iterator[ChatSubscription]:
        """Subscribe to a visitor's chat; of too many tabs the oldest is closed. Raises `TooManyStreams`."""
        if self._closed or len(self) >= MOST_STREAMS:
            raise TooManyStreams
        subscription = ChatSubscription()
        theirs = self._subscriptions[visitor]
        theirs.append(subscription)
        for oldest in theirs[:-MOST_STREAMS_OF_A_VISITOR]:
            oldest.end("enough")
        try:
            yield subscription
        finally:
            theirs.remove(subscription)
            if not theirs:
                self._subscriptions.pop(visitor)

    def show_typing(self, visitor: str, name: str) -> None:
        """Show that somebody of the desk is typing to this visitor."""
        for subscription in self._subscriptions.get(visitor, ()):
            subscription.tell_typing(name)

    def left(self, visitor: str) -> None:
        """Close all streams of a visitor who left."""
        for subscription in self._subscriptions.get(visitor, ()):
            subscription.end("left")

    def close(self) -> None:
        """Close all streams, and refuse new ones."""
        self._closed = True
        for theirs in self._subscriptions.values():
            for subscription in theirs:
                subscription.end()

    async def events(self, visitor: str, subscription: ChatSubscription, after: int) -> AsyncIterator[bytes]:
        """A visitor's server-sent events from a change on, until the subscription ends.

        Raises `StorageUnavailable`: the browser reconnects with the number that it saw last.
        """
        yield COME_BACK_SOON
        subscription.known = max(subscription.known, after)
        while not subscription.ended:
            for name in subscription.take_typing():
                yield server_sent("typing", {"name": name})
            changed = await self._changed(visitor, after)
            if changed:
                subscription.known = after = changed[-1].changed
                yield server_sent("messages", views(changed), change=after)
                for notice in (m for m in changed if m.author is WebAuthor.NOTICE):
                    yield server_sent("notice", {"text": notice.content.text.text})
            else:
                yield server_sent("beat")
            if len(changed) < MESSAGES_AT_ONCE:
                await subscription.wait()
        if subscription.farewell:
            yield server_sent(subscription.farewell)

    async def _changed(self, visitor: str, after: int) -> tuple[WebMessage, ...]:
        async with self._database.reading() as books:
            return await books.web_chats.changed_after(visitor, after, limit=MESSAGES_AT_ONCE)
