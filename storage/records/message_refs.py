"""Names of messages: the messengers' own, and ours for posts that we want to find again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class MessageRef:
    """A message by its messenger's own name: the chat's address and the message's id in it.

    A post that we want to find again before its id is known has a name of our own, for instance
    `card_of(12)`.
    """

    chat: str
    message: str


def card_of(ticket: int) -> MessageRef:
    """Our own name for a ticket's card."""
    return MessageRef(f"ticket:{ticket}", "card")


def notices_of(ticket: int) -> MessageRef:
    """Our own name for all that the bot itself says to the staff of a ticket."""
    return MessageRef(f"ticket:{ticket}", "notice")


_HINT = "hint:"


def hint_of(ticket: int, hint: int) -> MessageRef:
    """Our own name for a hint to the staff about the words of a reply."""
    return MessageRef(f"ticket:{ticket}", f"{_HINT}{hint}")


def names_a_hint(ref: MessageRef) -> bool:
    """Return True for the name of a hint."""
    return ref.message.startswith(_HINT)


def acknowledgement_of(ticket: int) -> MessageRef:
    """Our own name for the acknowledgement of a ticket."""
    return MessageRef(f"ticket:{ticket}", "acknowledgement")


def clarification_of(ticket: int) -> MessageRef:
    """Our own name for the clarifying questions about a ticket."""
    return MessageRef(f"ticket:{ticket}", "clarification")
