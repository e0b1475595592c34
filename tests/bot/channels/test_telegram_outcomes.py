"""What became of a letter: the table of answers, and the real thing through both libraries."""

from datetime import timedelta
from typing import Any

import pytest

from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_outcomes import (
    NothingLeftToDo,
    ReceivedElsewhere,
    TokenRefused,
    outcome,
    retry_later,
)
from handlers.errors import (
    ChatMoved,
    DeliveryError,
    InDoubt,
    MarkupRefused,
    NotReached,
    RecipientUnreachable,
    Refused,
    RetryLater,
    RightsMissing,
    TooLong,
    TopicClosed,
    TopicGone,
)
from storage.records.actions import OpenTopic, RenameTopic, SendContent
from storage.records.content import Content, FormattedText, Media, MediaKind
from tests.bot.channels.twins import LIBRARIES, TOKEN, a_channel, a_claimed_letter
from tests.botapi.client import Actor, Client
from tests.botapi.server import Server

HELLO = SendContent(Content(text=FormattedText("hello")))


class TestTheTable:
    @pytest.mark.parametrize(
        ("status", "description", "expected"),
        [
            (400, "Bad Request: message thread not found", TopicGone),
            (400, "Bad Request: TOPIC_DELETED", TopicGone),
            (400, "Bad Request: TOPIC_ID_INVALID", TopicGone),
            (400, "Bad Request: TOPIC_CLOSED", TopicClosed),
            (400, "Bad Request: TOPIC_NOT_MODIFIED", NothingLeftToDo),
            (400, "Bad Request: message is not modified: specified new message content …", NothingLeftToDo),
            (400, "Bad Request: query is too old and response timeout expired", NothingLeftToDo),
            (400, "Bad Request: message is too long", TooLong),
            (400, "Bad Request: message caption is too long", TooLong),
            (400, "Bad Request: MEDIA_CAPTION_TOO_LONG", TooLong),
            (400, "Bad Request: can't parse entities: Unsupported start tag", MarkupRefused),
            (400, "Bad Request: ENTITY_TEXTURL_INVALID", MarkupRefused),
            (400, "Bad Request: chat not found", RecipientUnreachable),
            (400, "Bad Request: PEER_ID_INVALID", RecipientUnreachable),
            (403, "Forbidden: bot was blocked by the user", RecipientUnreachable),
            (403, "Forbidden: user is deactivated", RecipientUnreachable),
            (400, "Bad Request: not enough rights to create a topic", RightsMissing),
            (400, "Bad Request: have no rights to send a message", RightsMissing),
            (400, "Bad Request: CHAT_WRITE_FORBIDDEN", RightsMissing),
            (400, "Bad Request: message to edit not found", Refused),
            (400, "Bad Request: message to delete not found", NothingLeftToDo),
            (400, "Bad Request: message can't be edited", Refused),
            (400, "Bad Request: topic name is too long", Refused),
            (400, "Bad Request: something nobody has seen", Refused),
            (413, "Request Entity Too Large", Refused),
            (401, "Unauthorized", TokenRefused),
            (404, "Not Found", TokenRefused),
            (400, "Logged out", TokenRefused),
            (409, "Conflict: terminated by other getUpdates request", ReceivedElsewhere),
            (500, "Internal Server Error", InDoubt),
            (502, "Bad Gateway", InDoubt),
            (302, "Found", InDoubt),
        ],
    )
    def test_knows_the_servers_texts(
        self, status: int, description: str, expected: type[DeliveryError]
    ) -> None:
        """Also in the small letters that python-telegram-bot makes of them."""
        assert type(outcome(status, description)) is expected
        assert type(outcome(status, description.lower())) is expected

    @pytest.mark.parametrize(
        ("description", "pause"),
        [("Too Many Requests: retry after 10072", 10072), ("Too Many Requests", 1)],
    )
    def test_reads_the_pause_where_only_the_text_tells_it(self, description: str, pause: int) -> None:
        error = outcome(429, description)

        assert isinstance(error, RetryLater)
        assert error.pause == timedelta(seconds=pause)

    @pytest.mark.parametrize("told", [3, 3.0, timedelta(seconds=3)])
    def test_takes_the_pause_as_a_number_or_a_timedelta(self, told: Any) -> None:
        assert retry_later(told).pause == timedelta(seconds=3)


class TestAnAnswerThatNeverComes:
    """The request was written, so nobody can know."""

    @pytest.mark.parametrize("fault", ["reset", "lost", "truncated"])
    async def test_leaves_the_letter_in_doubt_when_the_connection_dies(
        self, channel: TelegramChannel, tg: Client, ann: Actor, fault: str
    ) -> None:
        await tg.fault(fault, "sendMessage")

        with pytest.raises(InDoubt):
            await channel.deliver(a_claimed_letter(HELLO, chat=ann.id))

    @pytest.mark.parametrize(
        ("fault", "more"),
        [("error", {"status": 502}), ("accepted_error", {"status": 500}), ("not_json", {})],
    )
    async def test_leaves_the_letter_in_doubt_when_a_gateway_answers_instead(
        self, channel: TelegramChannel, tg: Client, ann: Actor, fault: str, more: dict
    ) -> None:
        await tg.fault(fault, "sendMessage", **more)

        with pytest.raises(InDoubt):
            await channel.deliver(a_claimed_letter(HELLO, chat=ann.id))

    async def test_leaves_the_letter_in_doubt_when_it_takes_too_long(
        self, channel: TelegramChannel, tg: Client
    ) -> None:
        await tg.fault("hang", "getMe", delay=5)

        with pytest.raises(InDoubt):
            await channel._call(BotApiCall("getMe", {}), read_seconds=0.1)

    @pytest.mark.parametrize("library", LIBRARIES)
    async def test_is_certain_not_to_come_when_nobody_listens(self, library: str) -> None:
        """Nothing was written, so the letter may be sent again unmarked."""
        channel = a_channel(library)

        with pytest.raises(NotReached):
            await channel.deliver(a_claimed_letter(HELLO))
        await channel.close()

    async def test_tells_no_token(self, channel: TelegramChannel, tg: Client, ann: Actor) -> None:
        await tg.fault("reset", "sendMessage")

        with pytest.raises(InDoubt) as caught:
            await channel.deliver(a_claimed_letter(HELLO, chat=ann.id))

        assert TOKEN not in str(caught.value)


