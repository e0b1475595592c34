"""Rate limits: our own pace, and the pauses that a messenger asked for. No I/O: time is an argument.

Telegram counts in windows: about 30 calls a second in all, 1 a second in a private chat, 20 a minute in a
group; a forum is one group, whatever the topic (https://core.telegram.org/bots/faq#broadcasting-to-users). A
call counts from its start until a whole window after its end: whenever in between the messenger saw it, no
window of its own holds more than we allow.
"""

from bisect import insort
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.setting_values import Limits
from bot.workers.backoff import pause_after
from storage.chats import EVERYBODY
from storage.records.actions import (
    Action,
    AnswerInline,
    AnswerPress,
    DeleteMessage,
    EditContent,
    SendAlbum,
    SetButtons,
)

CHATS_OF_A_STORM = 3
STORM = timedelta(seconds=1)
"""If so many chats are told to wait within this time, the whole bot is meant."""

REMEMBER_SPENT = timedelta(minutes=1)
"""Letters that waited for a budget leave within this time after it opened."""


REMEMBER_SHUT = timedelta(minutes=1)
"""Letters for a chat that takes nothing are tried every few seconds; after this time none waits any more."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a call takes from the overall budget and from its chat's own."""

    overall: int
    chat: int


def cost_of(action: Action, chat: str) -> Cost:
    """An album costs as many as it has items. Edits count in a group, not in a private chat.

    The limits are Telegram's: our own chat and desk cost nothing.
    """
    if not chat.startswith("telegram:"):
        return Cost(0, 0)
    match action:
        case SendAlbum(items):
            return Cost(len(items), len(items))
        case AnswerPress() | AnswerInline():
            return Cost(1, 0)
        case EditContent() | SetButtons() | DeleteMessage():
            return Cost(1, int(is_group(chat)))
        case _:
            return Cost(1, 1)


def is_group(chat: str) -> bool:
    """Return True for a group: Telegram gives groups numbers below zero."""
    return chat.partition(":")[2].startswith("-")


