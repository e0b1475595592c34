"""The people of the stories: what they do becomes what a messenger would report."""

import base64
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.channel import (
    ButtonPressed,
    ChatKind,
    Command,
    MessageWritten,
    Person,
    ReachabilityChanged,
    Scene,
)
from storage.records.content import Content, FormattedText, Media, MediaKind
from storage.records.message_refs import MessageRef
from tests.handlers.post_office import Post

if TYPE_CHECKING:
    from tests.handlers.front import Desk

Reply = Callable[[str], Awaitable[None]]

OUR_BOT = "otboinik_bot"
_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?:\s+(?P<arguments>.*))?", re.DOTALL)


def photo(caption: str = "", file_id: str = "photo-1") -> Content:
    return Content(FormattedText(caption), media=Media(MediaKind.PHOTO, file_id))


def document(name: str, file_id: str, caption: str = "") -> Content:
    return Content(FormattedText(caption), media=Media(MediaKind.DOCUMENT, file_id, file_name=name))


def voice() -> Content:
    return Content(media=Media(MediaKind.VOICE, "voice-1"))


def sticker(emoji: str | None = None) -> Content:
    return Content(media=Media(MediaKind.STICKER, "sticker-1", emoji=emoji))


def poll() -> Content:
    return Content(unsupported="poll")


def _content(said: str | Content) -> Content:
    return Content(FormattedText(said)) if isinstance(said, str) else said


def command_in(content: Content) -> Command | None:
    """As the messenger marks it: at the very beginning, and only there."""
    found = _COMMAND.fullmatch(content.text.text)
    if found is None:
        return None
    foreign = found["bot"] is not None and found["bot"] != OUR_BOT
    return Command(found["name"].lower(), (found["arguments"] or "").strip(), foreign)


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody in a private chat with the bot."""

    desk: "Desk"
    person: Person

    @property
    def scene(self) -> Scene:
        return Scene(self.person.address, ChatKind.PRIVATE)

    async def writes(self, *burst: str | Content, reply_to: MessageRef | None = None) -> MessageWritten:
        """Messages that are read together; the last of them."""
        batch = [self.message(said, reply_to=reply_to) for said in burst]
        await self.desk.receives(*batch)
        return batch[-1]

    async def sends_album(self, *parts: Content) -> list[MessageWritten]:
        album = f"album-{self.desk.fresh_id()}"
        batch = [replace(self.message(part), album=album) for part in parts]
        await self.desk.receives(*batch)
        return batch

    async def edits(self, written: MessageWritten, said: str | Content) -> None:
        content = _content(said)
        await self.desk.receives(replace(written, content=content, command=command_in(content), edited=True))

    async def replies_to(self, content: Content, said: str) -> None:
        """A reply that shows what it replies to, as messengers tell it."""
        await self.desk.receives(replace(self.message(said), replied=content))

    def file(self) -> tuple[bytes, str]:
        """The newest file that the bot made for them, with its name."""
        media = next(post.content.media for post in reversed(self.screen) if post.content.media)
        return base64.b64decode(media.upload or ""), media.file_name or ""

    def message(self, said: str | Content, *, reply_to: MessageRef | None = None) -> MessageWritten:
        content = _content(said)
        return MessageWritten(
            sender=self.person,
            scene=self.scene,
            ref=MessageRef(self.person.address, self.desk.fresh_id()),
            content=content,
            at=self.desk.clock(),
            command=command_in(content),
            reply_to=reply_to,
        )

    async def presses(self, label: str) -> str:
        """The newest button that reads so; the notice that comes back, empty if there is none."""
        post = next(post for post in reversed(self.screen) if label in post.labels)
        return await self.presses_data(post.data(label), post)

    async def presses_data(self, data: str, post: Post | None = None) -> str:
        """Whatever a client may bring back, genuine or forged."""
        pressed = self.press(data, post or self.screen[-1])
        await self.desk.receives(pressed)
        return self.desk.office.notices[pressed.query]

    def press(self, data: str, post: Post) -> ButtonPressed:
        return ButtonPressed(
            sender=self.person,
            scene=self.scene,
            ref=MessageRef(self.person.address, post.id),
            data=data,
            query=f"query-{self.desk.fresh_id()}",
            at=self.desk.clock(),
        )

    async def blocks_the_bot(self) -> None:
        await self._reachable(yes=False)

    async def comes_back(self) -> None:
        await self._reachable(yes=True)

    async def _reachable(self, *, yes: bool) -> None:
        await self.desk.receives(
            ReachabilityChanged(sender=self.person, scene=self.scene, reachable=yes, at=self.desk.clock())
        )

    @property
    def screen(self) -> list[Post]:
        return self.desk.office.screen(self.person.address)

    @property
    def reads(self) -> list[str]:
        """Everything that the bot and the agents said to them."""
        return [post.text for post in self.screen]


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody in the staff's group. `ticket` names the topic; without it they are in General."""

    desk: "Desk"
    person: Person | None
    chat: str

    async def writes(
        self, said: str | Content, *, ticket: int | None = None, reply_to: MessageRef | None = None
    ) -> MessageWritten:
        written = await self.message(said, ticket=ticket, reply_to=reply_to)
        await self.desk.receives(written)
        return written

    async def sends_album(self, *parts: Content, ticket: int) -> list[MessageWritten]:
        album = f"album-{self.desk.fresh_id()}"
        batch = [replace(await self.message(part, ticket=ticket), album=album) for part in parts]
        await self.desk.receives(*batch)
        return batch

    async def edits(self, written: MessageWritten, said: str | Content) -> None:
        content = _content(said)
        await self.desk.receives(replace(written, content=content, command=command_in(content), edited=True))

    async def message(
        self, said: str | Content, *, ticket: int | None = None, reply_to: MessageRef | None = None
    ) -> MessageWritten:
        content = _content(said)
        return MessageWritten(
            sender=self.person,
            scene=await self.scene(ticket),
            ref=MessageRef(self.chat, self.desk.fresh_id()),
            content=content,
            at=self.desk.clock(),
            command=command_in(content),
            reply_to=reply_to,
        )

    async def scene(self, ticket: int | None) -> Scene:
        thread = None if ticket is None else await self.desk.thread(ticket)
        return Scene(self.chat, ChatKind.FORUM, thread)

    async def presses(self, label: str, *, ticket: int | None = None) -> str:
        """The newest button that reads so, in the topic or in General."""
        posts = self.desk.office.screen(self.chat, (await self.scene(ticket)).thread)
        post = next(post for post in reversed(posts) if label in post.labels)
        return await self.presses_data(post.data(label), post, ticket=ticket)

    async def presses_data(self, data: str, post: Post, *, ticket: int | None = None) -> str:
        """Whatever a client may bring back."""
        assert self.person is not None
        query = f"query-{self.desk.fresh_id()}"
        await self.desk.receives(
            ButtonPressed(
                sender=self.person,
                scene=await self.scene(ticket),
                ref=MessageRef(self.chat, post.id),
                data=data,
                query=query,
                at=self.desk.clock(),
            )
        )
        return self.desk.office.notices[query]

    async def in_private(self) -> Customer:
        """The same person in a private chat with the bot."""
        assert self.person is not None
        return Customer(self.desk, self.person)
