"""A connection to SQLite that uses a thread only for calls that may wait.

aiosqlite does everything in a thread of its own, and SQLAlchemy asks it four times for one statement: 290 µs
of CPU time for a look-up that takes SQLite 4, and 110 without the thread (measured with 1000 of them).
Besides, a busy event loop lets go of the interpreter late. Inside a transaction a statement waits for nobody,
so it runs in the caller's thread. Calls that wait for the disk or for another process stay in aiosqlite's
thread: becoming the writer, committing, closing, and reads marked as slow.
"""

import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import aiosqlite

_ITER_CHUNK_SIZE = 64
SLOW_READ = "/* slow */"
"""The prefix of a SELECT that searches much: `select(…).prefix_with(SLOW_READ)`."""

_SLOW_READ = f"SELECT {SLOW_READ}"
_MAY_WAIT = ("BEGIN IMMEDIATE", "PRAGMA", _SLOW_READ)


class SqliteConnection(aiosqlite.Connection):
    """`aiosqlite.Connection` with a shorter way for statements."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, _ITER_CHUNK_SIZE)
        self._thread.daemon = True
        self._in_thread = 0
        self._counting = threading.Lock()
        self._reads_slowly = False

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # A call still in the thread (its caller may have been cancelled) has the connection: queue up.
        if self._connection is not None and not self._in_thread and not self._may_wait(fn, args):
            return fn(*args, **kwargs)
        self._count(1)

        def run() -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._count(-1)

        return await super()._execute(run)  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped

    def _count(self, more: int) -> None:
        with self._counting:
            self._in_thread += more

    def _may_wait(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
        if fn in (self._conn.commit, self._conn.close):
            return True
        if not args or not isinstance(args[0], str):
            return self._reads_slowly  # most rows are searched while they are fetched
        self._reads_slowly = args[0].startswith(_SLOW_READ)
        return args[0].startswith(_MAY_WAIT)


def connect(database: str, **arguments: Any) -> SqliteConnection:
    """Connect like `aiosqlite.connect`."""
    return SqliteConnection(lambda: sqlite3.connect(database, **arguments))
