"""A stage for workers: real books, a still clock, a channel that follows a script, a desk that notes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.supervision import Supervisor
from bot.workers.workplace import Workplace
from handlers.channel import ChatKind, Delivered, Inbound, MessageWritten, NothingToDo, Person, Scene
from handlers.errors import UpdateUnreadable
from storage.books import Books
from storage.changes import Plan
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.records.actions import Action, OpenTopic, SendContent
from storage.records.content import Content, FormattedText, Media
from storage.records.letters import ClaimedLetter, Destination, Letter, PostedLetter, WhenInDoubt
from storage.records.message_refs import MessageRef
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket
from storage.records.timers import Timer, TimerKind
from storage.records.updates import InboxRow, Patience, RawUpdate

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ANNA, BORIS, STAFF = "telegram:1", "telegram:2", "telegram:-1001"


class StillClock:
    """Stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def text_of(action: Action) -> str:
    """What a letter says."""
    if isinstance(action, OpenTopic):
        return f"topic {action.name}"
    assert isinstance(action, SendContent)
    return action.content.text.text


@dataclass
class ScriptedChannel:
    """Reads `{"text": …}`; delivers what its script does not make fail, and notes it."""

    clock: StillClock
    name: str = "telegram"
    reads_storage: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    reopened: list[tuple[str, str]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    reopening_fails: list[Exception] = field(default_factory=list)
    fetching_fails: list[Exception] = field(default_factory=list)
    gate: asyncio.Event | None = None

    def read(self, update: RawUpdate) -> Inbound:
        text = update.raw.get("text", "unreadable")
        if text == "unreadable":
            raise UpdateUnreadable("update without a chat")
        if text == "crash":
            raise KeyError(text)
        if text == "nothing":
            return NothingToDo("a service message")
        return MessageWritten(
            sender=Person(update.lane, "Anna"),
            scene=Scene(update.lane, ChatKind.PRIVATE),
            ref=MessageRef(update.lane, str(update.update_id)),
            content=Content(FormattedText(text)),
            at=self.clock(),
        )

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        letter = claimed.posted.letter
        if self.gate is not None:
            await self.gate.wait()
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append((letter.to.chat, text_of(letter.action)))
        number = str(100 + len(self.sent))
        if isinstance(letter.action, OpenTopic):
            return Delivered(thread=number)
        return Delivered(messages=(number,))

    def holds(self, media: Media) -> bool:
        return ":" not in media.file_id if self.name == "telegram" else media.file_id.startswith(self.name)

    async def reopen_topic(self, chat: str, thread: str) -> None:
        if self.reopening_fails:
            raise self.reopening_fails.pop(0)
        self.reopened.append((chat, thread))

    async def fetch(self, media: Media) -> bytes:
        if self.fetching_fails:
            raise self.fetching_fails.pop(0)
        return media.file_id.encode()

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]


@dataclass
class NotingDesk:
    """Answers each burst by one letter, and notes what it was told. `bugs` are raised, one a call."""

    clock: StillClock
    heard: list[tuple[str, ...]] = field(default_factory=list)
    aside: list[tuple[int, ...]] = field(default_factory=list)
    rang: list[str] = field(default_factory=list)
    refused: list[tuple[int, str, bool]] = field(default_factory=list)
    parked: list[int] = field(default_factory=list)
    topics_gone: list[int] = field(default_factory=list)
    refreshed: int = 0
    watched: int = 0
    bugs: list[Exception] = field(default_factory=list)

    async def prepare(self, batch: Sequence[Inbound]) -> Sequence[Inbound]:
        return batch

    async def receive(self, books: Books, batch: Sequence[Inbound]) -> None:
        written = [each for each in batch if isinstance(each, MessageWritten)]
        texts = tuple(each.content.text.text for each in written)
        await books.outbox.post([letter_to(written[0].scene.chat, f"re: {texts[0]}")], now=self.clock())
        self._meet_bug()
        self.heard.append(texts)

    async def set_aside(self, _books: Books, rows: Sequence[InboxRow], _said: Sequence[Inbound]) -> None:
        self._meet_bug()
        self.aside.append(tuple(row.id for row in rows))

    async def timer_due(self, _books: Books, timer: Timer) -> None:
        if timer.subject == "broken":
            raise ValueError(timer.subject)
        self.rang.append(timer.subject)

    async def letter_refused(
        self, _books: Books, posted: PostedLetter, reason: str, *, unreachable: bool
    ) -> None:
        self._meet_bug()
        self.refused.append((posted.id, reason, unreachable))

    async def letter_parked(self, _books: Books, posted: PostedLetter) -> None:
        self.parked.append(posted.id)

    async def topic_gone(self, books: Books, posted: PostedLetter) -> None:
        self._meet_bug()
        ticket = posted.letter.to.ticket
        assert ticket is not None
        self.topics_gone.append(ticket)
        await books.staff_threads.save([StaffThread(ticket, posted.letter.to.chat)])
        opening = Letter(to=posted.letter.to, action=OpenTopic(f"№ {ticket}"), language="en", ahead=True)
        await books.outbox.post([opening], now=self.clock())

    async def follow_the_staff(self, _books: Books) -> None:
        self._meet_bug()

    def mark_as_repeat(self, action: Action, _language: str) -> Action:
        assert isinstance(action, SendContent)
        return replace(action, content=Content(FormattedText("(maybe again) ") + action.content.text))

    async def watch(self, _books: Books) -> None:
        self.watched += 1

    async def refresh(self) -> None:
        self._meet_bug()
        self.refreshed += 1

    def _meet_bug(self) -> None:
        if self.bugs:
            raise self.bugs.pop(0)


