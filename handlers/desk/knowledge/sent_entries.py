"""FAQ entries among the replies of a ticket: how such a reply is named, and which of them stand."""

from collections.abc import Iterable

from storage.records.messages import Author, Message
from storage.records.tickets import Ticket

_KIND = "entry"


def name_of_sent(entry: int, ticket: Ticket) -> str:
    """Name the reply anew in each version of the ticket: what was taken back may be sent again."""
    return f"{_KIND}:{entry}:{ticket.version}"


def is_with_customer(said: Iterable[Message], entry: int) -> bool:
    """Return True if an agent sent the entry in these messages and nobody took it back."""
    return any(
        message.author is Author.AGENT and message.ref.message.split(":")[:2] == [_KIND, str(entry)]
        for message in said
    )
