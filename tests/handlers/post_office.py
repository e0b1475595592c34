"""Delivers letters as a messenger that refuses nothing, and shows what then stands on people's screens."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from handlers.desk.messages.joining import join_waiting
from storage.books import Books
from storage.claims import Holder
from storage.database import Database
from storage.records.actions import (
    AnswerInline,
    AnswerPress,
    DeleteMessage,
    EditContent,
    InlineChoice,
    Keyboard,
    OpenTopic,
    RenameTopic,
    SendAlbum,
    SendContent,
    SetButtons,
)
from storage.records.content import Content
from storage.records.letters import Arrival, ClaimedLetter, Letter, PostedLetter


@dataclass(frozen=True, slots=True)
class Post:
    """A message of ours as it stands on a screen; the parts of an album share `album`."""

    id: str
    chat: str
    thread: str | None
    content: Content
    buttons: Keyboard = ()
    reply_to: str | None = None
    album: str | None = None
    letter: Letter | None = None

    @property
    def text(self) -> str:
        return self.content.text.text

    @property
    def labels(self) -> list[str]:
        """What is written on the buttons."""
        return [button.text for row in self.buttons for button in row]

    def data(self, label: str) -> str:
        """What the button with this label brings back."""
        return next(button.data for row in self.buttons for button in row if button.text == label)


@dataclass(slots=True)
class PostOffice:
    """`topics` are names by thread, `notices` what people read after a press, by query.

    `offered` is what they may pick while they type, by query.

    `joins`: the budget was spent, so lines that waited are joined.
    """

    database: Database
    holder: Holder
    posts: dict[str, Post] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    notices: dict[str, str] = field(default_factory=dict)
    offered: dict[str, tuple[InlineChoice, ...]] = field(default_factory=dict)
    calls: list[Letter] = field(default_factory=list)
    joins: bool = False
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1000))

    async def deliver(self, now: datetime) -> None:
        """Everything that waits, in the outbox's order."""
        while claimed_letters := await self._claim(now):
            await self._settle(claimed_letters, now)

    async def take_next(self, lane: str, now: datetime) -> ClaimedLetter:
        """The next letter of the lane, in hand and not sent yet; what goes elsewhere is delivered."""
        taken = None
        while taken is None:
            claimed_letters = await self._claim(now)
            assert claimed_letters, f"no letter waits for {lane}"
            taken = next((each for each in claimed_letters if each.posted.letter.to.lane == lane), None)
            await self._settle([claimed for claimed in claimed_letters if claimed is not taken], now)
        return taken

    def screen(self, chat: str, thread: str | None = None) -> list[Post]:
        """What stands in a chat, or in one topic of it, the oldest first."""
        return [post for post in self.posts.values() if (post.chat, post.thread) == (chat, thread)]

    def forget(self, thread: str) -> None:
        """A topic was deleted with everything in it."""
        self.posts = {key: post for key, post in self.posts.items() if post.thread != thread}
        del self.topics[thread]

    async def _claim(self, now: datetime) -> tuple[ClaimedLetter, ...]:
        async with self.database.books() as books:
            claimed_letters = await books.outbox.claim(self.holder, now, limit=100)
            await books.commit()
        return claimed_letters

    async def _settle(self, claimed_letters: Sequence[ClaimedLetter], now: datetime) -> None:
        async with self.database.books() as books:
            for claimed in claimed_letters:
                posted = await self._joined(books, claimed.posted, now) if self.joins else claimed.posted
                ids, thread = self._perform(replace(claimed, posted=posted))
                await books.outbox.sent([Arrival(posted, tuple(ids), thread)], now=now, holder=self.holder)
            await books.commit()

    async def _joined(self, books: Books, posted: PostedLetter, now: datetime) -> PostedLetter:
        waiting = await books.outbox.waiting_in(posted.letter.to.lane)
        joined, count = join_waiting(posted, waiting)
        return await books.outbox.join(posted, joined, waiting[:count], now=now)

    def _perform(self, claimed: ClaimedLetter) -> tuple[list[str], str | None]:
        letter = claimed.posted.letter
        self.calls.append(letter)
        match letter.action:
            case SendContent(content, buttons):
                return [self._stand(claimed, content, buttons)], None
            case SendAlbum(items):
                album = f"album {next(self._ids)}"
                return [self._stand(claimed, item, (), album) for item in items], None
            case EditContent(_, content, buttons):
                old = self.posts[_target(claimed)].content
                assert replace(old, text=content.text) == content, "messengers change words in place, no more"
                self._change(claimed, lambda post: replace(post, content=content, buttons=buttons))
            case SetButtons(_, buttons):
                self._change(claimed, lambda post: replace(post, buttons=buttons))
            case DeleteMessage():
                del self.posts[_target(claimed)]
            case OpenTopic(name):
                thread = f"topic{next(self._ids)}"
                self.topics[thread] = name
                return [], thread
            case RenameTopic(name):
                assert claimed.thread is not None
                self.topics[claimed.thread] = name
            case AnswerInline(query, choices):
                self.offered[query] = choices
            case AnswerPress(query, text):
                self.notices[query] = text
        return [], None

    def _stand(
        self, claimed: ClaimedLetter, content: Content, buttons: Keyboard, album: str | None = None
    ) -> str:
        letter = claimed.posted.letter
        assert letter.to.ticket is None or claimed.thread, "a ticket's letter left before its topic stood"
        post = Post(
            id=str(next(self._ids)),
            chat=letter.to.chat,
            thread=claimed.thread,
            content=content,
            buttons=buttons,
            reply_to=claimed.reply_to,
            album=album,
            letter=letter,
        )
        self.posts[post.id] = post
        return post.id

    def _change(self, claimed: ClaimedLetter, change: Callable[[Post], Post]) -> None:
        target = _target(claimed)
        self.posts[target] = change(self.posts[target])


def _target(claimed: ClaimedLetter) -> str:
    assert claimed.target is not None, f"nothing stands that {claimed.posted.letter.action} could change"
    return claimed.target
