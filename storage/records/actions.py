"""The actions of letters at the messenger: one call each."""

from dataclasses import dataclass
from typing import Literal

from storage.records.content import Content
from storage.records.message_refs import MessageRef


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message.

    `text` is what a person reads, `data` what comes back when it is pressed (64 bytes at most).
    """

    text: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class SendContent:
    """A new message."""

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

    Changes our copy of it in the destination chat (piece `part` of it), or the message itself.
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
    """Delete `message` (our copy of it in the destination chat, piece `part`)."""

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
    """The short notice that a person sees after pressing a button; useless when late, so never repeated."""

    query: str
    text: str = ""
    kind: Literal["answer press"] = "answer press"


@dataclass(frozen=True, slots=True)
class InlineChoice:
    """A choice for a person who types; picking it sends `text` in their own name."""

    id: str
    title: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerInline:
    """The choices for an inline query; useless when late, so never repeated.

    The messenger may give the same answer to the same words for `remembered_seconds`.
    """

    query: str
    choices: tuple[InlineChoice, ...] = ()
    remembered_seconds: int = 0
    kind: Literal["answer inline"] = "answer inline"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An action that this version cannot read: `raw` is kept as it was written, and is never sent."""

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
