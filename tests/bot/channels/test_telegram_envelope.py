"""What the inbox is told of a raw update."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_envelope import UNREADABLE_LANE, envelope
from storage.records.updates import Patience, RawUpdate
from tests.bot.channels.updates import ANN, FORUM, GROUP, IN_TOPIC, PRIVATE, a_message, an_update

SOURCE = "telegram:7000"


def of(kind: str, event: dict[str, Any]) -> RawUpdate:
    return envelope(SOURCE, an_update(kind, event))


class TestTheLane:
    @pytest.mark.parametrize(
        ("kind", "event", "lane"),
        [
            ("message", a_message(), "telegram:42"),
            ("edited_message", a_message(), "telegram:42"),
            ("message", a_message(FORUM, **IN_TOPIC), "telegram:-1001/12"),
            ("message", a_message(FORUM), "telegram:-1001"),
            ("message", a_message(GROUP, message_thread_id=12), "telegram:-5"),
            ("callback_query", {"id": "1", "from": ANN, "message": a_message()}, "telegram:42"),
            (
                "callback_query",
                {"id": "1", "from": ANN, "message": a_message(FORUM, **IN_TOPIC)},
                "telegram:-1001/12",
            ),
            ("callback_query", {"id": "1", "from": ANN, "inline_message_id": "x"}, "telegram:42"),
            ("my_chat_member", {"chat": PRIVATE, "from": ANN}, "telegram:42"),
            ("poll", {"id": "1"}, UNREADABLE_LANE),
        ],
    )
    def test_is_the_chat_or_the_topic_of_a_forum(self, kind: str, event: dict[str, Any], lane: str) -> None:
        assert of(kind, event).lane == lane


class TestThePatience:
    @pytest.mark.parametrize(
        "event",
        [
            a_message(text="hello"),
            a_message(photo=[]),
            a_message(text="/var/www is full"),
            a_message(text="// a"),
        ],
    )
    def test_is_for_a_customer_who_may_go_on(self, event: dict[str, Any]) -> None:
        assert of("message", event).patience is Patience.BURST

    @pytest.mark.parametrize(
        ("kind", "event"),
        [
            ("message", a_message(text="/start")),
            ("message", a_message(caption="/note for the file")),
            ("message", a_message(FORUM, text="hello", **IN_TOPIC)),
            ("edited_message", a_message(text="hello")),
            ("callback_query", {"id": "1", "from": ANN, "message": a_message(text="hello")}),
        ],
    )
    def test_is_for_nobody_else(self, kind: str, event: dict[str, Any]) -> None:
        assert of(kind, event).patience is Patience.NONE

    def test_is_for_the_other_parts_of_an_album(self) -> None:
        staff = of("message", a_message(FORUM, media_group_id="77", **IN_TOPIC))
        customer = of("message", a_message(media_group_id="77"))

        assert (staff.patience, staff.album) == (Patience.ALBUM, "77")
        assert (customer.patience, customer.album) == (Patience.BURST, "77")


class TestTheId:
    def test_is_telegrams_own(self) -> None:
        assert envelope(SOURCE, an_update("message", a_message(), number=99)).update_id == 99

    @pytest.mark.parametrize("number", [None, "7", True, -1, 2**63, 1.5])
    def test_is_made_of_the_content_where_there_is_none_to_use(self, number: object) -> None:
        """Asked for twice, such an update is kept once; another one is another."""
        first, again, other = (
            envelope(SOURCE, {"update_id": number, "message": {"text": text}}) for text in ("a", "a", "b")
        )

        assert first.update_id < 0
        assert first == again
        assert other.update_id != first.update_id


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        "update_id",
        "message",
        "callback_query",
        "my_chat_member",
        "chat",
        "id",
        "from",
        "type",
        "text",
        "caption",
        "message_thread_id",
        "is_topic_message",
        "media_group_id",
    ]
)
NEARLY_UPDATES = st.recursive(
    ANYTHING, lambda inner: st.dictionaries(NAMES, inner, max_size=5), max_leaves=12
)


@given(NEARLY_UPDATES)
def test_whatever_comes_gets_an_envelope(update: object) -> None:
    """A malformed update must not stop the others from reaching the disk."""
    posted = envelope(SOURCE, update)

    assert posted.lane.startswith("telegram:")
    assert posted.raw in (update, {"unreadable": update})
