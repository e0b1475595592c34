"""What a letter does at the messenger: one call each."""

from dataclasses import dataclass
from typing import Literal

from storage.records.content import Content
from storage.records.message_refs import MessageRef


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message.

    What a person reads and what comes back when it is pressed (64 bytes at most).
    """

    text: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class SendContent:
    """A message of its own."""

    content: Content
    buttons: Keyboard = ()
    reply_to: MessageRef | None = None
    kind: Literal["send"] = "send"


@dataclass(frozen=True, slots=True)
class SendAlbum:
    """Two to ten files that stay together."""

    items: tuple[Content, ...]
    reply_to: MessageRef | None = None
    kind: Literal["album"] = "album"


@dataclass(frozen=True, slots=True)
class EditContent:
    """A new wording for `message`.

    Our copy of it in the destination chat (piece `part` of it), or the message itself.
    """

    message: MessageRef
    content: Content
    buttons: Keyboard = ()
    part: int = 0
    kind: Literal["edit"] = "edit"


@dataclass(frozen=True, slots=True)
class SetButtons:
    """Other buttons (or none) under `message`, its text untouched.

    The target is found as for `EditContent`.
    """

    message: MessageRef
    buttons: Keyboard = ()
    part: int = 0
    kind: Literal["set buttons"] = "set buttons"


@dataclass(frozen=True, slots=True)
class DeleteMessage:
    """Take `message` (our copy of it in the destination chat, piece `part`) back."""

    message: MessageRef
    part: int = 0
    kind: Literal["delete"] = "delete"


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """A forum topic for the destination's ticket. Its thread becomes the ticket's."""

    name: str
    kind: Literal["open topic"] = "open topic"


@dataclass(frozen=True, slots=True)
class RenameTopic:
    """A new name for the topic of the destination's ticket."""

    name: str
    kind: Literal["rename topic"] = "rename topic"


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """The short notice that a person sees after pressing a button; worthless when late, so never repeated."""

    query: str
    text: str = ""
    kind: Literal["answer press"] = "answer press"


@dataclass(frozen=True, slots=True)
class InlineChoice:
    """What a person may pick while they type: `text` is what they send then, in their own name."""

    id: str
    title: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerInline:
    """What may be picked for the words of an inline query; worthless when late, so never repeated.

    The messenger may give the same answer to the same words for `remembered_seconds`.
    """

    query: str
    choices: tuple[InlineChoice, ...] = ()
    remembered_seconds: int = 0
    kind: Literal["answer inline"] = "answer inline"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What this version of the program cannot read: `raw` is kept as it was written, and is never sent."""

    raw: str
    kind: Literal["unreadable"] = "unreadable"


Action = (
    SendContent
    | SendAlbum
    | EditContent
    | SetButtons
    | DeleteMessage
    | OpenTopic
    | RenameTopic
    | AnswerPress
    | AnswerInline
    | Unreadable
)
