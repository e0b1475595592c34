"""getUpdates: long polling as the official server does it."""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import TYPE_CHECKING

from tests.botapi.config import ApiError

if TYPE_CHECKING:
    from tests.botapi.bot import Bot


CONFLICT_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


CONFLICT_HOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Poll:
    """A getUpdates request that waits for the first update."""

    __slots__ = ("bot", "future", "limit", "woken")

    def __init__(self, bot: Bot, limit: int) -> None:
        self.bot, self.limit = bot, limit
        self.future: asyncio.Future = asyncio.get_running_loop().create_future()
        self.woken = False

    def wake(self) -> None:
        if not self.woken:
            self.woken = True  # a millisecond to gather what arrives together, as the server does
            asyncio.get_running_loop().call_later(0.001, self._fire)

    def _fire(self) -> None:
        if not self.future.done():
            self.future.set_result(None)

    def abort(self, description: str) -> None:
        if not self.future.done():
            self.future.set_exception(ApiError(409, description))


async def _conflict(bot: Bot, description: str) -> None:
    """Raises 409; the second one within three seconds is held back, as in the original."""
    now = time.monotonic()
    if now >= bot.conflict_at:
        bot.conflict_at = now + bot.world.config.conflict_delay
    else:
        await asyncio.sleep(bot.world.config.conflict_delay)
    raise ApiError(409, description)


def confirm(bot: Bot, offset: int) -> int:
    q, n = bot.queue, 0
    while q and q[0].id < offset:
        q.popleft()
        n += 1
    bot.confirmed_total += n
    bot.world.counters["confirmed"] += n
    return n


async def get_updates(bot: Bot, offset: int, limit: int, timeout: float) -> bytes:
    w = bot.world
    if bot.webhook is not None:
        await _conflict(bot, CONFLICT_HOOK)
    now = time.monotonic()
    if w.config.poll_guard:
        prev, at = bot.poll_prev_offset, bot.poll_prev_ts
        if offset == prev and timeout < 3 and now < at + 3.0:
            timeout = 3
        if offset == prev and now < at + 0.5:
            limit = 1
    bot.poll_prev_offset, bot.poll_prev_ts = offset, now
    q = bot.queue
    confirmed = 0
    if offset < 0:
        drop = max(0, len(q) + offset)
        for _ in range(drop):
            q.popleft()
        confirmed = drop
        bot.confirmed_total += drop
        w.counters["confirmed"] += drop
    elif offset > 0 and offset <= bot.next_update_id + 10:
        confirmed = confirm(bot, offset)
    conflict = False
    if not q and timeout > 0:
        if bot.poll is not None:
            bot.poll.abort(CONFLICT_POLL)
        poll = bot.poll = Poll(bot, limit)
        try:
            done, _ = await asyncio.wait([poll.future], timeout=timeout)
            if done:
                try:
                    poll.future.result()
                except ApiError as e:
                    conflict = True
                    w.counters["poll_conflicts"] += 1
                    await _conflict(bot, e.description)
        finally:
            if bot.poll is poll:
                bot.poll = None
    take = list(itertools.islice(q, limit))
    t = time.time()
    for u in take:
        u.sends += 1
        if not u.first_seen:
            u.first_seen = t
    w.counters["polled"] += len(take)
    if w.config.journal == "full" and (take or confirmed or conflict):
        w.log(
            "poll",
            bot=bot.id,
            offset=offset,
            limit=limit,
            confirmed=confirmed,
            update_ids=[u.id for u in take],
        )
    return b'{"ok":true,"result":[' + b",\n".join([u.wire() for u in take]) + b"]}"
