"""Notes of agents: what stays in the topic, and how it reads."""

from handlers.desk.text.splitting import piece_of
from storage.records.content import FormattedText

NOTE_MARK = "//"
"""At the beginning of a message: it is a note. In the topic it stands as it was written."""


def is_marked(text: str) -> bool:
    """Whether the message says by its mark that it is a note."""
    return text.lstrip().startswith(NOTE_MARK)


def without_mark(note: FormattedText) -> FormattedText:
    """What the note says, formatting kept, where it is shown as a note already."""
    if not is_marked(note.text):
        return note
    words = note.text.lstrip().removeprefix(NOTE_MARK).lstrip()
    return piece_of(note, len(note.text) - len(words), len(note.text))
