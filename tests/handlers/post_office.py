"""Delivers letters as a messenger that refuses nothing, and shows what then stands on people's screens."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from handlers.desk.messages.joining import join_waiting
from storage.books import Books
from storage.claims import Holder
from storage.engine import Database
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
from storage.records.letters import Arrival, Errand, Letter, PostedLetter


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
        while errands := await self._claim(now):
            await self._settle(errands, now)

    async def take_next(self, lane: str, now: datetime) -> Errand:
        """The next letter of the lane, in hand and not sent yet; what goes elsewhere is delivered."""
        taken = None
        while taken is None:
            errands = await self._claim(now)
            assert errands, f"no letter waits for {lane}"
            taken = next((each for each in errands if each.posted.letter.to.lane == lane), None)
            await self._settle([errand for errand in errands if errand is not taken], now)
        return taken

    def screen(self, chat: str, thread: str | None = None) -> list[Post]:
        """What stands in a chat, or in one topic of it, the oldest first."""
        return [post for post in self.posts.values() if (post.chat, post.thread) == (chat, thread)]

    def forget(self, thread: str) -> None:
        """A topic was deleted with everything in it."""
        self.posts = {key: post for key, post in self.posts.items() if post.thread != thread}
        del self.topics[thread]

    async def _claim(self, now: datetime) -> tuple[Errand, ...]:
        async with self.database.books() as books:
            errands = await books.outbox.claim(self.holder, now, limit=100)
            await books.commit()
        return errands

    async def _settle(self, errands: Sequence[Errand], now: datetime) -> None:
        async with self.database.books() as books:
            for errand in errands:
                posted = await self._joined(books, errand.posted, now) if self.joins else errand.posted
                ids, thread = self._perform(replace(errand, posted=posted))
                await books.outbox.sent([Arrival(posted, tuple(ids), thread)], now=now, holder=self.holder)
            await books.commit()

    async def _joined(self, books: Books, posted: PostedLetter, now: datetime) -> PostedLetter:
        waiting = await books.outbox.waiting_in(posted.letter.to.lane)
        joined, count = join_waiting(posted, waiting)
        return await books.outbox.join(posted, joined, waiting[:count], now=now)

    def _perform(self, errand: Errand) -> tuple[list[str], str | None]:
        letter = errand.posted.letter
        self.calls.append(letter)
        match letter.action:
            case SendContent(content, buttons):
                return [self._stand(errand, content, buttons)], None
            case SendAlbum(items):
                album = f"album {next(self._ids)}"
                return [self._stand(errand, item, (), album) for item in items], None
            case EditContent(_, content, buttons):
                old = self.posts[_target(errand)].content
                assert replace(old, text=content.text) == content, "messengers change words in place, no more"
                self._change(errand, lambda post: replace(post, content=content, buttons=buttons))
            case SetButtons(_, buttons):
                self._change(errand, lambda post: replace(post, buttons=buttons))
            case DeleteMessage():
                del self.posts[_target(errand)]
            case OpenTopic(name):
                thread = f"topic{next(self._ids)}"
                self.topics[thread] = name
                return [], thread
            case RenameTopic(name):
                assert errand.thread is not None
                self.topics[errand.thread] = name
            case AnswerInline(query, choices):
                self.offered[query] = choices
            case AnswerPress(query, text):
                self.notices[query] = text
        return [], None

    def _stand(self, errand: Errand, content: Content, buttons: Keyboard, album: str | None = None) -> str:
        letter = errand.posted.letter
        assert letter.to.ticket is None or errand.thread, "a ticket's letter left before its topic stood"
        post = Post(
            id=str(next(self._ids)),
            chat=letter.to.chat,
            thread=errand.thread,
            content=content,
            buttons=buttons,
            reply_to=errand.reply_to,
            album=album,
            letter=letter,
        )
        self.posts[post.id] = post
        return post.id

    def _change(self, errand: Errand, change: Callable[[Post], Post]) -> None:
        target = _target(errand)
        self.posts[target] = change(self.posts[target])


def _target(errand: Errand) -> str:
    assert errand.target is not None, f"nothing stands that {errand.posted.letter.action} could change"
    return errand.target
