"""Letters become what stands in a visitor's chat."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.web.chat.updates import SOURCE
from handlers.channel import ButtonPressed, ChatKind, MessageWritten
from handlers.errors import RecipientUnreachable, Refused, UpdateUnreadable
from storage.records.actions import (
    AnswerPress,
    DeleteMessage,
    EditContent,
    OpenTopic,
    SendAlbum,
    SendContent,
    SetButtons,
)
from storage.records.content import Content, Media, MediaKind
from storage.records.message_refs import MessageRef
from storage.records.updates import Patience, RawUpdate
from storage.web.chat import WebMessage
from tests.bot.channels.web.browser import PNG, Browser
from tests.bot.channels.web.conftest import Served
from tests.bot.channels.web.letters import HELPED, a_claimed_letter, said


async def chat(served: Served, visitor: str) -> tuple[WebMessage, ...]:
    async with served.database.books() as books:
        return await books.web_chats.changed_after(visitor, 0, limit=50)


async def kept_updates(served: Served) -> list[RawUpdate]:
    """What waits in the inbox, the oldest first."""
    async with served.database.hold() as holder, served.database.books() as books:
        quiet_at = served.clock() + timedelta(minutes=1)
        claimed = await books.inbox.claim(holder, quiet_at, lambda rows, _now: rows)
    return [row.update for batch in claimed.batches for row in batch.rows]


def a_file(upload: bytes, name: str = "plan.png", kind: MediaKind = MediaKind.PHOTO) -> Content:
    return Content(media=Media(kind, "", name, upload=base64.b64encode(upload).decode()))


class TestALetter:
    async def test_stands_in_the_chat_under_an_id_of_its_own(self, served: Served, anna: Browser) -> None:
        delivered = await served.web.chat.deliver(
            a_claimed_letter(anna.visitor, SendContent(said("Вот ответ"), buttons=HELPED))
        )
        (message,) = await chat(served, anna.visitor)
        assert delivered.messages == (message.id,)
        assert (message.content, message.buttons) == (said("Вот ответ"), HELPED)

    async def test_delivered_again_leaves_one_message(self, served: Served, anna: Browser) -> None:
        """The process may be killed between the two commits: the outbox then asks once more."""
        first = await served.web.chat.deliver(a_claimed_letter(anna.visitor, "once"))
        again = await served.web.chat.deliver(a_claimed_letter(anna.visitor, "↻ once"))
        assert first == again
        assert [message.content for message in await chat(served, anna.visitor)] == [said("once")]

    async def test_to_nobody_says_so(self, served: Served) -> None:
        with pytest.raises(RecipientUnreachable):
            await served.web.chat.deliver(a_claimed_letter("nobody", "hello"))

    async def test_about_topics_is_refused(self, served: Served, anna: Browser) -> None:
        with pytest.raises(Refused):
            await served.web.chat.deliver(a_claimed_letter(anna.visitor, OpenTopic("№ 1")))
        with pytest.raises(Refused):
            await served.web.chat.reopen_topic("web:1", "2")


class TestAMessageThatStands:
    async def test_is_edited_loses_its_buttons_and_is_taken_back(self, served: Served, anna: Browser) -> None:
        deliver, ref = served.web.chat.deliver, MessageRef("ticket:1", "card")
        sent = await deliver(a_claimed_letter(anna.visitor, SendContent(said("first"), buttons=HELPED)))
        (target,) = sent.messages

        edit = EditContent(ref, said("second"), buttons=HELPED)
        await deliver(a_claimed_letter(anna.visitor, edit, letter=8, target=target))
        (message,) = await chat(served, anna.visitor)
        assert (message.content, message.buttons) == (said("second"), HELPED)
        assert message.edited_at is not None

        await deliver(a_claimed_letter(anna.visitor, SetButtons(ref), letter=9, target=target))
        assert (await chat(served, anna.visitor))[0].buttons == ()

        await deliver(a_claimed_letter(anna.visitor, DeleteMessage(ref), letter=10, target=target))
        assert (await chat(served, anna.visitor))[0].deleted

    async def test_must_be_known(self, served: Served, anna: Browser) -> None:
        with pytest.raises(Refused):
            await served.web.chat.deliver(a_claimed_letter(anna.visitor, SetButtons(MessageRef("a", "b"))))


class TestFiles:
    async def test_of_an_agent_can_be_downloaded_by_their_visitor(
        self, served: Served, anna: Browser, boris: Browser
    ) -> None:
        await served.web.chat.deliver(
            a_claimed_letter(anna.visitor, SendAlbum((a_file(PNG), a_file(b"\0\1", "setup.bin"))))
        )
        pictures = await chat(served, anna.visitor)
        assert [message.id for message in pictures] == ["7.0", "7.1"]
        for message, mime_type in zip(pictures, ("image/png", "application/octet-stream"), strict=True):
            assert message.content.media is not None
            upload = message.content.media.file_id.removeprefix("web:")
            answer = await anna.get(f"/chat/files/{upload}")
            assert (answer.status, answer.content_type) == (200, mime_type)
            assert (await boris.get(f"/chat/files/{upload}")).status == 404

    async def test_of_a_visitor_can_be_fetched(self, served: Served, anna: Browser) -> None:
        upload = (await (await anna.uploads(PNG)).json())["file"]
        await anna.writes("см. снимок", file=upload)
        (message,) = await chat(served, anna.visitor)
        assert message.content.media is not None
        assert await served.web.chat.fetch(message.content.media) == PNG

    @pytest.mark.parametrize("file_id", ["AgACAgIAAx", "web:../../secret", "web:" + "0" * 32])
    async def test_of_other_places_are_refused(self, served: Served, file_id: str) -> None:
        with pytest.raises(Refused):
            await served.web.chat.fetch(Media(MediaKind.PHOTO, file_id))


class TestAPressNotice:
    async def test_is_told_once_and_is_no_part_of_the_conversation(
        self, served: Served, anna: Browser
    ) -> None:
        async with anna.listening() as stream:
            await served.web.chat.deliver(
                a_claimed_letter(anna.visitor, AnswerPress("q", "Кнопка уже не действует"))
            )
            assert (await stream.next("notice"))[2] == {"text": "Кнопка уже не действует"}
        assert (await anna.enter())["messages"] == []

    async def test_without_words_is_nothing(self, served: Served, anna: Browser) -> None:
        await served.web.chat.deliver(a_claimed_letter(anna.visitor, AnswerPress("q")))
        assert await chat(served, anna.visitor) == ()


class TestWhatVisitorsDo:
    async def test_is_read_as_a_message_of_a_private_chat(self, served: Served, anna: Browser) -> None:
        await anna.post("name", {"name": "Анна"})
        served.clock.advance(timedelta(seconds=1))
        await anna.writes("Не работает ftp")
        (update,) = await kept_updates(served)
        written = served.web.chat.read(update)

        assert (update.source, update.lane, update.patience) == (
            SOURCE,
            f"web:{anna.visitor}",
            Patience.BURST,
        )
        assert isinstance(written, MessageWritten)
        assert written.sender is not None
        assert (written.sender.address, written.sender.given_name) == (f"web:{anna.visitor}", "Анна")
        assert (written.scene.kind, written.scene.chat) == (ChatKind.PRIVATE, f"web:{anna.visitor}")
        assert (written.sender.language, written.content) == ("ru", said("Не работает ftp"))

    async def test_may_be_a_command(self, served: Served, anna: Browser) -> None:
        await anna.writes("/status")
        (update,) = await kept_updates(served)
        written = served.web.chat.read(update)
        assert update.patience is Patience.NONE
        assert isinstance(written, MessageWritten)
        assert written.command is not None
        assert written.command.name == "status"

    async def test_may_be_a_press(self, served: Served, anna: Browser) -> None:
        await served.web.chat.deliver(a_claimed_letter(anna.visitor, SendContent(said("?"), buttons=HELPED)))
        await anna.post("presses", {"id": "press-0001", "message": "7.0", "data": "ok:t:"})
        (update,) = await kept_updates(served)
        pressed = served.web.chat.read(update)
        assert isinstance(pressed, ButtonPressed)
        assert (pressed.ref, pressed.data) == (MessageRef(f"web:{anna.visitor}", "7.0"), "ok:t:")

    @pytest.mark.parametrize("raw", [{}, {"written": {}}, {"pressed": {"data": 1}}, {"written": "text"}])
    async def test_is_refused_when_it_cannot_be_read(self, served: Served, raw: dict[str, Any]) -> None:
        update = RawUpdate(SOURCE, 1, "web:1", Patience.NONE, None, raw)
        with pytest.raises(UpdateUnreadable):
            served.web.chat.read(update)
