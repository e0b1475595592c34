"""The web desk as a `Channel`: the staff's place if it has no group in a messenger.

Its pages read tickets and messages from storage, so a history that is posted again needs no delivery. Only
what is stored nowhere else is delivered here: the bot's own words to the staff. A post is named by its
letter, so delivering it twice leaves one.
"""

from dataclasses import dataclass

from bot.channels.web.uploads import UploadsFolder
from handlers.channel import Delivered, Inbound
from handlers.errors import NotReached, Refused, UpdateUnreadable
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.records.actions import EditContent, OpenTopic, SendAlbum, SendContent, SetButtons
from storage.records.content import Media
from storage.records.letters import ClaimedLetter, Letter, Urgency
from storage.records.message_refs import names_a_hint
from storage.records.updates import RawUpdate
from storage.web.desk import DeskPost

NAME = "desk"

UPLOAD = f"{NAME}:"
"""The prefix of ids of files that somebody of the desk attached."""


def desk_line(line: int) -> str:
    """The desk's staff chat for a line that has no group in a messenger."""
    return f"{NAME}:{line}"


def is_desk(address: str) -> bool:
    """Return True if the address is a place or a person of the web desk."""
    return address.startswith(f"{NAME}:")


@dataclass(slots=True)
class WebDesk:
    """The channel to the desk's pages."""

    database: Database
    uploads: UploadsFolder
    name: str = NAME
    reads_storage: bool = True

    def holds(self, media: Media) -> bool:
        """Return True if somebody of the desk attached the file."""
        return media.file_id.startswith(UPLOAD)

    def read(self, update: RawUpdate) -> Inbound:
        """Raise `UpdateUnreadable`: nothing comes in by the inbox, since the pages act at once."""
        raise UpdateUnreadable(f"the desk keeps no updates, and here is one of {update.source}")

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        """Put the letter on the desk. Raises `DeliveryError` and nothing else."""
        try:
            return await self._deliver(claimed)
        except StorageUnavailable as error:
            raise NotReached(str(error)) from error

    async def fetch(self, media: Media) -> bytes:
        """The bytes of a file that somebody of the desk attached. Raises `Refused` if it is missing."""
        upload_id = media.file_id.removeprefix(UPLOAD)
        if upload_id == media.file_id or not upload_id.isalnum():
            raise Refused("a file of another messenger, without its bytes")
        try:
            return await self.uploads.read(upload_id)
        except FileNotFoundError as error:
            raise Refused("the file is not there any more") from error

    async def reopen_topic(self, chat: str, thread: str) -> None:
        """Raise `Refused`: topics here are tickets, which are never closed as topics."""
        raise Refused(f"{chat} has no topic {thread} to open")

    async def _deliver(self, claimed: ClaimedLetter) -> Delivered:
        posted, letter = claimed.posted, claimed.posted.letter
        match letter.action:
            case OpenTopic() if letter.to.ticket is not None:
                return Delivered(thread=str(letter.to.ticket))
            case SendContent() if _is_the_bots_own(letter):
                await self._post(claimed, letter.action)
                return Delivered(messages=(str(posted.id),))
            case SendContent():
                return Delivered(messages=(str(posted.id),))
            case SendAlbum(items=items):
                return Delivered(messages=tuple(f"{posted.id}.{number}" for number in range(len(items))))
            case SetButtons(buttons=buttons) if claimed.target is not None and claimed.target.isdecimal():
                async with self.database.books() as books:
                    await books.desk_posts.set_buttons(int(claimed.target), buttons)
                    await books.commit()
            case EditContent(content=content, buttons=buttons) if claimed.target is not None:
                if names_a_hint(letter.action.message):
                    async with self.database.books() as books:
                        await books.desk_posts.reword(int(claimed.target), content, buttons)
                        await books.commit()
        return Delivered()

    async def _post(self, claimed: ClaimedLetter, action: SendContent) -> None:
        posted = claimed.posted
        async with self.database.books() as books:
            await books.desk_posts.put(
                DeskPost(
                    id=posted.id,
                    ticket=posted.letter.to.ticket,
                    content=action.content,
                    buttons=action.buttons,
                    at=posted.posted_at,
                )
            )
            await books.commit()


def _is_the_bots_own(letter: Letter) -> bool:
    """Return False for people's messages and a ticket's card, which the pages read from storage."""
    if letter.urgency is Urgency.CUSTOMER_WORDS:
        return False
    return not letter.shows or names_a_hint(letter.shows[0])
