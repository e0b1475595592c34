"""Formatting, between Telegram and us."""

import pytest
from aiogram.types import MessageEntity, User
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_text import entities_of, formatted
from storage.records.content import FormattedText, Span, SpanKind, utf16_length


def entity(kind: str, offset: int, length: int, **more: object) -> MessageEntity:
    return MessageEntity.model_validate({"type": kind, "offset": offset, "length": length} | more)


class TestFormatting:
    def test_crosses_with_its_details(self) -> None:
        entities = [
            entity("bold", 0, 2),
            entity("text_link", 3, 4, url="https://example.com/"),
            entity("pre", 8, 1, language="python"),
            entity("expandable_blockquote", 8, 1),
        ]

        assert formatted("😀 link x", entities) == FormattedText(
            "😀 link x",
            (
                Span(SpanKind.BOLD, 0, 2),
                Span(SpanKind.TEXT_LINK, 3, 4, "https://example.com/"),
                Span(SpanKind.PRE, 8, 1, "python"),
                Span(SpanKind.EXPANDABLE_BLOCKQUOTE, 8, 1),
            ),
        )

    @pytest.mark.parametrize("kind", ["mention", "url", "bot_command", "a_kind_of_next_year"])
    def test_that_telegram_finds_itself_is_left_to_it(self, kind: str) -> None:
        assert formatted("hello", [entity(kind, 0, 5)]).spans == ()

    def test_that_names_people_or_emoji_sets_stays_behind(self) -> None:
        """A mention by id would reach into another chat, and custom emoji belong to premium accounts."""
        entities = [
            entity("text_mention", 0, 2, user=User(id=1, is_bot=False, first_name="A")),
            entity("custom_emoji", 0, 2, custom_emoji_id="1"),
        ]

        assert formatted("hello", entities).spans == ()

    @pytest.mark.parametrize(("offset", "length"), [(-1, 2), (0, 0), (0, 6), (5, 1)])
    def test_outside_of_the_text_is_dropped(self, offset: int, length: int) -> None:
        assert formatted("hello", [entity("bold", offset, length)]).spans == ()

    @given(st.text(min_size=1), st.data())
    def test_comes_back_as_it_went(self, text: str, data: st.DataObject) -> None:
        end = utf16_length(text)
        offset = data.draw(st.integers(0, end - 1))
        span = Span(SpanKind.UNDERLINE, offset, data.draw(st.integers(1, end - offset)))
        whole = FormattedText(text, (span,))

        assert formatted(text, [MessageEntity.model_validate(e) for e in entities_of(whole)]) == whole
