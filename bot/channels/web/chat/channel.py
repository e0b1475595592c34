"""The web chat as a `Channel`: a letter becomes a message in the visitor's chat.

A message is named by its letter, so delivering a letter twice leaves one message: no outcome is in doubt.
"""

import base64
from dataclasses import dataclass, replace

from bot.channels.web.chat.updates import SOURCE, translate, visitor_at
from bot.channels.web.chat.view import UPLOAD
from bot.channels.web.file_types import HEAD, UNKNOWN, fitting_name, recognise
from bot.channels.web.uploads import FileTooLarge, UploadsFolder, in_one_chunk
from handlers.channel import Delivered, Inbound
from handlers.clock import Clock
from handlers.errors import NotReached, RecipientUnreachable, Refused
from storage.books import Books
from storage.database import Database
from storage.errors import StorageUnavailable, UnknownVisitor
from storage.records.actions import (
    AnswerPress,
    DeleteMessage,
    EditContent,
    Keyboard,
    SendAlbum,
    SendContent,
    SetButtons,
)
from storage.records.content import Content, FormattedText, Media
from storage.records.letters import ClaimedLetter
from storage.records.updates import RawUpdate
from storage.tables.web_chat import WebAuthor
from storage.web.visits import WebUpload


@dataclass(frozen=True, slots=True)
class _Items:
    """The messages of one letter, with their files on disk."""

    contents: tuple[Content, ...]
    files: tuple[WebUpload, ...]
    buttons: Keyboard = ()


