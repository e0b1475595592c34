"""The port to messengers.

A channel only translates between a messenger's language and ours; it decides nothing. What comes in is one of
the `Inbound` records below; what goes out is a `ClaimedLetter`. The raw update stays in the inbox until a use
case is done with it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from storage.records.content import Content, FormattedText, Media
from storage.records.letters import ClaimedLetter, Destination
from storage.records.message_refs import MessageRef
from storage.records.updates import RawUpdate


@dataclass(frozen=True, slots=True)
class Person:
    """A person who acted.

    `address` is also the address of their private chat; `language` is the messenger's code (`en-US`).
    """

    address: str
    given_name: str
    family_name: str | None = None
    username: str | None = None
    language: str | None = None
    is_bot: bool = False

    @property
    def full_name(self) -> str:
        """Given name and family name, as the person gave them."""
        return f"{self.given_name} {self.family_name}" if self.family_name else self.given_name


class ChatKind(StrEnum):
    """The kind of chat where something happened."""

    PRIVATE = "private"
    GROUP = "group"
    FORUM = "forum"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Scene:
    """The chat, and the topic in it (None: a private chat, a plain group, or General)."""

    chat: str
    kind: ChatKind
    thread: str | None = None

    @property
    def place(self) -> Destination:
        """Where an answer is read by those who are there."""
        return Destination(self.chat, thread=self.thread)


@dataclass(frozen=True, slots=True)
class Command:
    """`/name arguments`. `name` is in lower case, without the slash and the bot's name.

    `for_another_bot` is true for `/name@other_bot`. `arguments` keeps its line breaks; white space around it
    is stripped.
    """

    name: str
    arguments: str = ""
    for_another_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWritten:
    """A message, or (`edited`) a new wording of one.

    `sender` is None when a group or a channel writes (anonymous administrators, linked channels). `ref` is
    the message's own place. `reply_to` never names the topic's creation message; `replied` is the content
    replied to, if the messenger sends it, and `replied_buttons` the data of its buttons if it is ours (None
    if it is somebody else's). `album` is shared by the parts of one album. `attached` are the bytes of a file
    that a command needs, fetched before the transaction opens. `mentions` are people whom the text names
    without a username.
    """

    sender: Person | None
    scene: Scene
    ref: MessageRef
    content: Content
    at: datetime
    command: Command | None = None
    reply_to: MessageRef | None = None
    replied: Content | None = None
    replied_buttons: tuple[str, ...] | None = None
    album: str | None = None
    edited: bool = False
    attached: bytes | None = None
    mentions: tuple[Person, ...] = ()

    def without_command(self) -> Self:
        """The text after the command, as a message of its own."""
        if self.command is None:
            return self
        words = FormattedText(self.command.arguments)
        return replace(self, content=replace(self.content, text=words), command=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed:
    """A press of a button under one of our messages.

    `data` may be forged by a hostile client: check who pressed, and where. `is_member` tells whether they are
    in that group (None: unknown); it is asked before the transaction opens.
    """

    sender: Person
    scene: Scene
    ref: MessageRef
    data: str
    query: str
    at: datetime
    is_member: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineAsked:
    """Somebody types `@bot words` in any chat; we are not told which.

    `is_staff` tells whether they are in a staff chat (None: unknown); it is asked before the transaction
    opens.
    """

    sender: Person
    words: str
    query: str
    at: datetime
    is_staff: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCreated:
    """The messenger's own notice that a topic exists; `by_us` if the bot made it."""

    scene: Scene
    name: str
    by_us: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMoved:
    """A group became a supergroup with a new address."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachabilityChanged:
    """A person blocked the bot or came back, or the bot was added to a group or removed from it."""

    sender: Person
    scene: Scene
    reachable: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChanged:
    """People came into a group, or left it."""

    people: tuple[Person, ...]
    scene: Scene
    is_member: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class NothingToDo:
    """An update that needs no action (a service message, a reaction); `why` is for the log."""

    why: str


Inbound = (
    MessageWritten
    | ButtonPressed
    | InlineAsked
    | TopicCreated
    | GroupMoved
    | ReachabilityChanged
    | MembershipChanged
    | NothingToDo
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """The messenger took the letter.

    Holds the ids of the new messages (none for edits) and the thread of a new topic.
    """

    messages: tuple[str, ...] = ()
    thread: str | None = None


class Channel(Protocol):
    """The connection to one messenger."""

    name: str
    reads_storage: bool
    """True if its people read files straight from our storage, so that none has to be sent there."""

    def holds(self, media: Media) -> bool:
        """Return True if the file is this messenger's own, by its id."""
        ...

    def read(self, update: RawUpdate) -> Inbound:
        """Translate a raw update. Raises `UpdateUnreadable`."""
        ...

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        """Send one letter. Raises `DeliveryError` and nothing else."""
        ...

    async def fetch(self, media: Media) -> bytes:
        """The bytes of a file that we read ourselves (a FAQ file).

        Raises `DeliveryError`; `Refused` if it is too large.
        """
        ...

    async def reopen_topic(self, chat: str, thread: str) -> None:
        """Open a topic that somebody closed. Raises `DeliveryError`."""
        ...
