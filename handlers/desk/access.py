"""Permissions, decided from the place and the author of a message."""

from collections.abc import Collection
from enum import StrEnum

from handlers.channel import ChatKind, Scene

CUSTOMERS_COMMANDS = ("human", "status", "language", "forget", "help")
"""Customers' commands, in the order of the messenger's menu; `/start` is typed by the messenger itself."""

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
    "entry",
    "find",
    "mine",
    "status",
)
"""Agents' commands, in the order of `/help`."""

MANAGERS_COMMANDS = ("faq", "words", "template", "sla", "hours", "outbox")
"""Managers' commands, in the order of `/help`; each has its line there, `manager-help-NAME`."""

MORE_FOR_MANAGERS = ("canned", "category")
"""Agents' commands with which managers can do more; they have such a line, too."""


class Role(StrEnum):
    """The role of somebody in a scene."""

    CUSTOMER = "customer"
    STAFF = "staff"
    STRANGER = "stranger"


def role_in(scene: Scene, staff_chats: Collection[str]) -> Role:
    """A customer in a private chat, staff in a staff group.

    A foreign group gets no answer.
    """
    if scene.kind is ChatKind.PRIVATE:
        return Role.CUSTOMER
    return Role.STAFF if scene.chat in staff_chats else Role.STRANGER


def is_manager(person: str, managers: Collection[str]) -> bool:
    """Return True if the settings name the person as a manager; their own claims do not count."""
    return person in managers
