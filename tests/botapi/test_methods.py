"""The double answers methods as the documentation says, refusals included."""

from typing import Any

import pytest

from tests.botapi.client import Actor, Client, ControlFailure
from tests.botapi.conftest import RawBot


def button(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "b", "callback_data": data}]]}


@pytest.fixture
async def ann(tg: Client, bot: RawBot) -> Actor:  # noqa: ARG001 - the bot must stand before people write
    """A customer who has written to the bot."""
    ann = await tg.user(first_name="Ann")
    await ann.send("/start")
    return ann


class TestTexts:
    async def test_length_counts_utf_16_units(self, bot: RawBot, ann: Actor) -> None:
        await bot.ok("sendMessage", chat_id=ann.id, text="x" * 4096)
        await bot.ok("sendMessage", chat_id=ann.id, text="😀" * 2048)
        await bot.refused(400, "message is too long", "sendMessage", chat_id=ann.id, text="x" * 4097)
        await bot.refused(400, "message is too long", "sendMessage", chat_id=ann.id, text="😀" * 2049)

    async def test_empty_ones_are_refused(self, bot: RawBot, ann: Actor) -> None:
        await bot.refused(400, "message text is empty", "sendMessage", chat_id=ann.id, text="")
        await bot.refused(400, "text must be non-empty", "sendMessage", chat_id=ann.id, text="  \n ")

    async def test_entities_that_stick_out_are_dropped(self, tg: Client, bot: RawBot, ann: Actor) -> None:
        bold = {"type": "bold", "offset": 0, "length": 3}
        outside = {"type": "italic", "offset": 2, "length": 9}
        sent = await bot.ok("sendMessage", chat_id=ann.id, text="a😀b", entities=[bold, outside])
        assert sent["entities"] == [bold]
        assert (await tg.violations())["violations"][0]["what"] == "entity outside of the text"

    async def test_the_server_marks_links_and_commands(self, bot: RawBot, ann: Actor) -> None:
        sent = await bot.ok("sendMessage", chat_id=ann.id, text="hi /help https://a.b/c")
        assert [entity["type"] for entity in sent["entities"]] == ["bot_command", "url"]

    async def test_button_data_holds_64_bytes(self, bot: RawBot, ann: Actor) -> None:
        await bot.ok("sendMessage", chat_id=ann.id, text="x", reply_markup=button("я" * 32))
        for data in ("я" * 33, ""):
            await bot.refused(
                400, "BUTTON_DATA_INVALID", "sendMessage", chat_id=ann.id, text="x", reply_markup=button(data)
            )

    async def test_replies_name_a_message_that_exists(self, bot: RawBot, ann: Actor) -> None:
        missing = {"message_id": 999}
        await bot.refused(
            400,
            "message to be replied not found",
            "sendMessage",
            chat_id=ann.id,
            text="x",
            reply_parameters=missing,
        )
        lenient = {**missing, "allow_sending_without_reply": True}
        await bot.ok("sendMessage", chat_id=ann.id, text="x", reply_parameters=lenient)
        sent = await bot.ok("sendMessage", chat_id=ann.id, text="x", reply_parameters={"message_id": 1})
        assert sent["reply_to_message"]["message_id"] == 1

    async def test_forms_and_query_strings_do_as_well(self, bot: RawBot, ann: Actor) -> None:
        form = {"chat_id": str(ann.id), "text": "a&b=ü 😀"}
        async with bot.session.post(f"{bot.base}/sendMessage", data=form) as response:
            assert (await response.json())["result"]["text"] == "a&b=ü 😀"
        async with bot.session.get(f"{bot.base}/sendmessage?chat_id={ann.id}&text=a%20b+c") as response:
            assert (await response.json())["result"]["text"] == "a b c"


class TestRecipients:
    async def test_strangers_cannot_be_written_to(self, tg: Client, bot: RawBot) -> None:
        stranger = await tg.user(first_name="Stranger")
        await bot.refused(400, "chat not found", "sendMessage", chat_id=stranger.id, text="x")

    async def test_neither_can_who_blocked_the_bot_or_is_gone(
        self, tg: Client, bot: RawBot, ann: Actor
    ) -> None:
        await ann.block()
        answer = await bot.refused(403, "", "sendMessage", chat_id=ann.id, text="x")
        assert answer["description"] == "Forbidden: bot was blocked by the user"
        await tg.edit_user(user_id=ann.id, deactivated=True)
        await bot.refused(403, "user is deactivated", "sendMessage", chat_id=ann.id, text="x")

    async def test_a_wrong_token_is_unauthorized(self, bot: RawBot) -> None:
        bot.base = bot.base[:-1] + "!"
        await bot.refused(401, "Unauthorized", "getMe")

    async def test_unknown_methods_are_not_found(self, bot: RawBot) -> None:
        await bot.refused(404, "Not Found", "noSuchMethod")


