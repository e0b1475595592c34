"""Wakes waiting workers after a commit that added work for them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import StrEnum


class Work(StrEnum):
    """Kinds of work that a commit may add."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    TIMERS = "timers"
    FAQ = "faq"
    HOUSE_STYLE = "house style"
    PROMISES = "promises"
    WEB_CHAT = "web chat"
    ERASURE = "erasure"


class Wakeups:
    """Callbacks by kind of work. They run in the event loop and return at once (`event.set`)."""

    def __init__(self) -> None:
        self._callbacks: defaultdict[Work, list[Callable[[], None]]] = defaultdict(list)

    def add(self, work: Work, callback: Callable[[], None]) -> None:
        self._callbacks[work].append(callback)

    def wake(self, works: Iterable[Work], *, besides: Callable[[], None] | None = None) -> None:
        """Wake everybody who waits for one of these kinds of work, except `besides`."""
        for work in works:
            for callback in self._callbacks[work]:
                if callback != besides:
                    callback()
