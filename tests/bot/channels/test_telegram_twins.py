"""Both libraries against a strict double of the Bot API: every kind of letter arrives as itself."""

from typing import Any

import pytest

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_inbound import BotIdentity
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_rights import ChatRights
from handlers.channel import Delivered, Person
from handlers.errors import Refused
from storage.records.actions import (
    AnswerInline,
    AnswerPress,
    Button,
    DeleteMessage,
    EditContent,
    InlineChoice,
    OpenTopic,
    RenameTopic,
    SendContent,
    SetButtons,
)
from storage.records.content import (
    Content,
    FormattedText,
    Media,
    MediaKind,
    Span,
    SpanKind,
    styled,
)
from storage.records.message_refs import MessageRef
from tests.bot.channels.twins import LIBRARIES, a_channel, a_claimed_letter
from tests.botapi.client import Actor, Client, ControlFailure
from tests.botapi.server import Server

ORIGINAL = MessageRef("telegram:42", "1")


@pytest.fixture
async def desk(tg: Client) -> int:
    """A forum in which the bot is an administrator."""
    return await tg.forum("Desk")


async def a_file(ann: Actor, kind: str) -> str:
    media: dict[str, Any] = {kind: {"size": 10}}
    sent = (await ann.send(**media))["message"][kind]
    return sent[-1]["file_id"] if kind == "photo" else sent["file_id"]


def words(text: str) -> Content:
    return Content(text=FormattedText(text))