class TestEdits:
    async def test_need_a_difference_and_a_message_of_the_bot(self, bot: RawBot, ann: Actor) -> None:
        sent = await bot.ok("sendMessage", chat_id=ann.id, text="old", reply_markup=button("d"))
        edit = {"chat_id": ann.id, "message_id": sent["message_id"]}
        await bot.refused(
            400, "message is not modified", "editMessageText", **edit, text="old", reply_markup=button("d")
        )
        edited = await bot.ok("editMessageText", **edit, text="new")
        assert "reply_markup" not in edited
        assert edited["edit_date"]
        for message_id, reason in ((999, "message to edit not found"), (1, "message can't be edited")):
            await bot.refused(400, reason, "editMessageText", chat_id=ann.id, message_id=message_id, text="n")

    async def test_a_reaction_is_an_emoji_of_the_list(self, bot: RawBot, ann: Actor) -> None:
        target = {"chat_id": ann.id, "message_id": 1}
        await bot.ok("setMessageReaction", **target, reaction=[{"type": "emoji", "emoji": "👍"}])
        await bot.refused(
            400,
            "REACTION_INVALID",
            "setMessageReaction",
            **target,
            reaction=[{"type": "emoji", "emoji": "x"}],
        )

    async def test_a_pressed_button_is_answered_once(self, tg: Client, bot: RawBot, ann: Actor) -> None:
        await bot.ok("sendMessage", chat_id=ann.id, text="x", reply_markup=button("y:1"))
        pressed = await ann.press("b", wait=0)
        query = (await bot.ok("getUpdates"))[-1]["callback_query"]
        assert (query["data"], query["id"]) == ("y:1", pressed["callback_query_id"])
        await bot.ok("answerCallbackQuery", callback_query_id=query["id"], text="ok")
        await bot.refused(400, "query is too old", "answerCallbackQuery", callback_query_id=query["id"])
        answered = await tg.callback(callback_query_id=query["id"])
        assert answered["callback"]["answered"]["text"] == "ok"

    async def test_an_inline_query_is_answered_once_with_articles(
        self, tg: Client, bot: RawBot, ann: Actor
    ) -> None:
        with pytest.raises(ControlFailure, match="no inline mode"):
            await ann.inline("x", wait=0)
        await tg.call("set_inline")
        asked = {"inline_query_id": (await ann.inline("x", wait=0))["inline_query_id"]}
        query = (await bot.ok("getUpdates"))[-1]["inline_query"]
        assert (query["id"], query["query"]) == (asked["inline_query_id"], "x")
        article = {
            "type": "article",
            "id": "1",
            "title": "t",
            "input_message_content": {"message_text": "hi"},
        }
        for wrong, reason in (
            ([article] * 51, "RESULTS_TOO_MUCH"),
            ([article, article], "RESULT_ID_DUPLICATE"),
            ([article | {"id": ""}], "RESULT_ID_INVALID"),
            ([article | {"title": ""}], "title"),
            ([article | {"input_message_content": {"message_text": " "}}], "message text is empty"),
        ):
            await bot.refused(400, reason, "answerInlineQuery", **asked, results=wrong)
        await bot.ok("answerInlineQuery", **asked, results=[article])
        await bot.refused(400, "query is too old", "answerInlineQuery", **asked, results=[article])
        sent = await ann.pick(asked["inline_query_id"], "1")
        assert (sent["message"]["text"], sent["message"]["via_bot"]["is_bot"]) == ("hi", True)


class TestFiles:
    async def test_an_upload_can_be_sent_again_and_downloaded(self, bot: RawBot, ann: Actor) -> None:
        sent = await bot.upload("sendDocument", "document", "ü.pdf", b"%PDF" * 10, chat_id=ann.id)
        document = sent["document"]
        assert (document["file_size"], document["file_name"]) == (40, "ü.pdf")
        again = await bot.ok("sendDocument", chat_id=ann.id, document=document["file_id"])
        assert again["document"]["file_unique_id"] == document["file_unique_id"]
        assert again["document"]["file_id"] != document["file_id"]
        file = await bot.ok("getFile", file_id=document["file_id"])
        async with bot.session.get(f"{bot.files}/{file['file_path']}") as response:
            assert await response.read() == b"%PDF" * 10

    async def test_wrong_ids_kinds_and_long_captions_are_refused(self, bot: RawBot, ann: Actor) -> None:
        sent = await bot.upload("sendDocument", "document", "a.pdf", b"%PDF", chat_id=ann.id)
        file_id = sent["document"]["file_id"]
        await bot.refused(400, "wrong file identifier", "sendPhoto", chat_id=ann.id, photo="nonsense")
        await bot.refused(
            400, "can't use file of type Document as Photo", "sendPhoto", chat_id=ann.id, photo=file_id
        )
        await bot.refused(
            400,
            "caption is too long",
            "sendDocument",
            chat_id=ann.id,
            document=file_id,
            caption="x" * 1025,
        )

    async def test_more_than_20_megabytes_cannot_be_downloaded(self, bot: RawBot, ann: Actor) -> None:
        big = await ann.send(document={"name": "big.bin", "size": 21 * 1024 * 1024})
        file_id = big["message"]["document"]["file_id"]
        await bot.refused(400, "file is too big", "getFile", file_id=file_id)

    async def test_albums_hold_up_to_ten_of_a_kind(self, bot: RawBot, ann: Actor) -> None:
        photo = (await ann.send(photo={}))["message"]["photo"][-1]["file_id"]
        document = (await ann.send(document={"name": "a.txt"}))["message"]["document"]["file_id"]
        item = {"type": "photo", "media": photo}
        sent = await bot.ok("sendMediaGroup", chat_id=ann.id, media=[{**item, "caption": "x"}, item])
        assert len({message["media_group_id"] for message in sent}) == 1
        await bot.refused(400, "too many messages", "sendMediaGroup", chat_id=ann.id, media=[item] * 11)
        mixed = [item, {"type": "document", "media": document}]
        await bot.refused(400, "in the album", "sendMediaGroup", chat_id=ann.id, media=mixed)


