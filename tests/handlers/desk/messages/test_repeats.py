"""The mark of a possible repeat."""

import pytest

from handlers.desk.messages.repeats import mark_as_repeat
from storage.records.actions import (
    Action,
    AnswerPress,
    Button,
    DeleteMessage,
    EditContent,
    OpenTopic,
    RenameTopic,
    SendAlbum,
    SendContent,
)
from storage.records.content import Content, FormattedText, Location, Media, MediaKind, Span, SpanKind
from storage.records.message_refs import MessageRef

MARK = "↻ Возможно, повтор"
REF = MessageRef("telegram:42", "7")


def photo(caption: str = "", file_id: str = "p") -> Content:
    return Content(FormattedText(caption), media=Media(MediaKind.PHOTO, file_id))


def test_stands_in_front_of_a_text_whose_formatting_follows() -> None:
    buttons = ((Button("Взять", "take:1:1"),),)
    before = FormattedText("важно", (Span(SpanKind.BOLD, 0, 5),))
    after = FormattedText(f"{MARK}\nважно", (Span(SpanKind.BOLD, len(MARK) + 1, 5),))

    marked = mark_as_repeat(SendContent(Content(before), buttons, reply_to=REF), MARK)

    assert marked == SendContent(Content(after), buttons, reply_to=REF)


def test_stands_in_the_caption_of_a_file() -> None:
    assert mark_as_repeat(SendContent(photo("вот")), MARK) == SendContent(photo(f"{MARK}\nвот"))
    assert mark_as_repeat(SendContent(photo()), MARK) == SendContent(photo(MARK))


def test_stands_in_an_edit_too() -> None:
    edit = EditContent(REF, Content(FormattedText("важно")))

    assert mark_as_repeat(edit, MARK) == EditContent(REF, Content(FormattedText(f"{MARK}\nважно")))


def test_stands_once_in_an_album() -> None:
    album = SendAlbum((photo("раз", "1"), photo("два", "2")))

    assert mark_as_repeat(album, MARK) == SendAlbum((photo(f"{MARK}\nраз", "1"), photo("два", "2")))


@pytest.mark.parametrize(
    "action",
    [
        SendContent(Content(media=Media(MediaKind.STICKER, "s"))),
        SendContent(Content(media=Media(MediaKind.VIDEO_NOTE, "v"))),
        SendContent(Content(location=Location(55.75, 37.61))),
        DeleteMessage(REF),
        OpenTopic("№ 1"),
        RenameTopic("№ 1"),
        AnswerPress("q", "готово"),
    ],
    ids=["sticker", "video note", "location", "deletion", "topic", "name", "press"],
)
def test_stays_away_from_what_can_carry_no_words_or_may_be_repeated(action: Action) -> None:
    assert mark_as_repeat(action, MARK) == action
