"""A customer's lines in one post: each stays whole, in its place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.messages.joining import MOST_SPANS, join_waiting
from handlers.desk.text.splitting import LONGEST_REPEATABLE
from storage.records.actions import Action, Button, EditContent, SendContent
from storage.records.content import (
    Content,
    FormattedText,
    Media,
    MediaKind,
    SpanKind,
    styled,
    utf16_length,
)
from storage.records.letters import Destination, Letter, LetterState, PostedLetter, Urgency
from storage.records.message_refs import MessageRef

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
ANNA = "telegram:42"


def line(number: int, text: FormattedText | str = "a line", **fields: object) -> PostedLetter:
    """Message `number` of Anna, on its way to the topic."""
    words = text if isinstance(text, FormattedText) else FormattedText(text)
    letter = Letter(
        to=Destination("telegram:-1001", ticket=1),
        action=SendContent(Content(words)),
        language="en",
        urgency=Urgency.CUSTOMER_WORDS,
        shows=(MessageRef(ANNA, str(number)),),
        ticket=1,
    )
    state = LetterState.SENDING if number == 0 else LetterState.WAITING
    return PostedLetter(number, replace(letter, **fields), state, 1, NOW, NOW)  # type: ignore[arg-type]  # any field


def text_of(letter: Letter) -> FormattedText:
    assert isinstance(letter.action, SendContent)
    return letter.action.content.text


texts = st.lists(
    st.builds(
        lambda plain, bold: FormattedText(plain) + styled(bold, SpanKind.BOLD),
        st.text(max_size=30),
        st.text(min_size=1, max_size=30),
    ),
    min_size=1,
    max_size=150,
)


class TestLines:
    def test_make_one_post_that_shows_all_of_them(self) -> None:
        bold = styled("now", SpanKind.BOLD)

        letter, count = join_waiting(line(0, "my ftp 😀"), [line(1, "is down"), line(2, bold)])

        assert count == 2
        assert text_of(letter) == FormattedText("my ftp 😀\nis down\n") + bold
        assert [ref.message for ref in letter.shows] == ["0", "1", "2"]

    @given(texts)
    def test_stand_whole_and_in_order(self, said: list[FormattedText]) -> None:
        first, *waiting = [line(number, text) for number, text in enumerate(said)]

        letter, count = join_waiting(first, waiting)

        whole, joined = text_of(letter), said[: count + 1]
        assert whole.text == "\n".join(text.text for text in joined)
        assert [ref.message for ref in letter.shows] == [str(number) for number in range(count + 1)]
        bold = [_stretch(whole.text, span.offset, span.length) for span in whole.spans]
        assert bold == [
            _stretch(text.text, span.offset, span.length) for text in joined for span in text.spans
        ]

    @given(texts)
    def test_are_as_many_as_fit_and_no_more(self, said: list[FormattedText]) -> None:
        first, *waiting = [line(number, text) for number, text in enumerate(said)]

        letter, count = join_waiting(first, waiting)

        whole = text_of(letter)
        assert count == 0 or (
            utf16_length(whole.text) <= LONGEST_REPEATABLE and len(whole.spans) <= MOST_SPANS
        )
        if count < len(waiting):
            longer = whole + "\n" + said[count + 1]
            assert utf16_length(longer.text) > LONGEST_REPEATABLE or len(longer.spans) > MOST_SPANS


def _stretch(text: str, offset: int, length: int) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


PHOTO = Content(FormattedText("look"), media=Media(MediaKind.PHOTO, "file"))
REPLY = SendContent(Content(FormattedText("that")), reply_to=MessageRef(ANNA, "1"))
BUTTONS = SendContent(Content(FormattedText("card")), buttons=((Button("Take", "take"),),))
EDIT = EditContent(MessageRef(ANNA, "1"), Content(FormattedText("other words")))


class TestWhatIsMoreThanALine:
    @pytest.mark.parametrize(
        "other",
        [
            line(2, action=SendContent(PHOTO)),
            line(2, action=REPLY),
            line(2, action=BUTTONS),
            line(2, action=EDIT, shows=()),
            line(2, urgency=Urgency.NOTICE),
            line(2, shows=()),
            line(2, shows=(MessageRef("telegram:43", "2"),)),
            line(2, part=1),
            replace(line(2), state=LetterState.IN_DOUBT, may_be_repeat=True),
        ],
        ids=["photo", "reply", "buttons", "edit", "notice", "own words", "another's", "piece", "in doubt"],
    )
    def test_ends_the_post(self, other: PostedLetter) -> None:
        _, count = join_waiting(line(0), [line(1), other, line(3)])

        assert count == 1

    @pytest.mark.parametrize(
        "action", [SendContent(PHOTO), REPLY, BUTTONS, EDIT], ids=["photo", "reply", "buttons", "edit"]
    )
    def test_stays_by_itself(self, action: Action) -> None:
        first = line(0, action=action)

        assert join_waiting(first, [line(1)]) == (first.letter, 0)

    def test_is_a_copy_that_may_be_a_repeat(self) -> None:
        first = replace(line(0), may_be_repeat=True)

        assert join_waiting(first, [line(1)]) == (first.letter, 0)

    def test_is_a_text_that_was_split(self) -> None:
        first, rest = line(1), replace(line(2, part=1), letter=line(1, part=1).letter)

        assert join_waiting(first, [rest, line(3)]) == (first.letter, 0)
        assert join_waiting(line(0), [first, rest]) == (line(0).letter, 0)