class TestARefusal:
    async def test_for_a_pause_names_it_exactly(
        self, channel: TelegramChannel, tg: Client, ann: Actor
    ) -> None:
        await tg.fault("flood", "sendMessage", retry_after=10072)

        with pytest.raises(RetryLater) as caught:
            await channel.deliver(a_claimed_letter(HELLO, chat=ann.id))

        assert caught.value.pause == timedelta(seconds=10072)

    async def test_by_somebody_who_blocked_the_bot_is_final(
        self, channel: TelegramChannel, ann: Actor
    ) -> None:
        await ann.block()

        with pytest.raises(RecipientUnreachable, match="blocked"):
            await channel.deliver(a_claimed_letter(HELLO, chat=ann.id))

    async def test_for_a_chat_that_nobody_knows_is_final(self, channel: TelegramChannel) -> None:
        with pytest.raises(RecipientUnreachable):
            await channel.deliver(a_claimed_letter(HELLO, chat=999))

    async def test_of_another_messengers_address_needs_no_call(self, channel: TelegramChannel) -> None:
        with pytest.raises(Refused, match="web:7 is no chat of Telegram"):
            await channel.reopen_topic("web:7", "5")

    async def test_of_a_long_text_asks_for_a_split(self, channel: TelegramChannel, ann: Actor) -> None:
        """4096 units of UTF-16, so 2049 emoji are too many."""
        with pytest.raises(TooLong):
            await channel.deliver(
                a_claimed_letter(SendContent(Content(text=FormattedText("😀" * 2049))), chat=ann.id)
            )

    async def test_of_a_long_caption_asks_for_a_split(self, channel: TelegramChannel, ann: Actor) -> None:
        photo = (await ann.send(photo={"size": 10}))["message"]["photo"][-1]["file_id"]
        content = Content(text=FormattedText("x" * 1025), media=Media(MediaKind.PHOTO, photo))

        with pytest.raises(TooLong):
            await channel.deliver(a_claimed_letter(SendContent(content), chat=ann.id))

    @pytest.mark.parametrize("library", LIBRARIES)
    async def test_of_the_token_waits_for_a_person(self, library: str, server: Server) -> None:
        stranger = a_channel(library, "123456:unknown", server.base_url)

        with pytest.raises(TokenRefused):
            await stranger.deliver(a_claimed_letter(HELLO))
        await stranger.close()


class TestAForum:
    @pytest.fixture
    async def desk(self, tg: Client) -> int:
        return await tg.forum("Desk")

    async def test_without_the_topic_any_more(self, channel: TelegramChannel, tg: Client, desk: int) -> None:
        thread = (await channel.deliver(a_claimed_letter(OpenTopic("№ 12"), chat=desk))).thread
        assert thread is not None
        await tg.topic(chat_id=desk, thread_id=int(thread), action="delete")

        for action in (HELLO, RenameTopic("№ 12 ✓")):
            with pytest.raises(TopicGone):
                await channel.deliver(a_claimed_letter(action, chat=desk, thread=thread))

    async def test_with_a_closed_topic_and_no_right_to_it(self, channel: TelegramChannel, tg: Client) -> None:
        desk = await tg.forum("Desk", bot_rights={"can_delete_messages": True})
        sam = await tg.user(first_name="Sam")
        topic = (await tg.topic(chat_id=desk, user_id=sam.id, name="№ 12"))["topic"]["message_thread_id"]
        await tg.topic(chat_id=desk, user_id=sam.id, thread_id=topic, action="close")

        with pytest.raises(TopicClosed):
            await channel.deliver(a_claimed_letter(HELLO, chat=desk, thread=str(topic)))

    async def test_from_which_the_bot_was_thrown_out(
        self, channel: TelegramChannel, tg: Client, desk: int
    ) -> None:
        await tg.member(chat_id=desk, user_id=channel._me.id, status="kicked")

        with pytest.raises(RecipientUnreachable, match="kicked"):
            await channel.deliver(a_claimed_letter(HELLO, chat=desk))

    async def test_that_was_a_plain_group_before(self, channel: TelegramChannel, tg: Client) -> None:
        owner = await tg.user(first_name="Owner")
        group = (await tg.chat(type="group", title="Desk", owner=owner.id))["id"]
        forum = (await tg.migrate(chat_id=group, by=owner.id, is_forum=True))["id"]

        with pytest.raises(ChatMoved) as caught:
            await channel.deliver(a_claimed_letter(HELLO, chat=group))

        assert caught.value.chat == f"telegram:{forum}"
