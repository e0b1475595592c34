"""Moving a ticket to another line: parses the command, and writes the summary. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.desk.messages.media import has_attachments, name_media, say_wordless
from handlers.desk.messages.notes import without_mark
from handlers.desk.reading.secrets import mask
from handlers.desk.text.characters import shorten
from handlers.desk.text.numbers import number_in
from handlers.desk.tickets.prelude import say_prelude
from handlers.errors import CommandRefused
from handlers.phrases import Speech
from storage.records.content import Content, FormattedText, SpanKind, join_texts, styled
from storage.records.messages import Author, Message
from storage.records.prelude import PreludeKind
from storage.records.tickets import Ticket

LONGEST_REASON = 500
_LONGEST_QUESTION = 300
_LONGEST_STEP = 200
_MOST_STEPS = 5
_MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Handover:
    """The line that a ticket goes to, and the reason."""

    line: int
    reason: str


def read_handover(arguments: str) -> Handover:
    """Parse `2 reason`. Raises `CommandRefused` that says how it is written."""
    line, _, reason = " ".join(arguments.split()).partition(" ")
    number = number_in(line)
    if number is None:
        raise CommandRefused("escalate-how")
    return Handover(number, checked_reason(reason))


def checked_reason(reason: str) -> str:
    """Return the reason on one line, secrets masked. Raises `CommandRefused` if it is empty."""
    folded = " ".join(reason.split())
    if not folded:
        raise CommandRefused("escalate-reason")
    if len(folded) > LONGEST_REASON:
        raise CommandRefused("escalate-reason-too-long", limit=LONGEST_REASON)
    return mask(folded)


@dataclass(frozen=True, slots=True)
class SummaryWriter:
    """Writes what the next line must know before it reads the history."""

    speech: Speech

    def summary(
        self, ticket: Ticket, order: Handover, by: str, said: Sequence[Message], details: Mapping[str, str]
    ) -> Content:
        """The summary. `ticket` is from before the move; `details` are its fields by names in words."""
        title = self.speech.say(
            "handover-title", number=ticket.number, before=str(ticket.line), after=str(order.line)
        )
        sections = [
            styled(title, SpanKind.BOLD),
            self._section("handover-reason", f"{order.reason} ({by})"),
            self._section("handover-question", self._question(ticket, said)),
            self._section("handover-tried", self._tried(ticket, said)),
            self._section("handover-customer", self._customers_words(ticket, said)),
            self._section(
                "handover-details", self._list(f"{name}: {value}" for name, value in details.items())
            ),
            self._section("handover-files", self._files(said)),
            self._section("handover-assignee", ticket.assignee_name or self.speech.say("handover-nobody")),
        ]
        return Content(join_texts(sections))

    def _section(self, heading: str, text: str) -> FormattedText:
        return styled(self.speech.say(heading), SpanKind.BOLD) + " " + text

    def _question(self, ticket: Ticket, said: Sequence[Message]) -> str:
        words = " ".join(ticket.question.split())
        if words:
            return shorten(words, _LONGEST_QUESTION)
        return say_wordless(self.speech, with_attachments=has_attachments(said))

    def _tried(self, ticket: Ticket, said: Sequence[Message]) -> str:
        """The bot's replies before the ticket, and what people said and noted since."""
        replies = [step for step in ticket.prelude if step.kind is not PreludeKind.ASKED]
        before = say_prelude(self.speech, replies)
        steps = [message for message in said if message.author in {Author.AGENT, Author.NOTE}]
        since = (
            f"{self._who(message)}: {shorten(' '.join(words.split()), _LONGEST_STEP)}"
            for message in steps[-_MOST_STEPS:]
            if (words := without_mark(message.content.text).text or self._file(message))
        )
        return self._list((*before, *since))

    def _customers_words(self, ticket: Ticket, said: Sequence[Message]) -> str:
        """The customer's words besides the question: before it, and in answer to agents."""
        question = " ".join(ticket.question.split())
        words = (" ".join(each.content.text.text.split()) for each in said if each.author is Author.CUSTOMER)
        besides = [text for text in words if text and text not in question]
        return self._list(shorten(text, _LONGEST_STEP) for text in besides[-_MOST_STEPS:])

    def _who(self, message: Message) -> str:
        mark = self.speech.say("history-note") if message.author is Author.NOTE else ""
        return message.author_name + mark

    def _files(self, said: Sequence[Message]) -> str:
        names = [name for message in said if (name := self._file(message))]
        return ", ".join(names[-_MOST_FILES:]) or self.speech.say("handover-nothing")

    def _file(self, message: Message) -> str:
        name = name_media(self.speech, message.content)
        media = message.content.media
        return f"{name} {media.file_name}" if name and media and media.file_name else name or ""

    def _list(self, lines: Iterable[str]) -> str:
        shown = "".join(f"\n• {line}" for line in lines)
        return shown or self.speech.say("handover-nothing")
