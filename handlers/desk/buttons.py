"""The data of a button: a verb, its subject, and the state that it expects.

Telegram carries at most 64 bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton). The data comes
from the person's device and may be forged: it names things, it proves nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_DATA = 64


class Verb(StrEnum):
    """The kinds of buttons."""

    HELPED = "ok"
    NOT_HELPED = "no"
    CHOOSE = "pick"
    PERSON = "man"
    TAKE = "take"
    RESOLVE = "done"
    REOPEN = "open"
    SEND_ENTRY = "send"
    SEND_AGAIN = "again"
    ARRIVED = "came"
    KIND = "kind"
    CATEGORY = "cat"
    SAVE_ANYWAY = "save"
    CANCEL = "drop"
    TEACH_LESSON = "teach"
    REFUSE_LESSON = "refuse"
    OWN_ENTRY = "own"
    LANGUAGE = "lang"
    FORGET = "forget"
    RATE = "mark"
    COME_BACK = "back"
    REWORD = "word"
    AS_IS = "asis"
    KEEP_INSIDE = "keep"


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button.

    `subject` is a question's token, or a ticket's or letter's number; `detail` is an entry, or the expected
    version.
    """

    verb: Verb
    subject: str
    detail: str = ""

    def encode(self) -> str:
        """Encode as button data. Raises ValueError if it does not fit or would not be decoded to the same."""
        data = f"{self.verb}:{self.subject}:{self.detail}"
        if len(data.encode()) > LONGEST_DATA or decode(data) != self:
            raise ValueError(f"not fit for a button: {data!r}")
        return data


def decode(data: str) -> Press | None:
    """The press encoded in `data`; None for anything that we did not make."""
    parts = data.split(":")
    if len(parts) != 3 or not parts[1]:  # noqa: PLR2004 - verb, subject, detail
        return None
    verb = next((verb for verb in Verb if verb == parts[0]), None)
    return Press(verb, parts[1], parts[2]) if verb else None
