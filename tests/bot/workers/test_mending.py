"""Letters in a form that a messenger takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.workers.mending import LONGEST_CAPTION, in_pieces, without_formatting
from handlers.desk.text.splitting import LONGEST_REPEATABLE
from storage.records.actions import Button, EditContent, OpenTopic, SendAlbum, SendContent
from storage.records.content import Content, FormattedText, Media, MediaKind, SpanKind, styled, utf16_length
from storage.records.letters import Destination, Letter
from storage.records.message_refs import MessageRef

PHOTO = Media(MediaKind.PHOTO, "file")
REF = MessageRef("telegram:42", "5")
BUTTONS = ((Button("Take", "take:7:1"),),)


def letter(action: SendContent | SendAlbum | EditContent | OpenTopic) -> Letter:
    return Letter(
        to=Destination("telegram:-1001", ticket=7), action=action, language="en", shows=(REF,), replaces="k"
    )


def text_of(action: object) -> str:
    assert isinstance(action, SendContent | EditContent)
    return action.content.text.text


class TestPieces:
    @given(st.text(min_size=1, max_size=300).map(lambda words: words * 40))
    def test_fit_and_say_the_same(self, words: str) -> None:
        pieces = in_pieces(letter(SendContent(Content(FormattedText(words)))))
        texts = [text_of(piece.action) for piece in pieces]

        if len(pieces) > 1:
            assert all(utf16_length(text) <= LONGEST_REPEATABLE for text in texts)
        assert "".join("".join(texts).split()) == "".join(words.split())

    def test_keep_the_reply_at_the_front_and_the_buttons_at_the_end(self) -> None:
        first, last = in_pieces(
            letter(SendContent(Content(FormattedText("a" * 5000)), BUTTONS, reply_to=REF))
        )

        assert isinstance(first.action, SendContent)
        assert isinstance(last.action, SendContent)
        assert (first.action.reply_to, first.action.buttons) == (REF, ())
        assert (last.action.reply_to, last.action.buttons) == (None, BUTTONS)

    def test_are_numbered_and_none_replaces_another(self) -> None:
        pieces = in_pieces(letter(SendContent(Content(FormattedText("a" * 9000)))))

        assert [piece.part for piece in pieces] == [0, 1, 2]
        assert {piece.replaces for piece in pieces} == {None}
        assert {piece.shows for piece in pieces} == {(REF,)}

    def test_of_a_long_caption_follow_the_file(self) -> None:
        caption = FormattedText("a" * (LONGEST_CAPTION + 1))
        file, words = in_pieces(letter(SendContent(Content(caption, media=PHOTO), BUTTONS)))

        assert file.action == SendContent(Content(media=PHOTO))
        assert words.action == SendContent(Content(caption), BUTTONS)

    def test_of_an_albums_long_captions_follow_the_album(self) -> None:
        caption = FormattedText("a" * (LONGEST_CAPTION + 1))
        short = Content(FormattedText("short"), media=PHOTO)
        album, words = in_pieces(letter(SendAlbum((Content(caption, media=PHOTO), short))))

        assert album.action == SendAlbum((Content(media=PHOTO), short))
        assert words.action == SendContent(Content(caption))

    def test_of_an_edit_begin_with_the_edit(self) -> None:
        edit, rest = in_pieces(letter(EditContent(REF, Content(FormattedText("a" * 5000)), BUTTONS)))

        assert isinstance(edit.action, EditContent)
        assert rest.action == SendContent(Content(FormattedText("a" * (5000 - LONGEST_REPEATABLE))), BUTTONS)

    def test_are_the_letter_itself_where_nothing_can_be_cut(self) -> None:
        opening = letter(OpenTopic("a" * 500))

        assert in_pieces(opening) == (opening,)


class TestWithoutFormatting:
    def test_the_words_stay(self) -> None:
        bold = Content(styled("hello", SpanKind.BOLD))

        plain = Content(FormattedText("hello"))
        assert without_formatting(letter(SendContent(bold))).action == SendContent(plain)
        assert without_formatting(letter(EditContent(REF, bold))).action == EditContent(REF, plain)
        assert without_formatting(letter(SendAlbum((bold, bold)))).action == SendAlbum((plain, plain))