class TestForums:
    @pytest.fixture
    async def sam(self, tg: Client, bot: RawBot) -> Actor:  # noqa: ARG002 - the bot joins the groups made later
        return await tg.user(first_name="Sam")

    @pytest.fixture
    async def forum(self, tg: Client, sam: Actor) -> int:
        return await tg.forum(staff=[sam])

    @pytest.fixture
    async def topic(self, bot: RawBot, forum: int) -> int:
        return (await bot.ok("createForumTopic", chat_id=forum, name="x" * 128))["message_thread_id"]

    async def test_the_bot_is_told_of_its_own_topics(
        self, bot: RawBot, sam: Actor, forum: int, topic: int
    ) -> None:
        sent = await bot.ok("sendMessage", chat_id=forum, message_thread_id=topic, text="hi")
        assert sent["is_topic_message"]
        assert sent["reply_to_message"]["forum_topic_created"]["name"] == "x" * 128
        reply = await sam.send("staff", chat_id=forum, thread_id=topic, reply_to=sent["message_id"])
        updates = await bot.ok("getUpdates")
        assert "forum_topic_created" in updates[0]["message"]
        assert updates[1]["message"]["reply_to_message"]["message_id"] == sent["message_id"]
        assert reply["update_ids"] == [updates[1]["update_id"]]

    @pytest.mark.parametrize("thread", [999, 1])
    async def test_unknown_topics_and_general_are_refused(self, bot: RawBot, forum: int, thread: int) -> None:
        await bot.refused(
            400, "message thread not found", "sendMessage", chat_id=forum, message_thread_id=thread, text="x"
        )

    async def test_closed_topics_are_open_to_administrators(
        self, bot: RawBot, forum: int, topic: int
    ) -> None:
        where = {"chat_id": forum, "message_thread_id": topic}
        await bot.ok("closeForumTopic", **where)
        await bot.refused(400, "TOPIC_NOT_MODIFIED", "closeForumTopic", **where)
        await bot.ok("sendMessage", **where, text="x")
        await bot.ok("reopenForumTopic", **where)

    async def test_deleted_topics_are_gone(self, bot: RawBot, forum: int, topic: int) -> None:
        where = {"chat_id": forum, "message_thread_id": topic}
        await bot.ok("deleteForumTopic", **where)
        await bot.refused(400, "message thread not found", "sendMessage", **where, text="x")
        await bot.refused(400, "TOPIC_ID_INVALID", "editForumTopic", **where, name="y")

    async def test_topics_need_the_right_and_a_short_name(self, tg: Client, bot: RawBot, forum: int) -> None:
        await bot.refused(400, "topic name is too long", "createForumTopic", chat_id=forum, name="x" * 129)
        me = (await bot.ok("getMe"))["id"]
        rights = {"can_delete_messages": True}
        await tg.member(chat_id=forum, user_id=me, status="administrator", rights=rights)
        await bot.refused(
            400, "not enough rights to create a topic", "createForumTopic", chat_id=forum, name="n"
        )
        await tg.member(chat_id=forum, user_id=me, status="kicked")
        await bot.refused(403, "bot was kicked", "sendMessage", chat_id=forum, text="x")

    async def test_a_group_that_moved_tells_where_to(self, tg: Client, bot: RawBot, sam: Actor) -> None:
        group = (await tg.chat(type="group", title="G", owner=sam.id))["id"]
        await bot.ok("sendMessage", chat_id=group, text="x")
        new = (await tg.migrate(chat_id=group))["id"]
        answer = await bot.refused(400, "upgraded to a supergroup", "sendMessage", chat_id=group, text="x")
        assert answer["parameters"]["migrate_to_chat_id"] == new
        await bot.ok("sendMessage", chat_id=new, text="x")

    async def test_privacy_mode_hides_what_is_not_for_the_bot(
        self, tg: Client, bot: RawBot, sam: Actor
    ) -> None:
        group = (await tg.chat(type="supergroup", title="P", owner=sam.id, bot_status="member"))["id"]
        sent = await bot.ok("sendMessage", chat_id=group, text="x")
        assert not (await sam.send("hello", chat_id=group))["update_ids"]
        assert (await sam.send("/help", chat_id=group))["update_ids"]
        assert (await sam.send("re", chat_id=group, reply_to=sent["message_id"]))["update_ids"]
