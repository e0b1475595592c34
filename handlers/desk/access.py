"""Who may do what, decided from where something was said and by whom."""

from collections.abc import Collection
from enum import StrEnum

from handlers.channel import ChatKind, Scene

AGENTS_COMMANDS = (
    "take",
    "assign",
    "transfer",
    "escalate",
    "waiting",
    "priority",
    "category",
    "tier",
    "close",
    "reopen",
    "note",
    "delete",
    "join",
    "ban",
    "unban",
    "canned",
    "find",
    "mine",
    "status",
)
"""Commands of agents, in the order in which `/help` tells them."""

MANAGERS_COMMANDS = ("faq", "words", "template", "sla", "hours", "outbox")
"""In the order in which `/help` tells them; each has its line there, `manager-help-NAME`."""

MORE_FOR_MANAGERS = ("canned", "category")
"""Commands of agents with which managers can do more; the same kind of line tells what."""


class Role(StrEnum):
    """In which capacity somebody acts in a scene."""

    CUSTOMER = "customer"
    STAFF = "staff"
    STRANGER = "stranger"


def role_in(scene: Scene, staff_chats: Collection[str]) -> Role:
    """A private chat makes a customer, a staff group makes staff.

    A foreign group is answered with silence.
    """
    if scene.kind is ChatKind.PRIVATE:
        return Role.CUSTOMER
    return Role.STAFF if scene.chat in staff_chats else Role.STRANGER


def is_manager(person: str, managers: Collection[str]) -> bool:
    """Managers are named by the settings, never by what somebody says of themselves."""
    return person in managers
