"""What an update means, read through either library's types."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_envelope import envelope
from handlers.channel import (
    ButtonPressed,
    ChatKind,
    Command,
    GroupMoved,
    Inbound,
    InlineAsked,
    MembershipChanged,
    MessageWritten,
    NothingToDo,
    Person,
    ReachabilityChanged,
    Scene,
    TopicCreated,
)
from handlers.errors import UpdateUnreadable
from storage.records.content import (
    Contact,
    Content,
    FormattedText,
    Location,
    Media,
    MediaKind,
    Span,
    SpanKind,
)
from storage.records.message_refs import MessageRef
from storage.records.updates import Patience, RawUpdate
from tests.bot.channels.twins import NOW
from tests.bot.channels.updates import (
    ANN,
    ANONYMOUS,
    DATE,
    FORUM,
    GROUP,
    IN_TOPIC,
    OUR_BOT,
    PRIVATE,
    a_file,
    a_message,
    a_size,
    an_update,
)

PERSON = Person("telegram:42", "Ann", "Lee", "ann", "en")
TOPIC = Scene("telegram:-1001", ChatKind.FORUM, "12")


def read(reader: TelegramChannel, kind: str, event: dict[str, Any]) -> Inbound:
    return reader.read(envelope(reader.source, an_update(kind, event)))


def written(reader: TelegramChannel, event: dict[str, Any], kind: str = "message") -> MessageWritten:
    inbound = read(reader, kind, event)
    assert isinstance(inbound, MessageWritten)
    return inbound


class TestAMessage:
    def test_says_who_where_what_and_when(self, reader: TelegramChannel) -> None:
        event = a_message(text="hello", entities=[{"type": "bold", "offset": 0, "length": 5}])

        assert read(reader, "message", event) == MessageWritten(
            sender=PERSON,
            scene=Scene("telegram:42", ChatKind.PRIVATE),
            ref=MessageRef("telegram:42", "5"),
            content=Content(FormattedText("hello", (Span(SpanKind.BOLD, 0, 5),))),
            at=NOW,
        )

    @pytest.mark.parametrize(
        ("chat", "fields", "scene"),
        [
            (FORUM, IN_TOPIC, TOPIC),
            (FORUM, {}, Scene("telegram:-1001", ChatKind.FORUM)),
            (GROUP, {"message_thread_id": 3}, Scene("telegram:-5", ChatKind.GROUP)),
        ],
    )
    def test_in_a_group_names_its_topic(
        self, reader: TelegramChannel, chat: dict[str, Any], fields: dict[str, Any], scene: Scene
    ) -> None:
        assert written(reader, a_message(chat, text="hello", **fields)).scene == scene

    def test_that_was_edited_has_the_moment_of_the_edit(self, reader: TelegramChannel) -> None:
        message = written(reader, a_message(text="new", edit_date=DATE + 60), "edited_message")

        assert message.edited
        assert message.at == datetime(2026, 11, 22, 9, 31, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("chat", "speaker"),
        [(FORUM, FORUM), (FORUM, {"id": -1009, "type": "channel", "title": "News"})],
        ids=["an anonymous administrator", "a channel"],
    )
    def test_by_no_person_has_no_sender(
        self, reader: TelegramChannel, chat: dict[str, Any], speaker: dict[str, Any]
    ) -> None:
        event = a_message(chat, text="hello", sender_chat=speaker, **{"from": ANONYMOUS})

        assert written(reader, event).sender is None

    def test_by_another_bot_says_so(self, reader: TelegramChannel) -> None:
        sender = written(reader, a_message(GROUP, text="hello", **{"from": OUR_BOT | {"id": 1}})).sender

        assert sender is not None
        assert sender.is_bot

    def test_is_a_command_also_as_a_caption(self, reader: TelegramChannel) -> None:
        event = a_message(FORUM, caption="/note see", document=a_file("document"), **IN_TOPIC)

        assert written(reader, event).command == Command("note", "see")

    def test_of_an_album_names_it(self, reader: TelegramChannel) -> None:
        event = a_message(photo=[a_size("s", 1)], media_group_id="77")

        assert written(reader, event).album == "77"


class TestAReply:
    def test_brings_what_it_replies_to(self, reader: TelegramChannel) -> None:
        event = a_message(text="yes", reply_to_message=a_message(message_id=3, text="well?"))

        message = written(reader, event)

        assert message.reply_to == MessageRef("telegram:42", "3")
        assert message.replied == Content(FormattedText("well?"))

    def test_to_a_message_of_ours_brings_its_buttons(self, reader: TelegramChannel) -> None:
        keyboard = {"inline_keyboard": [[{"text": "Take", "callback_data": "take:1:1"}]]}
        card = a_message(GROUP, **{"from": OUR_BOT}, text="№ 1", reply_markup=keyboard)
        notice = a_message(GROUP, **{"from": OUR_BOT}, text="well?")
        words = a_message(GROUP, text="well?", reply_markup=keyboard)

        answered = [
            written(reader, a_message(GROUP, text="yes", reply_to_message=replied)).replied_buttons
            for replied in (card, notice, words)
        ]

        assert answered == [("take:1:1",), (), None]

    def test_to_the_creation_of_its_topic_is_none(self, reader: TelegramChannel) -> None:
        """In a topic every message that replies to nothing else does that."""
        root = a_message(
            FORUM, message_id=12, forum_topic_created={"name": "№ 1", "icon_color": 1}, **IN_TOPIC
        )

        message = written(reader, a_message(FORUM, text="hi", reply_to_message=root, **IN_TOPIC))

        assert (message.reply_to, message.replied) == (None, None)


class TestContent:
    @pytest.mark.parametrize("kind", [kind for kind in MediaKind if kind is not MediaKind.PHOTO])
    def test_of_each_kind_of_file(self, reader: TelegramChannel, kind: MediaKind) -> None:
        event = a_message(caption="look", **{kind.value: a_file(kind.value)})

        assert written(reader, event).content == Content(
            FormattedText("look"), media=Media(kind, f"{kind.value}-id", size=9)
        )

    def test_of_a_document_knows_its_name(self, reader: TelegramChannel) -> None:
        event = a_message(document=a_file("document", file_name="a.csv", mime_type="text/csv"))

        assert written(reader, event).content.media == Media(
            MediaKind.DOCUMENT, "document-id", file_name="a.csv", mime_type="text/csv", size=9
        )

    def test_of_a_photo_is_its_largest_size(self, reader: TelegramChannel) -> None:
        event = a_message(photo=[a_size("s", 1), a_size("l", 9), a_size("m", 5)], has_media_spoiler=True)

        assert written(reader, event).content.media == Media(MediaKind.PHOTO, "l", size=9, has_spoiler=True)

    def test_of_an_animation_is_no_document(self, reader: TelegramChannel) -> None:
        event = a_message(animation=a_file("animation"), document=a_file("document"))

        media = written(reader, event).content.media
        assert media is not None
        assert media.kind is MediaKind.ANIMATION

    def test_of_places_and_contacts(self, reader: TelegramChannel) -> None:
        point = {"latitude": 55.5, "longitude": 37.5}
        venue = {"location": point, "title": "Office", "address": "Main street 1"}
        shared = {"phone_number": "+123", "first_name": "Bob"}

        contents = [
            written(reader, a_message(**fields)).content
            for fields in ({"location": point}, {"location": point, "venue": venue}, {"contact": shared})
        ]

        assert contents == [
            Content(location=Location(55.5, 37.5)),
            Content(location=Location(55.5, 37.5, "Office", "Main street 1")),
            Content(contact=Contact("+123", "Bob")),
        ]

    @pytest.mark.parametrize(
        ("fields", "kind"),
        [
            ({"dice": {"emoji": "🎲", "value": 3}}, "dice"),
            ({"story": {"chat": PRIVATE, "id": 1}}, "story"),
            ({"poll": {"id": "1", "question": "?", "options": []}}, "poll"),
            ({"rich_message": {"blocks": []}}, "rich_message"),
            ({"a_thing_of_next_year": {"x": 1}}, "unknown"),
            ({}, "unknown"),
        ],
    )
    def test_that_cannot_cross_is_named(
        self, reader: TelegramChannel, fields: dict[str, Any], kind: str
    ) -> None:
        assert written(reader, a_message(**fields)).content == Content(unsupported=kind)


class TestAServerOfAnotherVersion:
    """Both libraries demand every field that they know of."""

    POLL: ClassVar[dict[str, Any]] = {
        "poll": {"id": "1", "question": "Which?", "options": [{"text": "a", "voter_count": 0}]}
    }

    def test_may_tell_less_of_what_a_message_answers(self, reader: TelegramChannel) -> None:
        replied = a_message(message_id=4, **self.POLL)

        heard = written(reader, a_message(text="this one", reply_to_message=replied, external_reply={}))

        assert heard.content.text.text == "this one"
        assert heard.reply_to == MessageRef("telegram:42", "4")

    def test_may_tell_less_of_the_message_under_a_pressed_button(self, reader: TelegramChannel) -> None:
        under = a_message(text="Which?", reply_to_message=a_message(message_id=4, **self.POLL))
        press = {"id": "7", "from": ANN, "chat_instance": "1", "data": "take:1:1", "message": under}

        assert isinstance(read(reader, "callback_query", press), ButtonPressed)

    def test_may_tell_of_what_nobody_asked_for(self, reader: TelegramChannel) -> None:
        assert isinstance(read(reader, "message_reaction", {"chat": PRIVATE}), NothingToDo)


class TestAnInlineQuery:
    def test_tells_who_types_what(self, reader: TelegramChannel) -> None:
        asked = {"id": "77", "from": ANN, "query": "пароль", "offset": "", "chat_type": "supergroup"}

        heard = read(reader, "inline_query", asked)

        assert isinstance(heard, InlineAsked)
        assert (heard.words, heard.query, heard.is_staff) == ("пароль", "77", None)
        assert heard.sender.address == f"telegram:{ANN['id']}"


class TestAServiceMessage:
    @pytest.mark.parametrize(
        "fields",
        [
            {"pinned_message": a_message(FORUM, text="a card")},
            {"forum_topic_edited": {"name": "new"}},
            {"forum_topic_closed": {}},
            {"delete_chat_photo": True},
        ],
    )
    def test_asks_nothing_of_us(self, reader: TelegramChannel, fields: dict[str, Any]) -> None:
        assert isinstance(read(reader, "message", a_message(FORUM, **fields)), NothingToDo)

    @pytest.mark.parametrize(
        ("fields", "is_member"),
        [({"new_chat_members": [ANN, OUR_BOT]}, True), ({"left_chat_member": ANN}, False)],
    )
    def test_of_who_came_or_left_is_heard(
        self,
        reader: TelegramChannel,
        fields: dict[str, Any],
        is_member: bool,  # noqa: FBT001 - a table's column
    ) -> None:
        """It reaches bots that are no administrators, too."""
        change = read(reader, "message", a_message(GROUP, **fields))

        assert isinstance(change, MembershipChanged)
        assert change.people[0].address == f"telegram:{ANN['id']}"
        assert (change.is_member, change.at) == (is_member, NOW)
        assert [person.is_bot for person in change.people] == [False, True][: len(change.people)]

    @pytest.mark.parametrize(("creator", "by_us"), [(OUR_BOT, True), (ANN, False)])
    def test_of_a_new_topic_says_whose_it_is(
        self,
        reader: TelegramChannel,
        creator: dict[str, Any],
        by_us: bool,  # noqa: FBT001 - a table's column
    ) -> None:
        created = {"name": "№ 12", "icon_color": 7322096}
        event = a_message(FORUM, forum_topic_created=created, **IN_TOPIC, **{"from": creator})

        assert read(reader, "message", event) == TopicCreated(scene=TOPIC, name="№ 12", by_us=by_us, at=NOW)

    def test_of_a_move_is_understood_from_both_ends(self, reader: TelegramChannel) -> None:
        moved = GroupMoved(old="telegram:-5", new="telegram:-1001")

        assert read(reader, "message", a_message(GROUP, migrate_to_chat_id=-1001)) == moved
        assert read(reader, "message", a_message(FORUM, migrate_from_chat_id=-5)) == moved

    def test_of_a_live_location_is_no_edit(self, reader: TelegramChannel) -> None:
        event = a_message(location={"latitude": 1.0, "longitude": 2.0}, edit_date=DATE)

        assert isinstance(read(reader, "edited_message", event), NothingToDo)


class TestAButton:
    def test_says_who_pressed_what_and_where(self, reader: TelegramChannel) -> None:
        """Telegram does not tell when it was pressed: it is now."""
        card = a_message(FORUM, text="a card", **IN_TOPIC, **{"from": OUR_BOT})
        query = {"id": "99", "from": ANN, "chat_instance": "1", "message": card, "data": "take:12"}

        assert read(reader, "callback_query", query) == ButtonPressed(
            sender=PERSON,
            scene=TOPIC,
            ref=MessageRef("telegram:-1001", "5"),
            data="take:12",
            query="99",
            at=NOW,
        )

    def test_under_a_message_too_old_to_see_still_counts(self, reader: TelegramChannel) -> None:
        old = {"chat": FORUM, "message_id": 5, "date": 0}
        query = {"id": "99", "from": ANN, "chat_instance": "1", "message": old, "data": "take:12"}

        pressed = read(reader, "callback_query", query)

        assert isinstance(pressed, ButtonPressed)
        assert pressed.scene == Scene("telegram:-1001", ChatKind.FORUM)

    @pytest.mark.parametrize("fields", [{"game_short_name": "g", "message": a_message()}, {"data": "x"}])
    def test_of_somebody_else_is_left_alone(self, reader: TelegramChannel, fields: dict[str, Any]) -> None:
        query = {"id": "99", "from": ANN, "chat_instance": "1"} | fields

        assert isinstance(read(reader, "callback_query", query), NothingToDo)


class TestOurPlaceInAChat:
    def change(self, chat: dict[str, Any], *statuses: dict[str, Any]) -> dict[str, Any]:
        was, now = ({"user": OUR_BOT} | status for status in statuses)
        return {"chat": chat, "from": ANN, "date": DATE, "old_chat_member": was, "new_chat_member": now}

    @pytest.mark.parametrize(
        ("was", "now", "reachable"),
        [("member", "kicked", False), ("kicked", "member", True), ("member", "left", False)],
    )
    def test_tells_who_can_be_reached(
        self,
        reader: TelegramChannel,
        was: str,
        now: str,
        reachable: bool,  # noqa: FBT001 - a table's column
    ) -> None:
        change = self.change(
            PRIVATE, *({"status": s} | ({"until_date": 0} if s == "kicked" else {}) for s in (was, now))
        )

        assert read(reader, "my_chat_member", change) == ReachabilityChanged(
            sender=PERSON, scene=Scene("telegram:42", ChatKind.PRIVATE), reachable=reachable, at=NOW
        )

    @pytest.mark.parametrize(
        ("was", "now", "reachable"),
        [
            ({"status": "administrator", "can_manage_chat": True}, {"status": "kicked"}, False),
            ({"status": "left"}, {"status": "administrator", "can_manage_chat": True}, True),
            (
                {"status": "restricted", "is_member": True},
                {"status": "restricted", "is_member": False},
                False,
            ),
        ],
    )
    def test_needs_no_right_that_the_server_does_not_know_yet(
        self,
        reader: TelegramChannel,
        was: dict[str, Any],
        now: dict[str, Any],
        reachable: bool,  # noqa: FBT001 - a table's column
    ) -> None:
        until = {"kicked": {"until_date": 0}}
        change = self.change(FORUM, *(side | until.get(side["status"], {}) for side in (was, now)))

        told = read(reader, "my_chat_member", change)

        assert isinstance(told, ReachabilityChanged)
        assert told.reachable is reachable


class TestNonsense:
    @pytest.mark.parametrize(
        "event", [{}, {"message_id": "?"}, a_message(date="soon"), a_message(chat={"id": 1}), {"chat": None}]
    )
    def test_is_unreadable_and_nothing_worse(self, reader: TelegramChannel, event: dict[str, Any]) -> None:
        with pytest.raises(UpdateUnreadable):
            read(reader, "message", event)

    def test_of_an_unasked_kind_is_passed_over(self, reader: TelegramChannel) -> None:
        picked = {"result_id": "1", "from": ANN, "query": ""}

        assert isinstance(read(reader, "chosen_inline_result", picked), NothingToDo)


def test_what_is_no_update_at_all_is_unreadable(reader: TelegramChannel) -> None:
    """So storage hands out a row that somebody spoilt: were it nothing to do, it would be forgotten."""
    spoilt = RawUpdate("telegram:1", 1, "telegram:42", Patience.NONE, None, {"unreadable": "words"})

    with pytest.raises(UpdateUnreadable):
        reader.read(spoilt)
