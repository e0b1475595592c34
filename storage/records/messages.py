"""Messages: what was said, by whom and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.records.content import Content
from storage.records.message_refs import MessageRef


class Author(StrEnum):
    """The author of a message."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """A message, with secrets masked. `ref` is its own place, where it was written.

    `at` is when the desk heard it, and what promises, bans and floods are measured by; `written_at` is when
    its author wrote it, if the messenger tells: a burst is read at its end, and messages written during an
    outage after it. `author_address` identifies the author, as several people may share a name; None if it is
    not known any more.
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
        """The sort key of a history: messengers report whole seconds, and it was written within that."""
        if self.said_at.microsecond:
            return self.said_at
        return min(self.said_at + timedelta(seconds=1), self.at)
