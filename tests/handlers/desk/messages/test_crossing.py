"""How messages cross between the customer and the staff."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.messages.crossing import (
    LONGEST_CAPTION,
    Crossing,
    crossings_of_agent,
    crossings_of_customer,
    crossings_of_edit,
    masked,
    sign,
    takes_caption,
    unsigned,
    without_signature,
)
from handlers.desk.text.splitting import LONGEST_MESSAGE
from storage.records.actions import DeleteMessage, EditContent, SendAlbum, SendContent
from storage.records.content import (
    Contact,
    Content,
    FormattedText,
    Location,
    Media,
    MediaKind,
    Span,
    SpanKind,
    utf16_length,
)
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
REF = MessageRef("telegram:42", "7")
STICKER = Content(media=Media(MediaKind.STICKER, "s"))
LOCATION = Content(location=Location(55.75, 37.61))
CONTACT = Content(contact=Contact("+70000000000", "Анна"))

CHARACTERS = st.sampled_from(["а", "b", " ", "\n", "😀", ".", "👨‍👩‍👧"])
WORDS = st.lists(CHARACTERS, max_size=40).map("".join)
LONG_WORDS = st.builds(lambda words, times: words * times, WORDS, st.integers(1, 300))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=64)


@st.composite
def texts(draw: st.DrawFn) -> FormattedText:
    text = draw(WORDS | LONG_WORDS)
    size = utf16_length(text)
    start, end = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
    return FormattedText(text, (Span(SpanKind.BOLD, start, end - start),) if end > start else ())


@st.composite
def captioned(draw: st.DrawFn) -> Content:
    kinds = [kind for kind in MediaKind if takes_caption(Content(media=Media(kind, "f")))]
    kind = draw(st.sampled_from(kinds))
    caption = "я" * draw(st.integers(0, LONGEST_CAPTION))
    return Content(FormattedText(caption), media=Media(kind, "f"))


def words(text: str) -> Content:
    return Content(FormattedText(text))


def photo(caption: str = "", file_id: str = "p") -> Content:
    return Content(FormattedText(caption), media=Media(MediaKind.PHOTO, file_id))


def message(content: Content, number: int = 7, *, album: str | None = None) -> Message:
    ref = MessageRef("telegram:42", str(number))
    return Message(ref, 1, Author.CUSTOMER, "Анна", content, NOW, album=album)


def fold(parts: Sequence[str]) -> str:
    return "".join("".join(parts).split())


class TestASignedText:
    @given(texts(), NAMES)
    def test_begins_with_the_signature_and_loses_nothing(self, text: FormattedText, name: str) -> None:
        pieces = sign(Content(text), name)

        assert pieces[0].text.text.startswith(name)
        assert fold([piece.text.text for piece in pieces]) == fold([name, text.text])
        assert all(0 < utf16_length(piece.text.text) <= LONGEST_MESSAGE for piece in pieces)

    @given(texts().filter(lambda text: utf16_length(text.text) < 3000), NAMES)
    def test_keeps_its_formatting_on_its_characters(self, text: FormattedText, name: str) -> None:
        (signed,) = sign(Content(text), name) if text.text.strip() else (Content(),)
        shift = utf16_length(name) + 1
        if text.text.strip():
            assert signed.text.spans[1:] == tuple(span.moved(shift) for span in text.spans)

    @given(texts().filter(lambda text: utf16_length(text.text) < 3000), NAMES)
    def test_reads_as_it_was_written_without_the_signature(self, text: FormattedText, name: str) -> None:
        (signed,) = sign(Content(text), name)

        assert without_signature(signed.text) == text.text

    def test_without_a_signature_is_left_alone(self) -> None:
        bold = FormattedText("Важно\nпрочитать", (Span(SpanKind.BOLD, 0, 3),))

        assert without_signature(bold) == bold.text


class TestASignedFile:
    @given(captioned(), NAMES)
    def test_has_the_signature_in_its_caption_or_in_a_line_before(self, content: Content, name: str) -> None:
        *line, file = sign(content, name)

        assert file.media == content.media
        assert utf16_length(file.text.text) <= LONGEST_CAPTION
        assert fold([each.text.text for each in (*line, file)]) == fold([name, content.text.text])
        assert bool(line) == (utf16_length(f"{name}\n{content.text.text}".rstrip("\n")) > LONGEST_CAPTION)

    @pytest.mark.parametrize("content", [STICKER, LOCATION, CONTACT], ids=["sticker", "location", "contact"])
    def test_that_takes_no_caption_has_a_line_before(self, content: Content) -> None:
        line, itself = sign(content, "Борис")

        assert line.text.text == "Борис"
        assert itself == content
        assert not takes_caption(content)


class TestACustomersMessages:
    def test_cross_as_they_are(self) -> None:
        said = [message(words("раз"), 1), message(photo("два"), 2), message(STICKER, 3)]

        assert list(crossings_of_customer(said)) == [
            Crossing(SendContent(each.content), shows=(each.ref,)) for each in said
        ]

    def test_of_an_album_cross_as_one(self) -> None:
        parts = [message(photo(file_id=str(number)), number, album="a") for number in range(3)]
        around = message(words("вот"), 9)

        assert list(crossings_of_customer([around, *parts])) == [
            Crossing(SendContent(around.content), shows=(around.ref,)),
            Crossing(
                SendAlbum(tuple(part.content for part in parts)), shows=tuple(part.ref for part in parts)
            ),
        ]

    def test_of_two_albums_stay_apart(self) -> None:
        first, second = (
            [message(photo(), number, album=album) for number in numbers]
            for album, numbers in (("a", (1, 2)), ("b", (3, 4)))
        )

        sizes = [len(crossing.shows) for crossing in crossings_of_customer([*first, *second])]

        assert sizes == [2, 2]

    @given(st.integers(1, 35))
    def test_of_a_large_album_go_in_tens(self, size: int) -> None:
        parts = [message(photo(), number, album="a") for number in range(size)]

        crossings = list(crossings_of_customer(parts))

        assert [ref for crossing in crossings for ref in crossing.shows] == [part.ref for part in parts]
        for crossing in crossings:
            assert len(crossing.shows) <= 10
            assert isinstance(crossing.action, SendAlbum) == (len(crossing.shows) > 1)

    def test_that_reply_stay_replies_in_their_first_piece(self) -> None:
        reply_to = MessageRef("telegram:-1001", "5")
        said = replace(message(words("слово " * 1000)), reply_to=reply_to)

        first, *rest = crossings_of_customer([said])

        assert [crossing.part for crossing in (first, *rest)] == [0, 1]
        actions = [crossing.action for crossing in (first, *rest)]
        assert [action.reply_to for action in actions if isinstance(action, SendContent)] == [reply_to, None]

    @given(texts())
    def test_that_are_long_lose_nothing(self, text: FormattedText) -> None:
        assert fold([piece.text.text for piece in unsigned(Content(text))]) == fold([text.text])


class TestAnAgentsAlbum:
    def test_is_signed_once_in_the_first_caption(self) -> None:
        parts = [message(photo("раз", "1"), 1, album="a"), message(photo("два", "2"), 2, album="a")]

        (crossing,) = crossings_of_agent(parts, "Борис")

        assert isinstance(crossing.action, SendAlbum)
        assert [item.text.text for item in crossing.action.items] == ["Борис\nраз", "два"]
        assert crossing.shows == (parts[0].ref, parts[1].ref)

    def test_with_a_full_caption_is_signed_by_a_line_before(self) -> None:
        parts = [
            message(photo("я" * LONGEST_CAPTION, "1"), 1, album="a"),
            message(photo("", "2"), 2, album="a"),
        ]

        line, album = crossings_of_agent(parts, "Борис")

        assert line.shows == ()
        assert isinstance(album.action, SendAlbum)
        assert album.action.items[0] == parts[0].content


class TestAnEdit:
    @pytest.mark.parametrize(
        ("before", "after", "calls"),
        [
            (["а"], ["а"], []),
            (["а"], ["б"], [EditContent(REF, words("б"))]),
            (["а", "б"], ["а", "в"], [EditContent(REF, words("в"), part=1)]),
            (["а"], ["а", "б"], [SendContent(words("б"))]),
            (["а", "б", "в"], ["а"], [DeleteMessage(REF, 1), DeleteMessage(REF, 2)]),
            (["а", "б"], ["в"], [EditContent(REF, words("в")), DeleteMessage(REF, 1)]),
        ],
        ids=["none", "one piece", "the second piece", "a piece more", "two pieces less", "other and less"],
    )
    def test_of_words_touches_what_differs(
        self, before: list[str], after: list[str], calls: list[object]
    ) -> None:
        crossings = crossings_of_edit(REF, list(map(words, before)), list(map(words, after)))

        assert [crossing.action for crossing in crossings] == calls

    def test_of_a_caption_changes_the_caption(self) -> None:
        (crossing,) = crossings_of_edit(REF, [photo("вот")], [photo("вот тут")])

        assert crossing.action == EditContent(REF, photo("вот тут"))

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ([words("вот")], [photo("вот")]),
            ([photo("вот", "1")], [photo("вот", "2")]),
            ([photo("Борис\nвот")], [words("Борис"), photo("я" * 1024)]),
        ],
        ids=["words into a file", "another file", "a signature that has to leave the caption"],
    )
    def test_of_more_than_words_sends_anew(self, before: list[Content], after: list[Content]) -> None:
        """No messenger can turn one kind of message into another."""
        crossings = list(crossings_of_edit(REF, before, after))

        gone, come = crossings[: len(before)], crossings[len(before) :]
        assert [crossing.action for crossing in gone] == [DeleteMessage(REF, n) for n in range(len(before))]
        assert come == [
            Crossing(SendContent(content), shows=(REF,), part=part) for part, content in enumerate(after)
        ]

    def test_of_a_live_location_posts_nothing(self) -> None:
        moved = Content(location=Location(55.76, 37.62))

        assert list(crossings_of_edit(REF, [LOCATION], [moved])) == []

    @given(texts(), texts())
    def test_leaves_exactly_the_new_pieces(self, old: FormattedText, new: FormattedText) -> None:
        before, after = unsigned(Content(old)), unsigned(Content(new))
        stands = dict(enumerate(before))

        for crossing in crossings_of_edit(REF, before, after):
            match crossing.action:
                case EditContent(_, content, _, part):
                    assert part in stands
                    stands[part] = content
                case SendContent(content):
                    stands[crossing.part] = content
                case DeleteMessage(_, part):
                    del stands[part]

        assert stands == dict(enumerate(after))


def test_masks_keep_the_formatting_in_its_place() -> None:
    bold = Content(FormattedText("пароль: Hunter2xyz, помогите", (Span(SpanKind.BOLD, 20, 8),)))

    assert masked(bold) == Content(
        FormattedText("пароль: ••••••••••, помогите", (Span(SpanKind.BOLD, 20, 8),))
    )