@dataclass
class Stage:
    """Everything that a worker's test touches."""

    place: Workplace
    database: Database
    clock: StillClock
    channel: ScriptedChannel
    desk: NotingDesk
    crashed: asyncio.Event
    _updates: int = 0

    def updates(self, *texts: str, lane: str = ANNA, patience: Patience = Patience.NONE) -> list[RawUpdate]:
        """What the messenger tells."""
        updates = [
            RawUpdate("telegram:7", self._updates + number, lane, patience, None, {"text": text})
            for number, text in enumerate(texts, 1)
        ]
        self._updates += len(texts)
        return updates

    async def receives(self, *texts: str, lane: str = ANNA, patience: Patience = Patience.NONE) -> None:
        """Updates are on disk."""
        async with self.database.books() as books:
            await books.inbox.keep(self.updates(*texts, lane=lane, patience=patience), self.clock())
            await books.commit()

    async def posts(self, *letters: Letter) -> None:
        """Letters are on disk."""
        async with self.database.books() as books:
            await books.outbox.post(letters, now=self.clock())
            await books.commit()

    async def has_ticket(self, number: int, thread: str | None = None) -> None:
        """A ticket of Anna's; with `thread`, its topic stands."""
        now = self.clock()
        async with self.database.books() as books:
            conversation = await books.conversations.of(
                ANNA, given_name="Anna", family_name=None, username=None, client_language="en", now=now
            )
            ticket = Ticket(
                number=number,
                conversation=conversation.id,
                question="my ftp is down",
                language="en",
                opened_at=now,
                respond_by=now,
                resolve_by=now,
            )
            await books.apply(
                Plan(tickets=(ticket,), staff_threads=(StaffThread(number, STAFF, thread),)), now=now
            )
            await books.commit()

    async def has_timer(self, subject: str, after: float = 0.0) -> None:
        due_at = self.clock() + timedelta(seconds=after)
        async with self.database.books() as books:
            await books.timers.save([Timer(TimerKind.SUGGESTION, subject, due_at, "token")])
            await books.commit()

    async def letter(self, number: int) -> PostedLetter:
        async with self.database.books() as books:
            posted = await books.outbox.get(number)
        assert posted is not None
        return posted


def letter_to(
    chat: str,
    text: str,
    *,
    ticket: int | None = None,
    in_doubt: WhenInDoubt = WhenInDoubt.REPEAT,
) -> Letter:
    """A plain letter."""
    return Letter(
        to=Destination(chat, ticket=ticket),
        action=SendContent(Content(FormattedText(text))),
        language="en",
        in_doubt=in_doubt,
    )


@asynccontextmanager
async def set_stage(database: Database) -> AsyncIterator[Stage]:
    """A stage on these books; at the end everything that was started is stopped."""
    clock = StillClock()
    channel, desk, crashed = ScriptedChannel(clock), NotingDesk(clock), asyncio.Event()
    supervisor = Supervisor(on_crash=crashed.set)
    async with database.hold() as holder:
        place = Workplace(database, holder, desk, {channel.name: channel}, supervisor, clock)
        yield Stage(place, database, clock, channel, desk, crashed)
        await supervisor.stop()


@contextmanager
def database_away(monkeypatch: pytest.MonkeyPatch, *, after_commit: bool = False) -> Iterator[None]:
    """Commits fail; `after_commit`: only their confirmation is lost."""
    commit = Books.commit

    async def cut_off(books: Books, **options: Callable[[], None]) -> None:
        if after_commit:
            await commit(books, **options)
        raise StorageUnavailable("the connection was lost")

    with monkeypatch.context() as patch:
        patch.setattr(Books, "commit", cut_off)
        yield
