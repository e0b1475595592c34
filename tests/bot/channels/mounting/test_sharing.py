"""Whose an update is, by the look of it."""

from typing import Any

import pytest

from bot.channels.sharing import Share, Sharing
from tests.bot.channels.updates import ANN, DATE, FORUM, GROUP, IN_TOPIC, PRIVATE, a_message, an_update

STAFF = frozenset({f"telegram:{FORUM['id']}"})


def share_of(kind: str, event: dict[str, Any]) -> Share:
    return Sharing(STAFF).share_of(an_update(kind, event))


def a_press(chat: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "1", "from": ANN, "chat_instance": "1", "message": a_message(chat)} | fields


@pytest.mark.parametrize("kind", ["message", "edited_message"])
class TestAMessage:
    def test_in_private_is_the_hosts_first(self, kind: str) -> None:
        assert share_of(kind, a_message(PRIVATE, text="/price")) is Share.LEFT_OVER

    def test_in_a_staff_group_is_supports_alone(self, kind: str) -> None:
        assert share_of(kind, a_message(FORUM, text="Done", **IN_TOPIC)) is Share.SUPPORT

    def test_in_another_group_is_the_hosts_alone(self, kind: str) -> None:
        assert share_of(kind, a_message(GROUP, text="Hello")) is Share.HOST


class TestAnInlineQuery:
    def test_is_the_hosts_first(self) -> None:
        asked = {"id": "1", "from": ANN, "query": "password", "offset": ""}

        assert share_of("inline_query", asked) is Share.LEFT_OVER


class TestAPress:
    @pytest.mark.parametrize("chat", [PRIVATE, FORUM])
    def test_on_a_button_of_ours_is_supports_alone(self, chat: dict[str, Any]) -> None:
        assert share_of("callback_query", a_press(chat, data="take:12:3")) is Share.SUPPORT

    @pytest.mark.parametrize("data", ["buy:12", "page:2:next", "take", ""])
    def test_on_any_other_is_the_hosts_alone(self, data: str) -> None:
        assert share_of("callback_query", a_press(PRIVATE, data=data)) is Share.HOST

    def test_in_another_group_is_the_hosts_alone(self) -> None:
        assert share_of("callback_query", a_press(GROUP, data="take:12:3")) is Share.HOST

    def test_under_an_inline_message_is_the_hosts_alone(self) -> None:
        press = {"id": "1", "from": ANN, "chat_instance": "1", "inline_message_id": "7", "data": "take:12:3"}

        assert share_of("callback_query", press) is Share.HOST

    def test_on_a_game_is_the_hosts_alone(self) -> None:
        assert share_of("callback_query", a_press(PRIVATE, game_short_name="chess")) is Share.HOST


class TestOtherKinds:
    def test_that_somebody_blocked_the_bot_is_heard_by_both(self) -> None:
        assert share_of("my_chat_member", {"chat": PRIVATE, "from": ANN, "date": DATE}) is Share.BOTH

    @pytest.mark.parametrize(
        "kind", ["chosen_inline_result", "channel_post", "poll_answer", "kind_of_tomorrow"]
    )
    def test_are_the_hosts_alone(self, kind: str) -> None:
        assert share_of(kind, a_message(FORUM)) is Share.HOST


class TestAStaffGroupThatMoves:
    def test_is_followed(self) -> None:
        sharing = Sharing(STAFF)
        moved = a_message(FORUM, migrate_to_chat_id=GROUP["id"])

        assert sharing.share_of(an_update("message", moved)) is Share.SUPPORT

        assert sharing.share_of(an_update("message", a_message(GROUP, text="Done"))) is Share.SUPPORT

    def test_others_are_not(self) -> None:
        sharing = Sharing(STAFF)
        sharing.share_of(an_update("message", a_message(GROUP, migrate_to_chat_id=-77)))

        elsewhere = a_message({**GROUP, "id": -77}, text="Hello")
        assert sharing.share_of(an_update("message", elsewhere)) is Share.HOST
