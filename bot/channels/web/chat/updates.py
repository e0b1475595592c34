"""A visitor's actions, as the inbox stores them and as the desk understands them. Pure.

The browser names what it sends, so that a repeat is recognised; the inbox's number is made from that name.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.channels.commands import parse_command
from handlers.channel import ButtonPressed, ChatKind, Inbound, MessageWritten, Person, Scene
from handlers.errors import UpdateUnreadable
from storage.records.content import Content
from storage.records.message_refs import MessageRef
from storage.records.updates import Patience, RawUpdate
from storage.web.chat import WebVisitor

SOURCE = "web"


def address_of(visitor_id: str) -> str:
    """The address of a visitor's chat, and so of the visitor."""
    return f"{SOURCE}:{visitor_id}"


def visitor_at(address: str) -> str:
    """The visitor behind an address of the web chat."""
    return address.removeprefix(f"{SOURCE}:")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorAct:
    """An action of a visitor, with their name and language at that time."""

    visitor: str
    name: str
    language: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(VisitorAct):
    """A visitor's message."""

    message: str
    content: Content
    reply_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(VisitorAct):
    """A visitor's press of a button under `message`."""

    press: str
    message: str
    data: str


_WRITTEN = TypeAdapter(Written)
_PRESSED = TypeAdapter(Pressed)


def written_update(
    visitor: WebVisitor,
    message_id: str,
    content: Content,
    *,
    reply_to: str | None,
    now: datetime,
) -> RawUpdate:
    """A message for the inbox."""
    written = Written(
        visitor=visitor.id,
        name=visitor.name or "",
        language=visitor.language,
        message=message_id,
        content=content,
        reply_to=reply_to,
        at=now,
    )
    is_command = parse_command(content.text.text) is not None
    patience = Patience.NONE if is_command else Patience.BURST
    return _update(visitor, message_id, patience, {"written": _WRITTEN.dump_python(written, mode="json")})


def pressed_update(
    visitor: WebVisitor, press_id: str, message_id: str, data: str, now: datetime
) -> RawUpdate:
    """A press for the inbox."""
    pressed = Pressed(
        visitor=visitor.id,
        name=visitor.name or "",
        language=visitor.language,
        press=press_id,
        message=message_id,
        data=data,
        at=now,
    )
    return _update(visitor, press_id, Patience.NONE, {"pressed": _PRESSED.dump_python(pressed, mode="json")})


def _update(visitor: WebVisitor, name: str, patience: Patience, raw: dict[str, Any]) -> RawUpdate:
    """Make the update; `name` is the browser's name for the action."""
    return RawUpdate(
        source=SOURCE,
        update_id=_number(visitor.id, name),
        lane=address_of(visitor.id),
        patience=patience,
        album=None,
        raw=raw,
    )


def translate(raw: dict[str, Any]) -> Inbound:
    """Translate a stored update. Raises `UpdateUnreadable`."""
    try:
        if "pressed" in raw:
            return _press(_PRESSED.validate_python(raw["pressed"]))
        return _message(_WRITTEN.validate_python(raw.get("written")))
    except ValidationError as error:
        raise UpdateUnreadable(f"{error.error_count()} faults in an update of the web chat") from error


def _message(written: Written) -> MessageWritten:
    chat = address_of(written.visitor)
    return MessageWritten(
        sender=_person(written),
        scene=Scene(chat, ChatKind.PRIVATE),
        ref=MessageRef(chat, written.message),
        content=written.content,
        at=written.at,
        command=parse_command(written.content.text.text),
        reply_to=MessageRef(chat, written.reply_to) if written.reply_to else None,
    )


def _press(pressed: Pressed) -> ButtonPressed:
    chat = address_of(pressed.visitor)
    return ButtonPressed(
        sender=_person(pressed),
        scene=Scene(chat, ChatKind.PRIVATE),
        ref=MessageRef(chat, pressed.message),
        data=pressed.data,
        query=pressed.press,
        at=pressed.at,
    )


def _person(act: VisitorAct) -> Person:
    return Person(address=address_of(act.visitor), given_name=act.name, language=act.language)


def _number(visitor_id: str, name: str) -> int:
    """63 bits: the size of a database's integer column."""
    return int.from_bytes(sha256(f"{visitor_id}/{name}".encode()).digest()[:8]) >> 1