@dataclass(slots=True)
class Window:
    """At most `capacity` calls within any `length`.

    A call that costs more than the whole capacity goes alone, and the windows after it stay closed until it
    is paid for.
    """

    capacity: int
    length: timedelta
    _in_flight: int = 0
    _ended: deque[datetime] = field(default_factory=deque)

    @classmethod
    def of(cls, rate: float, per: timedelta) -> "Window":
        """Allow `rate` calls in each `per`; half a call a second is one in two seconds."""
        capacity = max(1, int(rate))
        return cls(capacity, per * (capacity / rate))

    def room(self, now: datetime) -> int:
        """How many calls may start now."""
        return max(0, self.capacity - self._used(now))

    def earliest(self, cost: int, now: datetime) -> datetime:
        """The moment when a call of this cost may start: `now`, or later as far as is known yet."""
        missing = self._used(now) + min(cost, self.capacity) - self.capacity
        if missing <= 0:
            return now
        if missing > len(self._ended):  # some calls that have not ended yet must run out first
            return now + self.length
        return self._ended[missing - 1] + self.length

    def start(self, cost: int) -> None:
        """Count a call that starts."""
        self._in_flight += cost

    def finish(self, cost: int, now: datetime, *, arrived: bool) -> None:
        """Count a call that ended. One that never reached the messenger costs nothing."""
        self._in_flight -= cost
        if arrived:
            for unit in range(cost):
                insort(self._ended, now + unit // self.capacity * self.length)

    def is_idle(self, now: datetime) -> bool:
        """Return True if nothing is remembered, so that nothing is lost by forgetting the window."""
        return not self._used(now)

    def _used(self, now: datetime) -> int:
        while self._ended and self._ended[0] + self.length <= now:
            self._ended.popleft()
        return self._in_flight + len(self._ended)


@dataclass(frozen=True, slots=True)
class Shut:
    """A chat that took nothing: the number of failures in a row; the next call may start at `until`."""

    failures: int
    until: datetime


class RateLimits:
    """The budgets of one bot, and the pauses that it was asked for."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self._overall = Window.of(limits.overall_per_second, timedelta(seconds=1)) if limits else None
        self._chats: dict[str, Window] = {}
        self._paused: dict[str, datetime] = {}
        self._storm: dict[str, datetime] = {}
        self._shut: dict[str, Shut] = {}
        self._spent_until: dict[str, datetime] = {}

    def earliest(self, chat: str, cost: Cost, now: datetime) -> datetime:
        """The moment when a call of this cost may start, as far as is known now."""
        waits = [self._paused.get(EVERYBODY, now)]
        if chat in self._shut:
            waits.append(self._shut[chat].until)
        if self._overall:
            waits.append(self._overall.earliest(cost.overall, now))
        return max(now, *waits, self._own_budget_opens(chat, cost, now))

    def hold_back(self, chat: str, cost: Cost, now: datetime) -> None:
        """Note that a call to `chat` has to wait, if the reason is the chat's own budget."""
        opens_at = self._own_budget_opens(chat, cost, now)
        if opens_at > now:
            self._spent_until[chat] = opens_at

    def was_spent_at(self, chat: str, moment: datetime) -> bool:
        """Return True if calls to `chat` had to wait for its own budget, at that moment or later."""
        return chat in self._spent_until and moment <= self._spent_until[chat]

    def start(self, chat: str, cost: Cost, now: datetime) -> None:
        """Count a call to `chat` that starts."""
        self._forget(now)
        shut = self._shut.get(chat)
        if shut is not None and shut.failures:  # the others wait for the outcome of this one
            self._shut[chat] = replace(shut, until=now + pause_after(shut.failures))
        if self._limits and self._overall:
            self._overall.start(cost.overall)
            if cost.chat:
                self._chats.setdefault(chat, self._new_window(chat, self._limits)).start(cost.chat)

    def finish(self, chat: str, cost: Cost, now: datetime, *, arrived: bool = True) -> None:
        """Count a call to `chat` that ended; `arrived` is false if the messenger cannot have seen it."""
        if self._overall:
            self._overall.finish(cost.overall, now, arrived=arrived)
            if cost.chat:  # else its window may have been forgotten as idle meanwhile
                self._chats[chat].finish(cost.chat, now, arrived=arrived)

    def paused_until(self, chat: str, now: datetime) -> datetime:
        """The end of the pause of `chat` (or everybody's); now, if there is none."""
        return max(now, self._paused.get(chat, now))

    def pause(self, chat: str, until: datetime) -> None:
        """Send nothing to `chat` (or everybody) until then."""
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def told_to_wait(self, chat: str, pause: timedelta, now: datetime) -> str:
        """Keep a pause after a 429; return its target: this chat, or everybody if several chats met it."""
        self._storm = {met: at for met, at in self._storm.items() if now - at < STORM} | {chat: now}
        whom = EVERYBODY if len(self._storm) >= CHATS_OF_A_STORM else chat
        self.pause(whom, now + pause)
        return whom

    def shut(self, chat: str, now: datetime) -> None:
        """Note that the chat takes nothing: from now on it is tried with one call at a time."""
        failures = self._shut[chat].failures + 1 if chat in self._shut else 1
        self._shut[chat] = Shut(failures, now + pause_after(failures))

    def faltered(self, chat: str, now: datetime) -> None:
        """Note a call of unknown outcome. Once may happen; the second time in a row the chat is shut.

        Each such call costs as if it had arrived: tries of many lanes at once would spend the budget.
        """
        if chat in self._shut:
            self.shut(chat, now)
        else:
            self._shut[chat] = Shut(0, until=now)

    def opened(self, chat: str) -> None:
        """Note that the chat takes calls again."""
        self._shut.pop(chat, None)

    def room(self, now: datetime) -> int | None:
        """How many calls may start now in all; None: no limit."""
        if self._paused.get(EVERYBODY, now) > now:
            return 0
        return self._overall.room(now) if self._overall else None

    def opens_at(self, now: datetime) -> datetime | None:
        """The moment when the whole bot may send again; None: now."""
        waits = [self._paused.get(EVERYBODY, now)]
        if self._overall:
            waits.append(self._overall.earliest(1, now))
        return max(waits) if max(waits) > now else None

    def _own_budget_opens(self, chat: str, cost: Cost, now: datetime) -> datetime:
        """The moment when the chat itself takes a call, by its window and its pause."""
        window = self._chats.get(chat)
        in_window = window.earliest(cost.chat, now) if cost.chat and window else now
        return max(in_window, self._paused.get(chat, now))

    def _forget(self, now: datetime) -> None:
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}
        self._chats = {chat: window for chat, window in self._chats.items() if not window.is_idle(now)}
        self._shut = {chat: shut for chat, shut in self._shut.items() if shut.until + REMEMBER_SHUT > now}
        self._spent_until = {
            chat: until for chat, until in self._spent_until.items() if until + REMEMBER_SPENT > now
        }

    @staticmethod
    def _new_window(chat: str, limits: Limits) -> Window:
        if is_group(chat):
            return Window.of(limits.group_per_minute, timedelta(minutes=1))
        return Window.of(limits.private_per_second, timedelta(seconds=1))
