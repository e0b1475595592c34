"""What a library made of an update becomes the Bot API's own again, with nothing lost."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Update as AiogramUpdate
from telegram import Update as PtbUpdate
from telegram.ext import InvalidCallbackData

from bot.channels import mounting_aiogram, mounting_ptb
from tests.bot.channels.twins import TOKEN
from tests.bot.channels.updates import ANN, DATE, FORUM, IN_TOPIC, a_file, a_message, a_size, an_update

BOLD: dict[str, Any] = {"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 2}]}
KEYBOARD = {"inline_keyboard": [[{"text": "Take", "callback_data": "take:12:3"}]]}
OUR_POST = a_message(link_preview_options={"is_disabled": True}, reply_markup=KEYBOARD)
MEMBER = {"user": ANN, "status": "member"}
FILES = ("document", "voice", "video", "video_note", "audio", "animation", "sticker")

UPDATES = {
    "formatted text": an_update("message", a_message(**BOLD)),
    "a photo of an album": an_update(
        "message", a_message(photo=[a_size("s", 90), a_size("m", 320)], media_group_id="5", caption="here")
    ),
    **{kind: an_update("message", a_message(**{kind: a_file(kind)})) for kind in FILES},
    "a place": an_update("message", a_message(location={"latitude": 1.123456, "longitude": 2.5})),
    "a contact": an_update("message", a_message(contact={"phone_number": "+1", "first_name": "Ann"})),
    "a reply": an_update("message", a_message(text="yes", reply_to_message=a_message(text="so?"))),
    "a message in a topic": an_update("message", a_message(FORUM, text="Done", **IN_TOPIC)),
    "a notice of a topic": an_update(
        "message",
        a_message(FORUM, forum_topic_created={"name": "№ 1", "icon_color": 7322096}, **IN_TOPIC),
    ),
    "a forwarded message": an_update(
        "message",
        a_message(text="hi", forward_origin={"type": "hidden_user", "sender_user_name": "Bob", "date": DATE}),
    ),
    "an edit": an_update("edited_message", a_message(text="hi", edit_date=DATE + 5)),
    "a press": an_update(
        "callback_query",
        {"id": "1", "from": ANN, "chat_instance": "2", "message": OUR_POST, "data": "take:12:3"},
    ),
    "a press under a message of long ago": an_update(
        "callback_query",
        {
            "id": "1",
            "from": ANN,
            "chat_instance": "2",
            "message": {"chat": OUR_POST["chat"], "message_id": 5, "date": 0},
            "data": "take:12:3",
        },
    ),
    "a membership": an_update(
        "my_chat_member",
        {
            "chat": OUR_POST["chat"],
            "from": ANN,
            "date": DATE,
            "old_chat_member": MEMBER,
            "new_chat_member": {"user": ANN, "status": "kicked", "until_date": 0},
        },
    ),
    "what nobody knows yet": an_update(
        "message", a_message(text="hi", novelty={"of": [1, {"tomorrow": "x"}]}, **{"from": ANN | {"new": 1}})
    ),
}

# python-telegram-bot says of each message what it is not; to the Bot API an absent flag is the same.
DEFAULTS = ("channel_chat_created", "group_chat_created", "supergroup_chat_created", "delete_chat_photo")


def without_defaults(value: Any) -> Any:
    if isinstance(value, list):
        return [without_defaults(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_defaults(each)
        for name, each in value.items()
        if not (name in DEFAULTS and each is False)
    }


@pytest.mark.parametrize("update", UPDATES.values(), ids=UPDATES)
class TestEveryField:
    def test_comes_back_from_aiogram(self, update: dict[str, Any]) -> None:
        parsed = AiogramUpdate.model_validate(update, context={"bot": Bot(TOKEN)})

        assert mounting_aiogram.plain(parsed) == update

    def test_comes_back_from_python_telegram_bot(self, update: dict[str, Any]) -> None:
        assert without_defaults(mounting_ptb.plain(PtbUpdate.de_json(update, None))) == update


def test_an_update_that_aiogram_made_anew_comes_back_without_its_markers() -> None:
    """It does so when a host feeds an update to another bot; defaults are then set, and some are objects."""
    parsed = AiogramUpdate.model_validate(UPDATES["a press"], context={"bot": Bot(TOKEN)})
    anew = AiogramUpdate.model_validate(parsed.model_dump(), context={"bot": Bot(TOKEN)})

    press = mounting_aiogram.plain(anew)["callback_query"]

    preview = press["message"].pop("link_preview_options")
    assert {name: value for name, value in preview.items() if value is not None} == {"is_disabled": True}
    assert press["data"] == "take:12:3"
    assert press["message"]["reply_markup"] == KEYBOARD


class TestAHostWithArbitraryCallbackData:
    """The library replaces the data of buttons by what its own cache holds for them."""

    @staticmethod
    def pressed(data: object) -> dict[str, Any]:
        update = PtbUpdate.de_json(UPDATES["a press"], None)
        assert update.callback_query
        with update.callback_query._unfrozen():
            update.callback_query.data = data  # type: ignore[assignment] # as the library itself does
        return mounting_ptb.plain(update)["callback_query"]

    def test_lets_our_buttons_through(self) -> None:
        assert self.pressed(InvalidCallbackData("take:12:3"))["data"] == "take:12:3"

    @pytest.mark.parametrize("data", [object(), {("a", 1): object()}, ["take:12:3"]])
    def test_keeps_its_own_to_itself(self, data: object) -> None:
        assert not isinstance(self.pressed(data)["data"], str)


class TestAQueueThatConfirmsWhatIsHandled:
    async def test_holds_whoever_puts_an_update_in_until_then(self) -> None:
        queue = mounting_ptb.ConfirmedWhenHandled()
        putting = asyncio.get_running_loop().create_task(queue.put(PtbUpdate(1)))
        await queue.get()
        await asyncio.sleep(0)
        assert not putting.done()

        queue.task_done()

        await asyncio.wait_for(putting, 1)

    async def test_holds_nobody_who_puts_in_anything_else(self) -> None:
        """The application's own sign to stop is one of these."""
        await asyncio.wait_for(mounting_ptb.ConfirmedWhenHandled().put("stop"), 1)
