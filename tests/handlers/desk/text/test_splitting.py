"""Long texts in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.text.characters import tears_character
from handlers.desk.text.splitting import split_text
from storage.records.content import FormattedText, Span, SpanKind, utf16_length

FAMILY = "👨‍👩‍👧"

CHARACTERS = st.sampled_from(["а", "b", " ", "\n", ".", "😀", "й\u0301", FAMILY, "🇷🇺"])
TEXTS = st.lists(CHARACTERS, max_size=60).map("".join)


@st.composite
def formatted_texts(draw: st.DrawFn) -> FormattedText:
    text = draw(TEXTS | st.text(max_size=120))
    size = utf16_length(text)
    borders = draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), max_size=4))
    kinds = list(SpanKind)
    spans = (
        Span(kind, min(pair), abs(pair[0] - pair[1])) for kind, pair in zip(kinds, borders, strict=False)
    )
    return FormattedText(text, tuple(span for span in spans if span.length))


def looks(whole: FormattedText) -> list[tuple[str, frozenset[SpanKind]]]:
    """Each visible UTF-16 unit with the kinds of formatting over it."""
    units = [unit for character in whole.text for unit in [character] * utf16_length(character)]
    return [
        (unit, frozenset(span.kind for span in whole.spans if span.offset <= at < span.offset + span.length))
        for at, unit in enumerate(units)
        if not unit.isspace()
    ]


class TestALongText:
    @pytest.mark.parametrize(
        ("text", "pieces"),
        [
            ("first part\n\nthe second one", ["first part", "the second one"]),
            ("a paragraph.\nsecond line and so", ["a paragraph.", "second line and so"]),
            ("One sentence. Another", ["One sentence.", "Another"]),
            ("several words stand here", ["several words stand", "here"]),
            ("a" * 45, ["a" * 20, "a" * 20, "a" * 5]),
            ("x" * 19 + FAMILY, ["x" * 19, FAMILY]),
            ("😀" * 11, ["😀" * 10, "😀"]),
            ("  \n short \n            ", ["short"]),
            (" \n", []),
        ],
        ids=["paragraph", "line", "sentence", "word", "character", "joined", "astral", "trimmed", "blank"],
    )
    def test_is_cut_at_the_best_border(self, text: str, pieces: list[str]) -> None:
        assert [piece.text for piece in split_text(FormattedText(text), 20)] == pieces

    def test_formatting_is_cut_with_it(self) -> None:
        bold = FormattedText("😀 bold words here", (Span(SpanKind.BOLD, 3, 15),))
        assert split_text(bold, 10) == (
            FormattedText("😀 bold", (Span(SpanKind.BOLD, 3, 4),)),
            FormattedText("words here", (Span(SpanKind.BOLD, 0, 10),)),
        )


class TestAnyText:
    @given(formatted_texts(), st.integers(2, 40))
    def test_pieces_fit_and_lose_nothing_but_white_space(self, whole: FormattedText, limit: int) -> None:
        pieces = split_text(whole, limit)
        assert all(0 < utf16_length(piece.text) <= limit for piece in pieces)
        assert [unit for piece in pieces for unit in looks(piece)] == looks(whole)

    @given(TEXTS, st.integers(8, 40))
    def test_no_character_is_torn(self, text: str, limit: int) -> None:
        at = 0
        for piece in split_text(FormattedText(text), limit):
            at = text.index(piece.text, at)
            assert not tears_character(text, at)
            at += len(piece.text)
            assert not tears_character(text, at)

    @given(formatted_texts())
    def test_a_text_that_fits_is_one_piece(self, whole: FormattedText) -> None:
        assert len(split_text(whole)) <= 1
