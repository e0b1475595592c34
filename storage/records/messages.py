"""What was said, by whom and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.records.content import Content
from storage.records.message_refs import MessageRef


class Author(StrEnum):
    """Who said it."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said, with secrets masked. `ref` is its own place, where it was written.

    `at` is when the desk heard it, and what promises, bans and floods are measured by; `written_at` is when
    its author wrote it, as the messenger tells, where that is known: a burst is read at its end, and what was
    written during an outage after it. `author_address` is whose it is: a name may be several people's. None
    where nobody knows any more.
    """

    ref: MessageRef
    conversation: int
    author: Author
    author_name: str
    content: Content
    at: datetime
    ticket: int | None = None
    album: str | None = None
    reply_to: MessageRef | None = None
    edited_at: datetime | None = None
    author_address: str | None = None
    written_at: datetime | None = None

    @property
    def said_at(self) -> datetime:
        """The moment that people are shown."""
        return self.written_at or self.at

    @property
    def place_in_time(self) -> datetime:
        """What a history is sorted by: messengers tell whole seconds, and it was written within that."""
        if self.said_at.microsecond:
            return self.said_at
        return min(self.said_at + timedelta(seconds=1), self.at)
