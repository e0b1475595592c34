"""Decides which rows of an inbox lane are read together, and when. Pure.

People write in bursts ("hello", "my ftp", "is down"), and files of an album arrive as separate updates.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from storage.records.updates import LONGEST_BURST, InboxRow, Patience

ALBUM_QUIET = timedelta(seconds=0.5)
"""Parts of one album come in one or two answers of `getUpdates`: this covers a slow network between them."""

LARGEST_ALBUM = 10
"""Telegram's own limit: nothing more comes after this many (https://core.telegram.org/bots/api#sendmediagroup)."""


def choose(rows: Sequence[InboxRow], now: datetime, burst: timedelta) -> tuple[InboxRow, ...] | datetime:
    """The rows of a lane to read together now, or the moment to look again.

    `rows` are all that wait in the lane, in order; the first is due. `burst` is how long a customer must be
    quiet. A row that failed once is read alone, so that one bad message does not spoil its neighbours.
    """
    head = rows[0]
    if head.attempts or head.update.patience is Patience.NONE:
        return (head,)
    if head.update.patience is Patience.ALBUM:
        return _album(rows, now)
    return _burst(rows, now, burst)


def _album(rows: Sequence[InboxRow], now: datetime) -> tuple[InboxRow, ...] | datetime:
    album = rows[0].update.album
    parts = tuple(row for row in rows if row.update.album == album and not row.attempts)
    quiet_at = parts[-1].received_at + ALBUM_QUIET
    return parts if now >= quiet_at or len(parts) >= LARGEST_ALBUM else quiet_at


def _burst(rows: Sequence[InboxRow], now: datetime, burst: timedelta) -> tuple[InboxRow, ...] | datetime:
    run = tuple(takewhile(_may_wait, rows))
    something_else_waits = len(run) < len(rows)
    ready_at = _burst_ready_at(run, burst)
    return run if something_else_waits or now >= ready_at else ready_at


def _may_wait(row: InboxRow) -> bool:
    return row.update.patience is not Patience.NONE and not row.attempts


def _burst_ready_at(run: Sequence[InboxRow], burst: timedelta) -> datetime:
    last = run[-1]
    at_the_latest = run[0].received_at + LONGEST_BURST * burst
    if last.update.album is not None:  # splitting an album would be worse than half a second more
        at_the_latest = max(at_the_latest, last.received_at + ALBUM_QUIET)
        return min(at_the_latest, last.received_at + max(burst, ALBUM_QUIET))
    return min(at_the_latest, last.received_at + burst)
