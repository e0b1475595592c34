"""A ticket's history as posts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.messages.crossing import Crossing
from handlers.desk.messages.transcript import HistoryWriter
from handlers.phrases import Phrases
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText, Media, MediaKind, Span, SpanKind, utf16_length
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WRITER = HistoryWriter(Phrases.load().in_language("ru"), ZoneInfo("Europe/Moscow"))
PHOTO = Content(FormattedText("вот"), media=Media(MediaKind.PHOTO, "p"))


def said(content: Content | str, author: Author = Author.CUSTOMER, *, number: int = 1) -> Message:
    content = Content(FormattedText(content)) if isinstance(content, str) else content
    name = "Анна" if author is Author.CUSTOMER else "Борис"
    return Message(MessageRef("telegram:42", str(number)), 1, author, name, content, NOW)


def contents(posts: tuple[Crossing, ...]) -> list[Content]:
    return [post.action.content for post in posts if isinstance(post.action, SendContent)]


class TestAHistory:
    def test_says_who_said_what_and_when(self) -> None:
        posts = WRITER.posts(
            [said("не открывается"), said("смотрю", Author.AGENT), said("важный", Author.NOTE)]
        )

        (whole,) = contents(posts)
        assert whole.text.text == (
            "История обращения\n\n"
            "23.11 10:00 Анна\nне открывается\n\n"
            "23.11 10:00 Борис\nсмотрю\n\n"
            "23.11 10:00 Борис (заметка)\nважный"
        )

    def test_stands_in_the_order_of_writing_with_its_moments(self) -> None:
        """A customer's words are read when the burst is over; the agent's reply did not wait."""
        heard_late = replace(said("и почта тоже"), at=NOW + SECOND * 62, written_at=NOW + SECOND * 59)
        reply = replace(said("смотрю", Author.AGENT), at=NOW + SECOND * 61)

        (whole,) = contents(WRITER.posts([said("не открывается"), reply, heard_late]))

        assert whole.text.text == (
            "История обращения\n\n"
            "23.11 10:00 Анна\nне открывается\n\n"
            "23.11 10:00 Анна\nи почта тоже\n\n"
            "23.11 10:01 Борис\nсмотрю"
        )

    def test_shows_what_came_within_one_second_as_it_was_heard(self) -> None:
        """Messengers tell whole seconds: a reply is not older than what the bot said just before it."""
        of_the_bot = replace(said("Приняли в работу", Author.BOT), at=NOW + SECOND * 0.7)
        reply = replace(said("смотрю", Author.AGENT), at=NOW + SECOND * 0.9, written_at=NOW)

        (whole,) = contents(WRITER.posts([of_the_bot, reply]))

        assert whole.text.text.endswith("Приняли в работу\n\n23.11 10:00 Борис\nсмотрю")

    def test_shows_a_note_without_the_mark_that_made_it_one(self) -> None:
        marked = Content(FormattedText(" // 😀 важный", (Span(SpanKind.BOLD, 7, 6),)))

        (whole,) = contents(WRITER.posts([said(marked, Author.NOTE), said("// как есть")]))

        assert "(заметка)\n😀 важный\n" in whole.text.text
        assert whole.text.text.endswith("Анна\n// как есть")
        bold = whole.text.spans[-2]
        units = whole.text.text.encode("utf-16-le")
        assert units[bold.offset * 2 : (bold.offset + bold.length) * 2].decode("utf-16-le") == "важный"

    def test_of_nothing_is_nothing(self) -> None:
        assert WRITER.posts([]) == ()

    def test_keeps_formatting_on_its_characters(self) -> None:
        bold = Content(FormattedText("😀 не открывается", (Span(SpanKind.ITALIC, 3, 2),)))

        (whole,) = contents(WRITER.posts([said(bold)]))

        italic = next(span for span in whole.text.spans if span.kind is SpanKind.ITALIC)
        units = whole.text.text.encode("utf-16-le")
        assert units[italic.offset * 2 : (italic.offset + italic.length) * 2].decode("utf-16-le") == "не"

    def test_names_files_and_sends_them_behind_as_themselves(self) -> None:
        posts = WRITER.posts([said("раз", number=1), said(PHOTO, number=2), said("два", number=3)])

        text, file = contents(posts)
        assert "23.11 10:00 Анна [фото]\nвот" in text.text.text
        assert file == PHOTO
        assert posts[-1].shows == (MessageRef("telegram:42", "2"),)

    @given(st.lists(st.integers(0, 5000), min_size=1, max_size=8))
    def test_goes_in_as_few_posts_as_it_fits(self, lengths: list[int]) -> None:
        messages = [said("слово " * (length // 6), number=n) for n, length in enumerate(lengths)]

        pieces = [content.text.text for content in contents(WRITER.posts(messages))]

        assert all(utf16_length(piece) <= 4096 for piece in pieces)
        assert len(pieces) <= 1 + sum(map(len, pieces)) // 2048
        assert " ".join(pieces).split().count("слово") == sum(length // 6 for length in lengths)
