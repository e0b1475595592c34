"""A ticket's history as a few posts: who said what and when, then the files. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from handlers.desk.messages.crossing import Crossing
from handlers.desk.messages.media import name_media
from handlers.desk.messages.notes import without_mark
from handlers.desk.text.splitting import split_text
from handlers.phrases import Speech
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText, SpanKind, join_texts, styled
from storage.records.messages import Author, Message


@dataclass(frozen=True, slots=True)
class HistoryWriter:
    """Writes histories in the staff's language and the calendar's zone."""

    speech: Speech
    zone: ZoneInfo

    def posts(self, messages: Sequence[Message]) -> tuple[Crossing, ...]:
        """Joined posts of up to 4096 UTF-16 units in the order of writing, then every file as itself."""
        if not messages:
            return ()
        messages = sorted(messages, key=lambda message: message.place_in_time)
        title = styled(self.speech.say("history-title"), SpanKind.BOLD)
        whole = join_texts([title, *map(self._line, messages)], "\n\n")
        texts = (Crossing(SendContent(Content(piece))) for piece in split_text(whole))
        files = (
            Crossing(SendContent(replace(message.content, text=_words(message))), shows=(message.ref,))
            for message in messages
            if not message.content.is_plain_text
        )
        return (*texts, *files)

    def _line(self, message: Message) -> FormattedText:
        when = message.said_at.astimezone(self.zone).strftime("%d.%m %H:%M")
        inside = self.speech.say("history-note") if message.author is Author.NOTE else ""
        media = name_media(self.speech, message.content)
        who = message.author_name
        if message.author is Author.BOT:
            who = self.speech.say("history-bot")
        head = f"{when} {who}{inside}{f' [{media}]' if media else ''}"
        body = _words(message)
        return styled(head, SpanKind.BOLD) + "\n" + body if body else styled(head, SpanKind.BOLD)


def _words(message: Message) -> FormattedText:
    text = message.content.text
    return without_mark(text) if message.author is Author.NOTE else text
