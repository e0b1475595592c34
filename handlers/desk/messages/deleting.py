"""Rules for deleting our messages at a messenger. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.records.events import Event, EventKind
from storage.records.message_refs import MessageRef

_TELEGRAM = "telegram:"

DELETABLE_FOR = timedelta(hours=48)
"""How long Telegram lets a bot delete its messages: https://core.telegram.org/bots/api#deletemessage"""


def is_deletable(chat: str, said_at: datetime, now: datetime) -> bool:
    """Return True if our message from `said_at` can be deleted; in our own web chat always."""
    return not chat.startswith(_TELEGRAM) or now - said_at < DELETABLE_FOR


def taken_back(events: Iterable[Event]) -> frozenset[MessageRef]:
    """The replies that agents took back, from a ticket's events."""
    return frozenset(
        MessageRef(event.details["chat"], event.details["message"])
        for event in events
        if event.kind is EventKind.TAKEN_BACK and "message" in event.details
    )
