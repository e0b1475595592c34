"""The audit trail as people read it: who changed what about the desk itself, and when."""

from dataclasses import dataclass
from datetime import datetime

from handlers.phrases import Phrases
from storage.audit import AuditNote
from storage.books import Books


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change. `who` is a name, empty when none is known; `what` is the note's own English key.

    `particulars`: numbers and names of things, never a customer's words.
    """

    id: int
    at: datetime
    address: str
    who: str
    what: str
    particulars: str


async def latest_changes(
    books: Books, *, before: int | None = None, limit: int = 50
) -> tuple[AuditEntry, ...]:
    """The latest changes, the newest first; of an earlier page: those with an id below `before`."""
    notes = await books.audit.latest(before=before, limit=limit)
    names = {address: await name_of(books, address) for address in {note.by for note in notes}}
    return tuple(_entry(note, names[note.by]) for note in notes)


async def name_of(books: Books, address: str) -> str:
    """Somebody of the staff by name, seen in a staff chat or known at the desk; empty: nobody knows."""
    member = await books.staff.get(address)
    if member is not None:
        return member.name
    user = await books.desk_users.get(address.partition(":")[2])
    return user.name if user else ""


def say_change(phrases: Phrases, language: str, what: str) -> str:
    """What was changed, in the reader's language; a note that has no sentence is told by its key."""
    phrase = f"audit-{what.replace(' ', '-')}"
    return phrases.say(language, phrase) if phrase in phrases.entries(language) else what


def _entry(note: AuditNote, name: str) -> AuditEntry:
    particulars = ", ".join(f"{key}: {value}" for key, value in note.details.items())
    return AuditEntry(note.id, note.at, note.by, name, note.what, particulars)