@dataclass(frozen=True, slots=True)
class WebChat:
    """The channel to the visitors of the web chat."""

    database: Database
    uploads: UploadsFolder
    clock: Clock

    name = SOURCE
    reads_storage = False

    def holds(self, media: Media) -> bool:
        """Return True if a visitor sent the file."""
        return media.file_id.startswith(UPLOAD)

    def read(self, update: RawUpdate) -> Inbound:
        """Translate a stored update. Raises `UpdateUnreadable`."""
        return translate(update.raw)

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        """Put the letter into the visitor's chat. Raises `DeliveryError` and nothing else."""
        try:
            return await self._deliver(claimed)
        except UnknownVisitor as error:
            raise RecipientUnreachable(str(error)) from error
        except StorageUnavailable as error:
            # If it was written nevertheless, the next try finds it there.
            raise NotReached(str(error)) from error
        except OSError as error:
            raise NotReached(f"a file could not be written: {error.strerror}") from error

    async def fetch(self, media: Media) -> bytes:
        """The bytes of a file that a visitor sent. Raises `Refused` if it is missing."""
        if media.upload is not None:
            return base64.b64decode(media.upload)
        try:
            return await self.uploads.read(_own_file(media))
        except FileNotFoundError as error:
            raise Refused("the file is not there any more") from error

    async def reopen_topic(self, chat: str, thread: str) -> None:
        """Raise `Refused`: there are no topics here."""
        raise Refused(f"{chat} has no topic {thread} to open")

    async def _deliver(self, claimed: ClaimedLetter) -> Delivered:
        letter = claimed.posted.letter
        match letter.action:
            case SendContent(content=content, buttons=buttons):
                return await self._send(claimed, (content,), buttons)
            case SendAlbum(items=items):
                return await self._send(claimed, items, ())
            case EditContent() | SetButtons() | DeleteMessage() | AnswerPress():
                async with self.database.books() as books:
                    await self._change(books, claimed)
                    await books.commit()
                return Delivered()
            case _:
                raise Refused(f"the web chat has no {letter.action.kind}")

    async def _send(
        self, claimed: ClaimedLetter, contents: tuple[Content, ...], buttons: Keyboard
    ) -> Delivered:
        visitor = visitor_at(claimed.posted.letter.to.chat)
        ids = tuple(f"{claimed.posted.id}.{number}" for number in range(len(contents)))
        if not await self._stands(visitor, ids[-1]):
            items = await self._with_files_here(visitor, contents, buttons)
            async with self.database.books() as books:
                await self._say(books, claimed, ids, items)
                await books.commit()
        return Delivered(messages=ids)

    async def _stands(self, visitor: str, message_id: str) -> bool:
        async with self.database.reading() as books:
            return await books.web_chats.message(visitor, message_id) is not None

    async def _say(self, books: Books, claimed: ClaimedLetter, ids: tuple[str, ...], items: _Items) -> None:
        visitor, now = visitor_at(claimed.posted.letter.to.chat), self.clock()
        for message_id, content in zip(ids, items.contents, strict=True):
            is_last = message_id == ids[-1]
            await books.web_chats.say(
                visitor,
                message_id,
                WebAuthor.DESK,
                content,
                now=now,
                buttons=items.buttons if is_last else (),
                reply_to=claimed.reply_to,
            )
        for file in items.files:
            await books.web_uploads.attach(file.id)

    async def _change(self, books: Books, claimed: ClaimedLetter) -> None:
        letter, now = claimed.posted.letter, self.clock()
        visitor = visitor_at(letter.to.chat)
        if isinstance(letter.action, AnswerPress):
            if letter.action.text:
                notice = Content(FormattedText(letter.action.text))
                message_id = f"{claimed.posted.id}.0"
                await books.web_chats.say(visitor, message_id, WebAuthor.NOTICE, notice, now=now)
            return
        if claimed.target is None:
            raise Refused("no message to change")
        match letter.action:
            case EditContent(content=content, buttons=buttons):
                stands = await books.web_chats.message(visitor, claimed.target)
                kept = _with_file_of(content, stands.content) if stands else content
                await books.web_chats.edit(visitor, claimed.target, kept, buttons, now)
            case SetButtons(buttons=buttons):
                await books.web_chats.set_buttons(visitor, claimed.target, buttons)
            case DeleteMessage():
                await books.web_chats.delete(visitor, claimed.target)

    async def _with_files_here(
        self, visitor: str, contents: tuple[Content, ...], buttons: Keyboard
    ) -> _Items:
        shown: list[Content] = []
        files: list[WebUpload] = []
        for content in contents:
            if content.unsupported:
                raise Refused(f"a message of the kind {content.unsupported!r} cannot be shown")
            if content.media is None:
                shown.append(content)
                continue
            file = await self._file_here(visitor, content.media)
            files.append(file)
            shown.append(replace(content, media=file.as_media(UPLOAD)))
        return _Items(tuple(shown), tuple(files), buttons)

    async def _file_here(self, visitor: str, media: Media) -> WebUpload:
        """Store the bytes and their record. Until it is attached to the message it is kept for a day only."""
        content = in_one_chunk(await self.fetch(media))
        try:
            async with self.uploads.keeping(content, head=HEAD) as kept, self.database.books() as books:
                file_type = recognise(kept.head) or UNKNOWN
                file = WebUpload(
                    id=kept.id,
                    visitor=visitor,
                    kind=media.kind,
                    name=fitting_name(media.file_name or media.kind.value, file_type),
                    mime_type=file_type.mime_type,
                    size=kept.size,
                    created_at=self.clock(),
                )
                await books.web_uploads.keep(file)
                await books.commit()
        except FileTooLarge as error:
            raise Refused("the file is too large for the web chat") from error
        return file


def _own_file(media: Media) -> str:
    """The id of our own file. Raises `Refused` for another messenger's, which must come with its bytes."""
    upload_id = media.file_id.removeprefix(UPLOAD)
    if upload_id == media.file_id or not upload_id.isalnum():
        raise Refused("a file of another messenger, without its bytes")
    return upload_id


def _with_file_of(content: Content, stands: Content) -> Content:
    """Keep the file of the message: an edit changes words only."""
    return replace(content, media=stands.media)
