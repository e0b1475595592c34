"""The unit of work: one transaction; leaving it without a commit undoes everything."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.audit import Audit
from storage.bans import Bans
from storage.changes import Plan
from storage.chats import Chats
from storage.claims import Holder, LeftBehind, void_dead_claims
from storage.classification import Classification
from storage.conversations import Conversations
from storage.copies import Copies
from storage.dialogues import Dialogues
from storage.events import Events
from storage.facts import Facts
from storage.faq.entries import Faq
from storage.faq.learning import FaqLearning
from storage.faq.thresholds import FaqThresholds
from storage.floods import Floods
from storage.ledgers.backlog import Backlog
from storage.ledgers.dead_letters import DeadLetters
from storage.ledgers.inbox import Inbox
from storage.ledgers.outbox import Outbox
from storage.memberships import Memberships
from storage.messages import Messages
from storage.outages import outages_told
from storage.people import People
from storage.personal_data import PersonalData
from storage.ratings import Ratings
from storage.revisions import Revisions
from storage.sla import Sla
from storage.staff import Staff, StaffThreads
from storage.staff_moves import StaffMoves
from storage.ticket_search import TicketSearch
from storage.tickets import Tickets
from storage.timers import Timers
from storage.transaction import Transaction
from storage.wakeups import Wakeups
from storage.web.chat import WebChats
from storage.web.desk import DeskPosts, DeskSessions, DeskUsers
from storage.web.desk_inbox import DeskInbox
from storage.web.desk_uploads import DeskUploads
from storage.web.visits import WebSessions, WebUploads
from storage.wording.canned import CannedReplyRecords
from storage.wording.hints import WordingHints
from storage.wording.templates import Templates
from storage.wording.words import ForbiddenWords

Part = TypeVar("Part")


def _part(kind: Callable[[Transaction], Part]) -> cached_property[Part]:
    """A part of the books, created at its first use in a transaction."""
    return cached_property(lambda books: kind(books._transaction))  # noqa: SLF001 - the books' own


class Books:
    """Everything that is stored, within one transaction.

    `async with database.books() as books: … await books.commit()`. On SQLite the one writer has the database
    from the first line on: keep it short and wait for nothing else inside. Every operation raises
    `StorageUnavailable` if the database is away.
    """

    conversations = _part(Conversations)
    messages = _part(Messages)
    copies = _part(Copies)
    tickets = _part(Tickets)
    staff_threads = _part(StaffThreads)
    staff_moves = _part(StaffMoves)
    staff = _part(Staff)
    classification = _part(Classification)
    events = _part(Events)
    sla = _part(Sla)
    faq = _part(Faq)
    faq_learning = _part(FaqLearning)
    faq_thresholds = _part(FaqThresholds)
    timers = _part(Timers)
    dialogues = _part(Dialogues)
    inbox = _part(Inbox)
    outbox = _part(Outbox)
    dead_letters = _part(DeadLetters)
    backlog = _part(Backlog)
    chats = _part(Chats)
    facts = _part(Facts)
    revisions = _part(Revisions)
    web_chats = _part(WebChats)
    web_sessions = _part(WebSessions)
    web_uploads = _part(WebUploads)
    desk_users = _part(DeskUsers)
    desk_sessions = _part(DeskSessions)
    desk_posts = _part(DeskPosts)
    desk_inbox = _part(DeskInbox)
    desk_uploads = _part(DeskUploads)
    audit = _part(Audit)
    ratings = _part(Ratings)
    bans = _part(Bans)
    floods = _part(Floods)
    memberships = _part(Memberships)
    forbidden_words = _part(ForbiddenWords)
    templates = _part(Templates)
    canned = _part(CannedReplyRecords)
    wording_hints = _part(WordingHints)
    people = _part(People)
    personal_data = _part(PersonalData)
    ticket_search = _part(TicketSearch)

    def __init__(self, engine: AsyncEngine, wakeups: Wakeups) -> None:
        self._connection = engine.connect()
        self._wakeups = wakeups

    async def __aenter__(self) -> Self:
        with outages_told():
            await self._connection.start()
        try:
            with outages_told():
                await self._connection.begin()
        except BaseException:
            await self._connection.close()
            raise
        self._transaction = Transaction(self._connection)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with outages_told():
            await self._connection.close()

    async def apply(self, plan: Plan, *, now: datetime) -> None:
        """Save the plan's records and post its letters, which are due at `now`. Raises `StaleRecord`."""
        await self.conversations.save(plan.conversations)
        await self.tickets.save(plan.tickets)
        await self.staff_threads.save(plan.staff_threads)
        await self.messages.save(plan.messages)
        await self.timers.cancel(plan.cancel_timers)
        await self.timers.save(plan.timers)
        await self.events.add(plan.events)
        await self.faq_learning.add(plan.confirmations)
        await self.outbox.post(plan.letters, now=now)

    def attempt(self) -> AbstractAsyncContextManager[None]:
        """`async with books.attempt(): …`: an error inside undoes only what was written inside.

        The rest of the transaction remains, and the error goes on to the caller.
        """
        return self._transaction.attempt()

    async def void_dead_claims(self, holder: Holder) -> LeftBehind:
        """Void the claims of dead holders; letters that they were sending are in doubt."""
        return await void_dead_claims(self._transaction, holder)

    async def commit(self, *, taken_by: Callable[[], None] | None = None) -> None:
        """Commit, then wake those who wait for the work that was added.

        `taken_by` is not woken: it took that work in this very transaction.
        """
        self._wakeups.wake(await self._transaction.commit(), besides=taken_by)
