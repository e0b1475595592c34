"""Files on their way from one messenger to another."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.workers.files_between import with_files_at_hand
from handlers.channel import Delivered, Inbound
from handlers.errors import Refused, UpdateUnreadable
from storage.records.actions import Action, SendAlbum, SendContent
from storage.records.content import Content, Media, MediaKind
from storage.records.letters import ClaimedLetter, Destination, Letter, LetterState, PostedLetter
from storage.records.updates import RawUpdate

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
OF_TELEGRAM = Content(media=Media(MediaKind.PHOTO, "AgACAgIAAxkBAAI", size=3))
OF_THE_WEB = Content(media=Media(MediaKind.DOCUMENT, "web:00ff", "plan.pdf", size=3))
TOO_LARGE = Content(media=Media(MediaKind.VIDEO, "BAACAgIAAxkBAAI", size=30 * 2**20))


@dataclass
class Messenger:
    """Holds files; what it is asked for is kept."""

    name: str
    reads_storage: bool = False
    asked_for: list[str] = field(default_factory=list)

    def holds(self, media: Media) -> bool:
        return media.file_id.startswith("web:") is (self.name == "web")

    def read(self, update: RawUpdate) -> Inbound:
        raise UpdateUnreadable(str(update.update_id))

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        return Delivered((str(claimed.posted.id),))

    async def fetch(self, media: Media) -> bytes:
        self.asked_for.append(media.file_id)
        if (media.size or 0) > 20 * 2**20:
            raise Refused("a file of this size is too large to download")
        return b"abc"

    async def reopen_topic(self, chat: str, thread: str) -> None:
        raise Refused(f"{chat} {thread}")


def a_claimed_letter(chat: str, action: Action) -> ClaimedLetter:
    letter = Letter(to=Destination(chat), action=action, language="ru")
    return ClaimedLetter(PostedLetter(1, letter, LetterState.SENDING, 1, NOW, NOW))


async def sent(chat: str, action: Action) -> tuple[Action, list[str]]:
    """What goes to the messenger of `chat`, and the files that were fetched for it."""
    channels = {name: Messenger(name, reads_storage=name == "desk") for name in ("telegram", "web", "desk")}
    brought = await with_files_at_hand(channels, a_claimed_letter(chat, action))
    fetched = [file for messenger in channels.values() for file in messenger.asked_for]
    return brought.posted.letter.action, fetched


class TestAFileOfAnotherMessenger:
    @pytest.mark.parametrize(("chat", "content"), [("web:anna", OF_TELEGRAM), ("telegram:-1001", OF_THE_WEB)])
    async def test_comes_as_bytes_under_its_name(self, chat: str, content: Content) -> None:
        action, fetched = await sent(chat, SendContent(content))
        assert isinstance(action, SendContent)
        media, original = action.content.media, content.media
        assert media is not None
        assert original is not None
        assert base64.b64decode(media.upload or "") == b"abc"
        assert (media.kind, media.file_name) == (original.kind, original.file_name)
        assert fetched == [original.file_id]

    async def test_comes_in_an_album_too(self) -> None:
        action, fetched = await sent("web:anna", SendAlbum((OF_TELEGRAM, OF_TELEGRAM)))
        assert isinstance(action, SendAlbum)
        assert all(item.media and item.media.upload for item in action.items)
        assert len(fetched) == 2

    async def test_that_is_too_large_is_refused_so_that_its_author_is_told(self) -> None:
        with pytest.raises(Refused, match="too large"):
            await sent("web:anna", SendContent(TOO_LARGE))


class TestAnyOtherFile:
    @pytest.mark.parametrize(
        ("chat", "content"),
        [
            ("telegram:-1001", OF_TELEGRAM),
            ("telegram:-1001", TOO_LARGE),
            ("web:anna", OF_THE_WEB),
            ("desk:1", OF_TELEGRAM),
            ("desk:1", OF_THE_WEB),
            ("web:anna", Content()),
        ],
    )
    async def test_stays_where_it_is(self, chat: str, content: Content) -> None:
        action = SendContent(content)
        assert await sent(chat, action) == (action, [])
