"""Pacing: calls wait for our own budgets, and for the pauses that the messenger asked for.

A pause is on disk, so that a restart and the other processes of the bot keep it too.
"""

from datetime import datetime, timedelta

import structlog

from bot.setting_values import Limits
from bot.workers.outcomes import Outcome, waits_for_administrators
from bot.workers.rate_limits import RateLimits, cost_of
from handlers.channel import Delivered
from handlers.errors import InDoubt, NotReached, RecipientUnreachable, RetryLater, ServerFailed
from storage.books import Books
from storage.chats import EVERYBODY
from storage.records.letters import Letter, PostedLetter

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

REMIND_OF_A_SHUT_CHAT = timedelta(minutes=1)
"""How often the log repeats that a staff chat does not let the bot in."""

RECALL_EVERY = timedelta(seconds=1)
"""How soon a pause that another process was asked for is kept here too."""

ANOTHER_WAIT = timedelta(seconds=1)
"""Concurrent calls are all told of the same wait: one that hardly makes it longer is not logged."""


class Pacing:
    """The budgets of one bot. `limits` are our own; None: no limit."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = RateLimits(limits)
        self._pauses: dict[str, datetime] = {}
        self._being_written: dict[str, datetime] = {}
        self._recall_at: datetime | None = None
        self._remind_at: dict[str, datetime] = {}

    def room(self, now: datetime) -> int | None:
        """How many calls may start now in all; None: no limit."""
        return self._limits.room(now)

    def opens_at(self, now: datetime) -> datetime | None:
        """When the whole bot may send again; None: now."""
        return self._limits.opens_at(now)

    def hold_back(self, letter: Letter, now: datetime) -> timedelta | None:
        """How long the letter has to wait for its budgets, as far as it is known; None: it may leave."""
        chat = letter.to.chat
        cost = cost_of(letter.action, chat)
        opens_at = self._limits.earliest(chat, cost, now)
        if opens_at <= now:
            return None
        self._limits.hold_back(chat, cost, now)
        return opens_at - now

    def waited_for_its_chat(self, posted: PostedLetter) -> bool:
        """Return True if the letter was posted while the budget of its chat was spent."""
        return self._limits.was_spent_at(posted.letter.to.chat, posted.posted_at)

    def start(self, letter: Letter, now: datetime) -> None:
        """Count a letter that leaves."""
        self._limits.start(letter.to.chat, cost_of(letter.action, letter.to.chat), now)

    def finish(self, letter: Letter, outcome: Outcome, now: datetime) -> None:
        """Count the end of the letter's call, and keep any pause that it brought."""
        chat = letter.to.chat
        refused = waits_for_administrators(letter, outcome)
        arrived = not refused and not isinstance(outcome, NotReached | ServerFailed)
        self._limits.finish(chat, cost_of(letter.action, chat), now, arrived=arrived)
        if isinstance(outcome, RetryLater):
            self._told_to_wait(chat, outcome.pause, now)
        elif refused:
            self._say_what_to_do(chat, outcome, now)
            if isinstance(outcome, RecipientUnreachable):
                self._limits.shut(chat, now)
        elif isinstance(outcome, InDoubt):
            self._limits.faltered(chat, now)
        elif isinstance(outcome, Delivered):
            self._limits.opened(chat)
            if self._remind_at.pop(chat, None):
                log.info("the staff chat lets the bot in again", chat=chat)

    async def share(self, books: Books, now: datetime) -> None:
        """Write down the new pauses, and keep those that other processes wrote down."""
        self._being_written = dict(self._pauses)
        for chat, until in self._being_written.items():
            await books.chats.pause(chat, until)
        if self._recall_at is None or now >= self._recall_at:
            for chat, until in (await books.chats.paused(now)).items():
                self._limits.pause(chat, until)
            self._recall_at = now + RECALL_EVERY

    def shared(self) -> None:
        """Note that the pauses written by `share` are on disk."""
        written, self._being_written = self._being_written.items(), {}
        self._pauses = dict(self._pauses.items() - written)

    def _told_to_wait(self, chat: str, pause: timedelta, now: datetime) -> None:
        known = {each: self._limits.paused_until(each, now) for each in (chat, EVERYBODY)}
        whom = self._limits.told_to_wait(chat, pause, now)
        self._pauses[whom] = until = now + pause
        if until - known[whom] >= ANOTHER_WAIT:
            log.info("told to wait", chat=whom, seconds=pause.total_seconds())

    def _say_what_to_do(self, chat: str, refusal: Outcome, now: datetime) -> None:
        if now < self._remind_at.get(chat, now):
            return
        self._remind_at[chat] = now + REMIND_OF_A_SHUT_CHAT
        log.error(
            "a staff chat refuses the bot, so its letters wait: put the bot back as an administrator who may"
            " manage topics, and all of them arrive; `otboinik check` tells what is missing",
            chat=chat,
            reason=str(refusal),
        )
