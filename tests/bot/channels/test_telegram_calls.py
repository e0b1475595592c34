"""Letters as calls of the Bot API: what no double needs to be asked about."""

import pytest

from bot.channels.telegram_calls import BotApiCall, call_for, delivered
from handlers.channel import Delivered
from handlers.errors import InDoubt, Refused
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
    SetButtons,
)
from storage.records.content import Content, FormattedText, Location, Media, MediaKind
from storage.records.message_refs import MessageRef
from tests.bot.channels.twins import a_claimed_letter

ORIGINAL = MessageRef("telegram:9", "1")
HELLO = Content(text=FormattedText("hello"))
STICKER = Content(media=Media(MediaKind.STICKER, "file"))
UPLOAD = Content(media=Media(MediaKind.DOCUMENT, "", upload=""))


class TestACall:
    def test_names_chat_topic_and_reply_by_number(self) -> None:
        claimed = a_claimed_letter(SendContent(HELLO), chat=-1001, thread="12", reply_to="5")

        assert call_for(claimed) == BotApiCall(
            "sendMessage",
            {
                "chat_id": -1001,
                "message_thread_id": 12,
                "reply_parameters": {"message_id": 5, "allow_sending_without_reply": True},
                "text": "hello",
                "link_preview_options": {"is_disabled": True},
            },
        )

    @pytest.mark.parametrize(
        "content", [STICKER, Content(location=Location(1.0, 2.0))], ids=["a sticker", "a place"]
    )
    def test_for_a_new_wording_of_what_has_none_changes_the_buttons(self, content: Content) -> None:
        edit = EditContent(ORIGINAL, content, buttons=((Button("Yes", "yes"),),))

        assert call_for(a_claimed_letter(edit, target="5")) == BotApiCall(
            "editMessageReplyMarkup",
            {
                "chat_id": 42,
                "message_id": 5,
                "reply_markup": {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]},
            },
        )

    @pytest.mark.parametrize(
        ("action", "reason"),
        [
            (SendContent(Content(unsupported="poll")), "'poll'"),
            (SendAlbum((HELLO, HELLO)), "files only"),
            (SendAlbum((UPLOAD, UPLOAD)), "has already"),
            (EditContent(ORIGINAL, HELLO), "no copy to edit"),
            (SetButtons(ORIGINAL), "no copy to edit"),
            (DeleteMessage(ORIGINAL), "no copy to delete"),
            (RenameTopic("№ 12"), "no topic to rename"),
            (SendContent(HELLO, buttons=((Button("Yes", ""),),)), "1 to 64 bytes"),
        ],
    )
    def test_is_not_made_for_what_cannot_be(self, action: Action, reason: str) -> None:
        with pytest.raises(Refused, match=reason):
            call_for(a_claimed_letter(action))

    def test_needs_numbers_of_telegram(self) -> None:
        """Names of our own, such as a card's, were to be looked up before."""
        with pytest.raises(Refused, match="'card' is no message"):
            call_for(a_claimed_letter(SetButtons(ORIGINAL), target="card"))


class TestTheAnswer:
    @pytest.mark.parametrize(
        ("action", "result", "expected"),
        [
            (SendContent(HELLO), {"message_id": 7}, Delivered(messages=("7",))),
            (SendAlbum(()), [{"message_id": 7}, {"message_id": 8}], Delivered(messages=("7", "8"))),
            (OpenTopic("№ 12"), {"message_thread_id": 7}, Delivered(thread="7")),
            (EditContent(ORIGINAL, HELLO), {"message_id": 7}, Delivered()),
            (AnswerPress("1"), True, Delivered()),
        ],
    )
    def test_tells_what_stands_now(self, action: Action, result: object, expected: Delivered) -> None:
        assert delivered(action, result) == expected

    @pytest.mark.parametrize("result", [None, True, {}, [{"message_id": 7}, {}]])
    def test_that_names_no_message_is_doubtful(self, result: object) -> None:
        with pytest.raises(InDoubt):
            delivered(SendContent(HELLO), result)
