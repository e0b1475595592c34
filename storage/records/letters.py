"""Letters: written down before they are sent, so that none is lost.

A letter is one call to a messenger. Letters of one lane are sent strictly in order.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Literal

from storage.records.actions import Action
from storage.records.message_refs import MessageRef


@dataclass(frozen=True, slots=True)
class Destination:
    """The destination of a letter.

    A chat, and inside a staff group the topic of a ticket (or a thread by its own id).
    """

    chat: str
    ticket: int | None = None
    thread: str | None = None

    @property
    def lane(self) -> str:
        """Letters to one place keep their order; topics of one group do not wait for each other."""
        if self.ticket is not None:
            return f"{self.chat}/ticket/{self.ticket}"
        return f"{self.chat}/thread/{self.thread}" if self.thread else self.chat


class WhenInDoubt(StrEnum):
    """The treatment of a letter whose outcome is unknown.

    REPEAT: sent again until an outcome is known, marked as a possible repeat
      (posts to staff, automatic replies).
    PARK: left to the agent who wrote it (*send again*, *it arrived*).
    REPEAT_UNMARKED: sent again as it is, since twice is the same as once
      (edits, deletions, topic names).
    DROP: not sent again (a notice about a pressed button, an answer to an inline query).
    """

    REPEAT = "repeat"
    PARK = "park"
    REPEAT_UNMARKED = "repeat unmarked"
    DROP = "drop"


class Urgency(IntEnum):
    """The order of lanes when a budget is short: smaller goes first."""

    REPLY = 0
    CUSTOMER_WORDS = 1
    NOTICE = 2
    COSMETIC = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One thing to send.

    `shows` names the messages whose copy this letter is (an album's in its order; a piece of a split text has
    `part`): when it is sent, the copies' own ids are stored, so that replies and edits follow. `replaces` is
    a key: an unsent letter with the same key is dropped for this one (last write wins). `ahead` puts a letter
    before the waiting ones of its lane (a new topic and its history come before what waits for it).
    """

    to: Destination
    action: Action
    language: str
    in_doubt: WhenInDoubt = WhenInDoubt.REPEAT
    urgency: Urgency = Urgency.NOTICE
    shows: tuple[MessageRef, ...] = ()
    part: int = 0
    ticket: int | None = None
    replaces: str | None = None
    ahead: bool = False


class LetterState(StrEnum):
    """A letter's way: waiting → sending → sent; or in doubt, parked, refused, dropped."""

    WAITING = "waiting"
    SENDING = "sending"
    IN_DOUBT = "in doubt"
    SENT = "sent"
    PARKED = "parked"
    REFUSED = "refused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PostedLetter:
    """A letter on disk: its number, how far it got, how often it was tried.

    `may_be_repeat` is true once an earlier try ended in doubt: this copy may be the second one.
    """

    id: int
    letter: Letter
    state: LetterState
    attempts: int
    due_at: datetime
    posted_at: datetime
    may_be_repeat: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A claimed letter with all that its sending needs, in the messenger's own ids.

    `thread` is the topic's id. `reply_to` and `target` are message ids in the destination chat; None if there
    is no such copy. `target_is_marked`: the message to change says that it may be a repeat. `lacks` is what
    must be made before a ticket's post: its topic, or in a plain group the card to reply to.
    """

    posted: PostedLetter
    thread: str | None = None
    reply_to: str | None = None
    target: str | None = None
    target_is_marked: bool = False
    lacks: Literal["topic", "card"] | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A letter that the messenger took, with the ids of its messages, and for a new topic the `thread`."""

    posted: PostedLetter
    messages: tuple[str, ...] = ()
    thread: str | None = None