class TestWords:
    async def test_arrive_with_formatting_buttons_and_reply(
        self, channel: TelegramChannel, tg: Client, ann: Actor
    ) -> None:
        """The emoji shows that offsets count UTF-16 units on both sides."""
        (hello,) = await tg.messages(chat_id=ann.id)
        text = FormattedText("😀 ") + styled("bold", SpanKind.BOLD) + " <b>"
        action = SendContent(Content(text=text), buttons=((Button("Yes", "yes:1"), Button("No", "no:1")),))

        sent = await channel.deliver(a_claimed_letter(action, chat=ann.id, reply_to=str(hello["message_id"])))

        (message,) = await ann.inbox()
        assert sent == Delivered(messages=(str(message["message_id"]),))
        assert message["text"] == "😀 bold <b>"
        assert message["message"]["entities"] == [{"type": "bold", "offset": 3, "length": 4}]
        assert message["message"]["reply_markup"]["inline_keyboard"] == [
            [{"text": "Yes", "callback_data": "yes:1"}, {"text": "No", "callback_data": "no:1"}]
        ]
        assert message["message"]["link_preview_options"] == {"is_disabled": True}
        assert message["message"]["reply_to_message"]["message_id"] == hello["message_id"]

    async def test_go_without_the_reply_when_the_message_is_gone(
        self, channel: TelegramChannel, ann: Actor
    ) -> None:
        await channel.deliver(
            a_claimed_letter(SendContent(words("still here")), chat=ann.id, reply_to="9999")
        )

        (message,) = await ann.inbox()
        assert "reply_to_message" not in message["message"]

    async def test_of_a_link_and_of_code_keep_their_detail(
        self, channel: TelegramChannel, ann: Actor
    ) -> None:
        text = FormattedText(
            "here x=1",
            (
                Span(SpanKind.TEXT_LINK, 0, 4, "https://example.com/"),
                Span(SpanKind.PRE, 5, 3, "python"),
            ),
        )

        await channel.deliver(a_claimed_letter(SendContent(Content(text=text)), chat=ann.id))

        (message,) = await ann.inbox()
        assert message["message"]["entities"] == [
            {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.com/"},
            {"type": "pre", "offset": 5, "length": 3, "language": "python"},
        ]


class TestSentMessages:
    async def test_are_reworded(self, channel: TelegramChannel, ann: Actor) -> None:
        (number,) = (await channel.deliver(a_claimed_letter(SendContent(words("old")), chat=ann.id))).messages
        edit = EditContent(ORIGINAL, words("new"), buttons=((Button("Yes", "yes"),),))

        assert await channel.deliver(a_claimed_letter(edit, chat=ann.id, target=number)) == Delivered()
        again = await channel.deliver(a_claimed_letter(edit, chat=ann.id, target=number))

        (message,) = await ann.inbox(has_button="yes")
        assert message["text"] == "new"
        assert again == Delivered(), "the same wording once more is as good as done"

    async def test_with_a_file_get_another_caption(self, channel: TelegramChannel, ann: Actor) -> None:
        media = Media(MediaKind.PHOTO, await a_file(ann, "photo"))
        sent = await channel.deliver(
            a_claimed_letter(SendContent(Content(FormattedText("old"), media=media)), chat=ann.id)
        )
        edit = EditContent(ORIGINAL, Content(FormattedText("new"), media=media))

        await channel.deliver(a_claimed_letter(edit, chat=ann.id, target=sent.messages[0]))

        (message,) = await ann.inbox()
        assert message["message"]["caption"] == "new"

    async def test_lose_their_caption(self, channel: TelegramChannel, ann: Actor) -> None:
        media = Media(MediaKind.PHOTO, await a_file(ann, "photo"))
        sent = await channel.deliver(
            a_claimed_letter(SendContent(Content(FormattedText("old"), media=media)), chat=ann.id)
        )

        await channel.deliver(
            a_claimed_letter(
                EditContent(ORIGINAL, Content(media=media)), chat=ann.id, target=sent.messages[0]
            )
        )

        (message,) = await ann.inbox()
        assert "caption" not in message["message"]

    async def test_lose_their_buttons_and_keep_their_text(self, channel: TelegramChannel, ann: Actor) -> None:
        action = SendContent(words("choose"), buttons=((Button("Yes", "yes"),),))
        (number,) = (await channel.deliver(a_claimed_letter(action, chat=ann.id))).messages

        await channel.deliver(a_claimed_letter(SetButtons(ORIGINAL), chat=ann.id, target=number))

        (message,) = await ann.inbox()
        assert message["text"] == "choose"
        assert "reply_markup" not in message["message"]

    async def test_are_gone_however_often_they_are_taken_back(
        self, channel: TelegramChannel, ann: Actor
    ) -> None:
        (number,) = (
            await channel.deliver(a_claimed_letter(SendContent(words("oops")), chat=ann.id))
        ).messages
        claimed = a_claimed_letter(DeleteMessage(ORIGINAL), chat=ann.id, target=number)

        await channel.deliver(claimed)
        assert await ann.inbox() == []

        assert await channel.deliver(claimed) == Delivered()

    async def test_without_a_copy_cannot_be_changed(self, channel: TelegramChannel) -> None:
        with pytest.raises(Refused, match="no copy to edit"):
            await channel.deliver(a_claimed_letter(EditContent(ORIGINAL, words("new"))))


class TestTopics:
    async def test_are_opened_named_and_written_into(
        self, channel: TelegramChannel, tg: Client, desk: int
    ) -> None:
        opened = await channel.deliver(a_claimed_letter(OpenTopic("№ 12 · Ann"), chat=desk))
        assert opened.messages == ()

        await channel.deliver(a_claimed_letter(SendContent(words("a card")), chat=desk, thread=opened.thread))
        for _ in range(2):  # the same name again is as good as done
            await channel.deliver(a_claimed_letter(RenameTopic("✓ № 12"), chat=desk, thread=opened.thread))

        (topic,) = (await tg.topics(chat_id=desk))["topics"]
        assert (str(topic["message_thread_id"]), topic["name"]) == (opened.thread, "✓ № 12")
        assert [m["text"] for m in await tg.messages(chat_id=desk, thread_id=opened.thread)] == ["a card"]

    async def test_that_somebody_closed_are_opened_again(
        self, channel: TelegramChannel, tg: Client, desk: int
    ) -> None:
        opened = await channel.deliver(a_claimed_letter(OpenTopic("№ 12"), chat=desk))
        assert opened.thread is not None
        agent = await tg.user(first_name="Sam")
        await tg.topic(chat_id=desk, user_id=agent.id, thread_id=int(opened.thread), action="close")

        for _ in range(2):
            await channel.reopen_topic(f"telegram:{desk}", opened.thread)

        (topic,) = (await tg.topics(chat_id=desk))["topics"]
        assert not topic["closed"]


class TestAnInlineQuery:
    async def test_is_answered_once_and_late_answers_are_worthless(
        self, channel: TelegramChannel, tg: Client, ann: Actor
    ) -> None:
        await tg.call("set_inline")
        asked = await ann.inline("password", wait=0)
        choices = (InlineChoice("3", "№ 3 · Password", "Please send us …", "/canned 3"),)
        answer = a_claimed_letter(AnswerInline(asked["inline_query_id"], choices), chat=ann.id)

        assert await channel.deliver(answer) == Delivered()
        assert await channel.deliver(answer) == Delivered()

        picked = await ann.pick(asked["inline_query_id"], "3")
        assert picked["message"]["text"] == "/canned 3"
        answered = (await tg.call("asked_inline", inline_query_id=asked["inline_query_id"]))["answer"]
        assert (answered["cache_time"], answered["is_personal"]) == (0, True)

    async def test_may_be_answered_with_nothing(
        self, channel: TelegramChannel, tg: Client, ann: Actor
    ) -> None:
        await tg.call("set_inline")
        asked = await ann.inline("password", wait=0)

        await channel.deliver(a_claimed_letter(AnswerInline(asked["inline_query_id"]), chat=ann.id))

        with pytest.raises(ControlFailure, match="no such result"):
            await ann.pick(asked["inline_query_id"], "3")


class TestAPressedButton:
    async def test_is_answered_once_and_late_answers_are_worthless(
        self, channel: TelegramChannel, tg: Client, ann: Actor
    ) -> None:
        await channel.deliver(
            a_claimed_letter(SendContent(words("?"), buttons=((Button("Yes", "yes"),),)), chat=ann.id)
        )
        press = await ann.press(data="yes", wait=0)
        answer = a_claimed_letter(AnswerPress(press["callback_query_id"], "Thank you"), chat=ann.id)

        assert await channel.deliver(answer) == Delivered()
        assert await channel.deliver(answer) == Delivered()

        query = await tg.callback(callback_query_id=press["callback_query_id"])
        assert query["callback"]["answered"]["text"] == "Thank you"

    async def test_needs_data_that_fits(self, channel: TelegramChannel) -> None:
        action = SendContent(words("?"), buttons=((Button("Yes", "ж" * 33),),))

        with pytest.raises(Refused, match="1 to 64 bytes"):
            await channel.deliver(a_claimed_letter(action))


class TestTheBotItself:
    async def test_learns_its_name_through_an_outage(
        self, channel: TelegramChannel, tg: Client, server: Server
    ) -> None:
        await tg.fault("error", "getMe", status=502, count=2)
        await tg.fault("reset", "getMe", skip=2, count=1)

        me = await channel.identity()

        (bot,) = server.world.bots.values()
        assert me == BotIdentity(bot.id, bot.data["username"])

    @pytest.mark.parametrize("library", LIBRARIES)
    async def test_says_at_once_that_its_token_is_wrong(self, library: str, server: Server) -> None:
        stranger = a_channel(library, "123456:unknown", server.base_url)

        with pytest.raises(TokenRefused):
            await stranger.identity()
        await stranger.close()

    async def test_knows_its_rights_in_a_group(self, channel: TelegramChannel, tg: Client, desk: int) -> None:
        plain = (await tg.chat(type="supergroup", title="Plain", bot_status="member"))["id"]

        assert await channel.chat_rights(f"telegram:{desk}") == ChatRights(
            "Desk",
            is_public=False,
            is_forum=True,
            is_administrator=True,
            can_manage_topics=True,
            can_pin_messages=True,
            can_delete_messages=True,
            reads_everything=True,
        )
        rights = await channel.chat_rights(f"telegram:{plain}")
        assert (rights.is_forum, rights.is_administrator, rights.reads_everything) == (False, False, False)

    async def test_tells_of_a_public_group(self, channel: TelegramChannel, tg: Client) -> None:
        public = (await tg.chat(type="supergroup", title="Plain", username="our_desk"))["id"]

        assert (await channel.chat_rights(f"telegram:{public}")).is_public

    async def test_knows_the_administrators_of_a_group_but_for_bots(
        self, channel: TelegramChannel, tg: Client
    ) -> None:
        vera = await tg.user(first_name="Vera", last_name="Fox", username="vera_f")
        group = await tg.staff_group(staff=(vera,))

        people = await channel.administrators(f"telegram:{group}")

        assert Person(f"telegram:{vera.id}", "Vera", "Fox", "vera_f") in people
        assert not any(person.is_bot for person in people)
        with pytest.raises(Refused):
            await channel.administrators("telegram:-100999")
