"""What stands in a visitor's chat, and how a browser is brought up to date."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.books import Books
from storage.database import Database
from storage.errors import UnknownVisitor
from storage.records.actions import Button
from storage.records.content import Content, FormattedText, MediaKind
from storage.tables.web_chat import WebAuthor
from storage.web.chat import WebMessage, WebVisitor
from storage.web.visits import WebUpload

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
CHOICES = ((Button("It helped", "ok:t:"), Button("It did not", "no:t:")),)


def said(text: str) -> Content:
    return Content(FormattedText(text))


async def begin(books: Books, visitor: str = "anna") -> None:
    await books.web_chats.begin(WebVisitor(id=visitor, created_at=NOW))


async def say(books: Books, message: str, text: str = "hello", visitor: str = "anna") -> bool:
    return await books.web_chats.say(visitor, message, WebAuthor.DESK, said(text), now=NOW, buttons=CHOICES)


async def changed_after(database: Database, change: int, visitor: str = "anna") -> tuple[WebMessage, ...]:
    async with database.books() as books:
        return await books.web_chats.changed_after(visitor, change, limit=50)


class TestABrowserThatSawEverythingUpToANumber:
    async def test_gets_what_changed_since_and_each_message_once(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            for message in ("1", "2", "3"):
                await say(books, message)
            await books.web_chats.edit("anna", "1", said("better"), (), NOW)
            await books.web_chats.edit("anna", "1", said("best"), (), NOW)
            await books.commit()

        assert [message.id for message in await changed_after(database, 0)] == ["2", "3", "1"]
        (changed,) = await changed_after(database, 3)
        assert (changed.id, changed.position, changed.changed, changed.content) == ("1", 1, 5, said("best"))
        assert await changed_after(database, 5) == ()

    async def test_sees_nothing_of_anybody_else(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books, "anna")
            await begin(books, "boris")
            await say(books, "1", "for anna")
            await say(books, "1", "for boris", visitor="boris")
            await books.commit()

        assert [m.content for m in await changed_after(database, 0, "boris")] == [said("for boris")]
        async with database.books() as books:
            assert await books.web_chats.last_changes(["anna", "boris", "nobody"]) == {"anna": 1, "boris": 1}


class TestAMessage:
    async def test_said_twice_stands_once(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            assert await say(books, "1", "first")
            assert not await say(books, "1", "second")
            await books.commit()

        assert [message.content for message in await changed_after(database, 0)] == [said("first")]

    async def test_loses_its_words_when_it_is_deleted_and_stays_deleted(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            await say(books, "1", "a secret")
            await books.web_chats.delete("anna", "1")
            await books.web_chats.edit("anna", "1", said("again"), (), NOW)
            await books.commit()

        (message,) = await changed_after(database, 0)
        assert message.deleted
        assert message.content == Content()
        assert message.buttons == ()

    async def test_to_nobody_is_refused(self, database: Database) -> None:
        async with database.books() as books:
            with pytest.raises(UnknownVisitor):
                await say(books, "1", visitor="nobody")

    async def test_is_found_by_those_who_scroll_up(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            for message in ("1", "2", "3", "4"):
                await say(books, message)
            await books.web_chats.delete("anna", "2")
            await books.commit()
            older = await books.web_chats.before("anna", 4, limit=2)

        assert [message.id for message in older] == ["1", "3"]


class TestAButton:
    async def test_is_pressed_once_and_takes_the_others_away(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            await say(books, "1")
            assert await books.web_chats.press("anna", "1", "no:t:") == CHOICES[0][1]
            assert await books.web_chats.press("anna", "1", "ok:t:") is None
            message = await books.web_chats.message("anna", "1")

        assert message is not None
        assert (message.buttons, message.pressed) == ((), "It did not")

    @pytest.mark.parametrize(("message", "data"), [("1", "forged"), ("2", "ok:t:")])
    async def test_that_does_not_stand_there_cannot_be_pressed(
        self, database: Database, message: str, data: str
    ) -> None:
        async with database.books() as books:
            await begin(books)
            await say(books, "1")
            assert await books.web_chats.press("anna", message, data) is None


class TestASession:
    async def test_lets_in_until_it_expires_or_ends(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            await books.web_sessions.open("proof", "anna", NOW + timedelta(days=1))
            assert await books.web_sessions.visitor_of("proof", NOW) == "anna"
            assert await books.web_sessions.visitor_of("proof", NOW + timedelta(days=1)) is None
            assert await books.web_sessions.visitor_of("another", NOW) is None
            await books.web_sessions.end("proof")
            assert await books.web_sessions.visitor_of("proof", NOW) is None

    async def test_of_a_visitor_who_never_spoke_is_forgotten(self, database: Database) -> None:
        async with database.books() as books:
            for visitor in ("anna", "boris"):
                await begin(books, visitor)
                await books.web_sessions.open(f"proof of {visitor}", visitor, NOW + timedelta(days=90))
            await say(books, "1")
            gone = await books.web_sessions.purge(NOW, silent_since=NOW + timedelta(days=1))

            assert gone == 1
            assert await books.web_chats.visitor("boris") is None
            assert await books.web_sessions.visitor_of("proof of anna", NOW) == "anna"


class TestAFile:
    async def test_that_was_never_sent_is_forgotten(self, database: Database) -> None:
        async with database.books() as books:
            await begin(books)
            for file in ("sent", "unsent"):
                await books.web_uploads.keep(
                    WebUpload(
                        id=file,
                        visitor="anna",
                        kind=MediaKind.PHOTO,
                        name="a.png",
                        mime_type="image/png",
                        size=70,
                        created_at=NOW,
                    )
                )
            await books.web_uploads.attach("sent")
            assert await books.web_uploads.total_size("anna") == 140
            assert await books.web_uploads.unused(NOW) == ()
            assert await books.web_uploads.unused(NOW + timedelta(days=1)) == ("unsent",)
            await books.web_uploads.forget(["unsent"])
            kept = await books.web_uploads.get("sent")

        assert kept is not None
        assert kept.attached
