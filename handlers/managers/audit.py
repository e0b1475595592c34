"""The audit trail for readers: who changed what about the desk itself, and when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.phrases import Speech
from storage.books import Books

COMMAND_LINE = "command line"
"""The author of an operator's changes in a shell."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change. `who` is a name, empty if none is known; `what` is the note's own English key.

    `details`: numbers and names of things, never a customer's words.
    """

    id: int
    at: datetime
    address: str
    who: str
    what: str
    details: Mapping[str, str]


async def latest_changes(
    books: Books, *, before: int | None = None, limit: int = 50
) -> tuple[AuditEntry, ...]:
    """The latest changes, the newest first; for an earlier page, those with an id below `before`."""
    notes = await books.audit.latest(before=before, limit=limit)
    names = await staff_names(books, {note.by for note in notes})
    return tuple(
        AuditEntry(note.id, note.at, note.by, names.get(note.by, ""), note.what, note.details)
        for note in notes
    )


async def staff_names(books: Books, addresses: Collection[str]) -> Mapping[str, str]:
    """The names by address, of those seen in a staff chat or known at the desk."""
    seen = await books.staff.names_of(addresses)
    at_desk = {address: address.partition(":")[2] for address in addresses if address not in seen}
    users = await books.desk_users.names_of(set(at_desk.values()))
    return seen | {address: users[user] for address, user in at_desk.items() if user in users}


def say_change(speech: Speech, what: str) -> str:
    """The change in the reader's language; a note without a phrase is shown by its key."""
    phrase = f"audit-{what.replace(' ', '-')}"
    return speech.say(phrase) if phrase in speech.phrases else what


def say_who(speech: Speech, change: AuditEntry) -> str:
    """The author's name, or the address if it is unknown."""
    if change.address == COMMAND_LINE:
        return speech.say("audit-by-command-line")
    return change.who or change.address


def say_details(speech: Speech, details: Mapping[str, str]) -> str:
    """`tier: vip, priority: 1` in the reader's language; a key without a phrase is shown as it is."""
    known = speech.phrases
    named = ((f"audit-detail-{key}", key, value) for key, value in details.items())
    return ", ".join(
        f"{speech.say(phrase) if phrase in known else key}: {value}" for phrase, key, value in named
    )
