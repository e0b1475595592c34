"""Detects that somebody else receives with our bot's token.

Telegram answers one client at a time: each call makes the other's fail with 409. Two that alternate both
succeed every other time, so neither ever fails for long, while each update reaches only one of them.
"""

import time
from collections.abc import Callable

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

RIVALRY = "somebody else receives with this token"

HAND_OVER_SECONDS = 30.0
"""Two of our own processes may overlap this long: one whose machine lost the database notices it late."""

FORGOTTEN_SECONDS = 60.0
"""Libraries pause for at most half a minute before they ask again: a rival silent for longer is gone."""

_FEWEST_CONFLICTS = 3

_REMINDER_SECONDS = 600.0


class Rivals:
    """Counts each 409 and each answer. `stopwatch` counts seconds and is never set back."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self._stopwatch = stopwatch
        self._conflicts = 0
        self._first_at = self._last_at = 0.0
        self._told_at: float | None = None

    @property
    def trouble(self) -> str | None:
        """The reason, public in `/health`; None if nobody is known to receive beside us."""
        is_there = self._conflicts >= _FEWEST_CONFLICTS and self._is_recent()
        return RIVALRY if is_there and self._last_at - self._first_at >= HAND_OVER_SECONDS else None

    def met(self, reason: str) -> None:
        """Note that Telegram refused us an answer because of somebody else."""
        now = self._stopwatch()
        if not self._is_recent():
            self._conflicts, self._first_at = 0, now
            log.warning("somebody else asked for this bot's updates", reason=reason)
        self._conflicts, self._last_at = self._conflicts + 1, now
        if self.trouble and (self._told_at is None or now - self._told_at >= _REMINDER_SECONDS):
            self._told_at = now
            log.error(
                RIVALRY,
                lost="what reaches them does not reach us",
                mend="stop the other program, or revoke the token at @BotFather and use the new one",
                reason=reason,
                conflicts=self._conflicts,
            )

    def answered(self) -> None:
        """Note that Telegram answered us."""
        if self._told_at is not None and not self._is_recent():
            self._told_at = None
            log.info("nobody else receives with this token any more")

    def _is_recent(self) -> bool:
        return self._conflicts > 0 and self._stopwatch() - self._last_at < FORGOTTEN_SECONDS
