"""The one-message form of an FAQ entry.

    Как получить доступ к FTP?
    ~ не пускает на фтп
    ~ ftp пароль

    Откройте личный кабинет → «Доступы».

The question, the other ways to ask it behind `~`, an empty line, the answer.
"""

from dataclasses import dataclass

from faq.exchange_rows import MAX_ALTERNATIVES_CHARACTERS, join_alternatives
from storage.records.content import utf16_length
from storage.records.faq import FaqRecord

PHRASING_MARK = "~"

# A question is a line or two; an answer must fit one message (in UTF-16 units, as messengers count).
LONGEST_QUESTION = 500
LONGEST_ANSWER = 4000
MOST_PHRASINGS = 200


@dataclass(frozen=True, slots=True)
class FaqBlock:
    """The parts of the form; missing ones are empty."""

    question: str = ""
    alternatives: tuple[str, ...] = ()
    answer: str = ""

    @property
    def is_complete(self) -> bool:
        """True if an entry can be saved."""
        return bool(self.question and self.answer)

    def fault(self, record: FaqRecord | None = None) -> str | None:
        """The key of the phrase that says what is wrong with it; None if it can be saved.

        A text already in the `record` is no fault: an import takes longer texts than the form.
        """
        stands = {record.question, *record.alternatives} if record else set()
        if any(len(text) > LONGEST_QUESTION for text in {self.question, *self.alternatives} - stands):
            return "faq-question-too-long"
        if utf16_length(self.answer) > LONGEST_ANSWER and not (record and self.answer == record.answer):
            return "faq-answer-too-long"
        if record and self.alternatives == record.alternatives:
            return None
        if len(self.alternatives) > MOST_PHRASINGS:
            return "faq-too-many-phrasings"
        # Together they must fit in one cell of a file.
        if len(join_alternatives(self.alternatives)) > MAX_ALTERNATIVES_CHARACTERS:
            return "faq-phrasings-too-long"
        return None


def parse_block(text: str) -> FaqBlock:
    """Read the form. Without an empty line the answer begins at the first line after the phrasings."""
    lines = text.strip().splitlines()
    asked: list[str] = []
    while lines and lines[0].strip() and not lines[0].lstrip().startswith(PHRASING_MARK):
        asked.append(lines.pop(0).strip())
    phrasings: list[str] = []
    while lines and (lines[0].lstrip().startswith(PHRASING_MARK) or not lines[0].strip()):
        line = lines.pop(0).strip()
        if not line:
            break
        phrasings.append(line)
    answer = "\n".join(lines).strip()
    return FaqBlock(" ".join(asked), parse_phrasings("\n".join(phrasings)), answer)


def has_phrasings(text: str) -> bool:
    """Return True if a line has the mark of other phrasings: the text is the form, or a part of it."""
    return any(line.lstrip().startswith(PHRASING_MARK) for line in text.splitlines())


def one_line(text: str) -> str:
    """A question or a phrasing as the form holds it: white space folded."""
    return " ".join(text.split())


def parse_phrasings(text: str) -> tuple[str, ...]:
    """One phrasing per line, with or without the mark; each once."""
    lines = (line.strip().removeprefix(PHRASING_MARK).strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
