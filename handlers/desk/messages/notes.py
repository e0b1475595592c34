"""Notes of agents, which stay in the topic."""

from handlers.desk.text.splitting import piece_of
from storage.records.content import FormattedText

NOTE_MARK = "//"
"""Marks a message as a note when at its beginning; the topic shows it as it was written."""


def is_marked(text: str) -> bool:
    """Return True if the message begins with the mark of a note."""
    return text.lstrip().startswith(NOTE_MARK)


def with_mark(words: str) -> str:
    """The words as a note: nobody takes them for a reply, in whatever place they are read."""
    return words if is_marked(words) else f"{NOTE_MARK} {words}".rstrip()


def without_mark(note: FormattedText) -> FormattedText:
    """The note without its mark, formatting kept, for places that show it as a note already."""
    if not is_marked(note.text):
        return note
    words = note.text.lstrip().removeprefix(NOTE_MARK).lstrip()
    return piece_of(note, len(note.text) - len(words), len(note.text))
