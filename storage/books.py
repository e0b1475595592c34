"""The unit of work: one transaction; leaving without commit undoes everything."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.audit import Audit
from storage.bans import Bans
from storage.canned import CannedReplyRecords
from storage.changes import Plan
from storage.chats import Chats
from storage.claims import Holder, LeftBehind, void_dead_claims
from storage.classification import Classification
from storage.conversations import Conversations
from storage.copies import Copies
from storage.dead_letters import DeadLetters
from storage.desk_uploads import DeskUploads
from storage.dialogues import Dialogues
from storage.events import Events
from storage.facts import Facts
from storage.faq import Faq
from storage.faq_learning import FaqLearning
from storage.faq_thresholds import FaqThresholds
from storage.floods import Floods
from storage.inbox import Inbox
from storage.marks import Marks
from storage.memberships import Memberships
from storage.messages import Messages
from storage.outbox import Outbox
from storage.people import People
from storage.personal_data import PersonalData
from storage.revisions import Revisions
from storage.sla import Sla
from storage.staff import Staff, StaffThreads
from storage.staff_moves import StaffMoves
from storage.templates import Templates
from storage.ticket_search import TicketSearch
from storage.tickets import Tickets
from storage.timers import Timers
from storage.transaction import Transaction, outages_told
from storage.wakeups import Wakeups
from storage.web_chat import WebChats
from storage.web_desk import DeskPosts, DeskSessions, DeskUsers
from storage.web_desk_inbox import DeskInbox
from storage.web_visits import WebSessions, WebUploads
from storage.wording_hints import WordingHints
from storage.words import ForbiddenWords


class Books:
    """Everything that is remembered, as of one transaction.

    `async with database.books() as books: … await books.commit()`. On SQLite the one writer has the database
    from the first line on: keep it short and wait for nothing else inside. Every operation raises
    `StorageUnavailable` when the database is away.
    """

    conversations: Conversations
    messages: Messages
    copies: Copies
    tickets: Tickets
    staff_threads: StaffThreads
    staff_moves: StaffMoves
    staff: Staff
    classification: Classification
    events: Events
    sla: Sla
    faq: Faq
    faq_learning: FaqLearning
    faq_thresholds: FaqThresholds
    timers: Timers
    dialogues: Dialogues
    inbox: Inbox
    outbox: Outbox
    dead_letters: DeadLetters
    chats: Chats
    facts: Facts
    revisions: Revisions
    web_chats: WebChats
    web_sessions: WebSessions
    web_uploads: WebUploads
    desk_users: DeskUsers
    desk_sessions: DeskSessions
    desk_posts: DeskPosts
    desk_inbox: DeskInbox
    desk_uploads: DeskUploads
    audit: Audit
    marks: Marks
    bans: Bans
    floods: Floods
    memberships: Memberships
    forbidden_words: ForbiddenWords
    templates: Templates
    canned: CannedReplyRecords
    wording_hints: WordingHints
    people: People
    personal_data: PersonalData
    ticket_search: TicketSearch

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
        self._open(Transaction(self._connection))
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
        await self.faq_learning.add(plan.sightings)
        await self.outbox.post(plan.letters, now=now)

    def attempt(self) -> AbstractAsyncContextManager[None]:
        """`async with books.attempt(): …`: an error that comes out of it undoes what was written inside.

        The rest of the transaction stands, and the error goes on to the caller.
        """
        return self._transaction.attempt()

    async def void_dead_claims(self, holder: Holder) -> LeftBehind:
        """Void the claims of holders that are dead; what they were sending is in doubt."""
        return await void_dead_claims(self._transaction, holder)

    async def commit(self, *, taken_by: Callable[[], None] | None = None) -> None:
        """Make it durable, then wake those who wait for what was added.

        `taken_by` is left asleep: in this very transaction it took what was added.
        """
        self._wakeups.wake(await self._transaction.commit(), besides=taken_by)

    def _open(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.conversations = Conversations(transaction)
        self.messages = Messages(transaction)
        self.copies = Copies(transaction)
        self.tickets = Tickets(transaction)
        self.staff_threads = StaffThreads(transaction)
        self.staff_moves = StaffMoves(transaction)
        self.staff = Staff(transaction)
        self.classification = Classification(transaction)
        self.events = Events(transaction)
        self.sla = Sla(transaction)
        self.faq = Faq(transaction)
        self.faq_learning = FaqLearning(transaction)
        self.faq_thresholds = FaqThresholds(transaction)
        self.timers = Timers(transaction)
        self.dialogues = Dialogues(transaction)
        self.inbox = Inbox(transaction)
        self.outbox = Outbox(transaction)
        self.dead_letters = DeadLetters(transaction)
        self.chats = Chats(transaction)
        self.facts = Facts(transaction)
        self.revisions = Revisions(transaction)
        self.web_chats = WebChats(transaction)
        self.web_sessions = WebSessions(transaction)
        self.web_uploads = WebUploads(transaction)
        self.desk_users = DeskUsers(transaction)
        self.desk_sessions = DeskSessions(transaction)
        self.desk_posts = DeskPosts(transaction)
        self.desk_inbox = DeskInbox(transaction)
        self.desk_uploads = DeskUploads(transaction)
        self.audit = Audit(transaction)
        self.marks = Marks(transaction)
        self.bans = Bans(transaction)
        self.floods = Floods(transaction)
        self.memberships = Memberships(transaction)
        self.forbidden_words = ForbiddenWords(transaction)
        self.templates = Templates(transaction)
        self.canned = CannedReplyRecords(transaction)
        self.wording_hints = WordingHints(transaction)
        self.people = People(transaction)
        self.personal_data = PersonalData(transaction)
        self.ticket_search = TicketSearch(transaction)
