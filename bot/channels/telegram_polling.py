"""Long polling that confirms nothing before it is on disk.

Neither library's own poller is used: both confirm before the work is safe, and parse a whole batch at once.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.channels.telegram_envelope import confirmable_id, envelope
from bot.channels.telegram_insistence import PAUSES, insist
from bot.pulse import Pulse
from handlers.errors import ServerFailed
from storage.errors import StorageUnavailable
from storage.records.updates import RawUpdate

Ask = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""Calls the Bot API by method and parameters. Raises `DeliveryError`."""

Keep = Callable[[Sequence[RawUpdate]], Awaitable[None]]
"""Stores updates. Raises `StorageUnavailable`; has committed when it returns."""

# The server remembers this choice; kinds not named here cost nothing.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
)

# A dead connection is noticed after this and the margin of the read timeout at the latest.
POLL_SECONDS = 30

# The largest number of updates in one answer (https://core.telegram.org/bots/api#getupdates).
FULL_ANSWER = 100

# An open call is answered as soon as there is something to tell; the rest is for the network.
SILENCE = timedelta(seconds=0.5)

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass
class Progress:
    """A poller's progress: up to which moment all that Telegram sends is stored.

    `stopwatch` counts seconds and is never set back.
    """

    pulse: Pulse = field(default_factory=Pulse)
    stopwatch: Callable[[], float] = time.monotonic
    _asked_at: float = -math.inf
    _heard_up_to: float = -math.inf
    _is_open: bool = False

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Return True if nothing older can still be on its way to us."""
        now = self.stopwatch()
        moment = now - age.total_seconds()
        if moment <= self._heard_up_to:
            return True
        # An open call without an answer means that there is nothing to tell.
        return self._is_open and now - max(self._asked_at, moment) >= SILENCE.total_seconds()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Note that a call is open while the block runs."""
        self._asked_at, self._is_open = self.stopwatch(), True
        try:
            yield
        finally:
            self._is_open = False

    def kept(self, updates: Sequence[object]) -> None:
        """Note that the last call's updates are stored; after a full answer there may be more."""
        if len(updates) < FULL_ANSWER:
            self._heard_up_to = self._asked_at


async def poll(
    ask: Ask,
    keep: Keep,
    *,
    source: str,
    pauses: Sequence[float] = PAUSES,
    progress: Progress | None = None,
) -> None:
    """Receive until cancelled. An outage of Telegram or of the database is waited out; nothing is lost by it.

    Updates that `keep` could not store, even because of a bug, are held and tried again: the offset stays
    where it is.
    """
    progress = progress or Progress()
    pulse = progress.pulse
    await insist(partial(_leave_webhook, ask), doing="look for a webhook", pauses=pauses, pulse=pulse)
    offset: int | None = None
    while True:
        asking = partial(_ask_for_updates, ask, offset, progress)
        updates = await insist(asking, doing="ask for updates", pauses=pauses, despite_bugs=True, pulse=pulse)
        envelopes = [envelope(source, update) for update in updates]
        if envelopes:
            keeping = partial(_keep_all, keep, envelopes)
            await insist(keeping, doing="keep updates", pauses=pauses, despite_bugs=True, pulse=pulse)
        progress.kept(updates)
        if not envelopes:
            continue
        confirming = _offset_after(updates)
        if confirming is None:
            log.error("updates without ids cannot be confirmed", source=source, count=len(updates))
            await asyncio.sleep(pauses[-1])
        else:
            offset = confirming


async def _keep_all(keep: Keep, updates: Sequence[RawUpdate]) -> None:
    """Store them together; after a bug one by one, so that the others are safe and get read."""
    try:
        await keep(updates)
    except StorageUnavailable:
        raise
    except Exception:
        for update in updates if len(updates) > 1 else ():
            with suppress(Exception):  # the same bug as with all of them: that one is reported
                await keep([update])
        raise


async def _leave_webhook(ask: Ask) -> None:
    """Remove a webhook, since Telegram refuses polling beside it; updates waiting there come to us."""
    webhook = await ask("getWebhookInfo", {})
    if isinstance(webhook, dict) and webhook.get("url"):
        log.info("removing the webhook, since this bot polls")
        await ask("deleteWebhook", {"drop_pending_updates": False})


async def _ask_for_updates(ask: Ask, offset: int | None, progress: Progress) -> list[object]:
    # After a failure the answer must come at once, or recovery would go unnoticed for long.
    patience = POLL_SECONDS if progress.pulse.is_steady else 0
    wanted: dict[str, Any] = {"timeout": patience, "allowed_updates": list(ALLOWED_UPDATES)}
    if offset is not None:
        wanted["offset"] = offset
    with progress.asking():
        updates = await ask("getUpdates", wanted)
    if not isinstance(updates, list):
        raise ServerFailed("Telegram's answer holds no updates")
    return updates


def _offset_after(updates: Sequence[object]) -> int | None:
    """The offset that confirms `updates`; None if none of them has a usable id."""
    numbers = (confirmable_id(update) for update in updates)
    return max((number + 1 for number in numbers if number is not None), default=None)
