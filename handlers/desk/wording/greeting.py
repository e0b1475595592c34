"""The polite beginning: by name if there is one, never by a guess, and a hello once a day."""

from datetime import datetime, tzinfo

from handlers.phrases import Speech


def greet(speech: Speech, name: str | None, *, again: bool = False) -> str:
    """A greeting with an addressable name, or without one; `again`: hello was said today."""
    key = "greeting-again" if again else "greeting"
    if name is None:
        return speech.say(f"{key}-without-name")
    return speech.say(key, name=name)


def was_greeted(greeted_at: datetime | None, now: datetime, zone: tzinfo) -> bool:
    """Return True if hello was said on the same calendar day."""
    return greeted_at is not None and greeted_at.astimezone(zone).date() == now.astimezone(zone).date()
