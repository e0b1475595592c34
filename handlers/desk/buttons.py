"""What a button brings back when it is pressed: a verb, its subject, and what it expects to find.

Telegram carries at most 64 bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton). The data comes
from the person's device and may be forged: it names things, it proves nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_DATA = 64


class Verb(StrEnum):
    """What was pressed."""

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
    """`subject` is a question's token, a ticket's or a letter's number.

    `detail` an entry, or the version expected.
    """

    verb: Verb
    subject: str
    detail: str = ""

    def encode(self) -> str:
        """As button data. Raises ValueError when it would not fit or not come back as it was."""
        data = f"{self.verb}:{self.subject}:{self.detail}"
        if len(data.encode()) > LONGEST_DATA or decode(data) != self:
            raise ValueError(f"not fit for a button: {data!r}")
        return data


def decode(data: str) -> Press | None:
    """The press that `data` stands for; None for anything that we did not make."""
    parts = data.split(":")
    if len(parts) != 3 or not parts[1]:  # noqa: PLR2004 - verb, subject, detail
        return None
    verb = next((verb for verb in Verb if verb == parts[0]), None)
    return Press(verb, parts[1], parts[2]) if verb else None
