"""The front desk: leads everything that workers ask of the desk to exactly one use case."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from handlers.agents.side import StaffSide
from handlers.channel import (
    ButtonPressed,
    ChatKind,
    GroupMoved,
    Inbound,
    InlineAsked,
    MembershipChanged,
    MessageWritten,
    NothingToDo,
    ReachabilityChanged,
    Scene,
    TopicCreated,
)
from handlers.clock import Clock
from handlers.correspondence import answer_press
from handlers.customers.side import CustomerSide
from handlers.delivery_reports import LetterParked, LetterRefused, RebuildTopic
from handlers.desk.access import Role, role_in
from handlers.desk.messages.repeats import mark_as_repeat
from handlers.followed import Followed
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy
from handlers.prefetch import Prefetch
from handlers.replies.inline_search import InlineSearch
from handlers.set_aside import UpdateSetAside
from handlers.staff_moves import StaffMoved
from handlers.watch import BacklogWatch
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Action
from storage.records.letters import Destination, PostedLetter
from storage.records.timers import Timer, TimerKind
from storage.records.updates import InboxRow

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

TimerDue = Callable[[Books, Timer, datetime], Awaitable[None]]

_NEWS = timedelta(minutes=1)
"""A membership told by the messenger within this time outweighs an earlier answer to our question."""


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Works inside its caller's transaction and never commits; `open_desk` makes one."""

    policy: DeskPolicy
    phrases: Phrases
    clock: Clock
    prefetch: Prefetch
    customers: CustomerSide
    staff: StaffSide
    inline: InlineSearch
    on_time: Mapping[TimerKind, TimerDue]
    report_refused: LetterRefused
    report_parked: LetterParked
    report_set_aside: UpdateSetAside
    report_backlog: BacklogWatch
    rebuild_topic: RebuildTopic
    staff_moved: StaffMoved
    live_settings: Followed

    async def prepare(self, batch: Sequence[Inbound]) -> Sequence[Inbound]:
        """Fetch what a use case will need (files, who is staff) before the transaction opens."""
        return await self.prefetch(batch)

    async def receive(self, books: Books, batch: Sequence[Inbound]) -> None:
        """Run one use case for the batch: a customer's burst, the parts of an album, or a single inbound."""
        now = self.clock()
        first = batch[0]
        match first:
            case MessageWritten():
                written = [each for each in batch if isinstance(each, MessageWritten)]
                await self._hear(books, written, now)
            case ButtonPressed():
                await self._press(books, first, now)
            case InlineAsked():
                await self.inline(books, first, now)
            case TopicCreated():
                if await self._role(books, first.scene) is Role.STAFF:
                    await self.staff.topic_stands(books, first, now)
            case GroupMoved(old=old, new=new):
                await books.chats.moved(old, new)
            case ReachabilityChanged() | MembershipChanged():
                await self._notice(books, first)
            case NothingToDo(why):
                log.debug("nothing to do", why=why)

    async def set_aside(self, books: Books, rows: Sequence[InboxRow], said: Sequence[Inbound]) -> None:
        """Give people the words of updates that could not be handled; inbox and log keep the reason."""
        await self.report_set_aside(books, rows, said, self.clock())

    async def timer_due(self, books: Books, timer: Timer) -> None:
        """Run the use case of a timer that is due."""
        await self.on_time[timer.kind](books, timer, self.clock())

    async def letter_refused(
        self, books: Books, posted: PostedLetter, reason: str, *, unreachable: bool
    ) -> None:
        """Tell people that the letter did not arrive and never will."""
        await self.report_refused(books, posted, reason, self.clock(), unreachable=unreachable)

    async def letter_parked(self, books: Books, posted: PostedLetter) -> None:
        """Let the agent decide about a reply that may or may not have arrived."""
        await self.report_parked(books, posted, self.clock())

    async def topic_gone(self, books: Books, posted: PostedLetter) -> None:
        """Put a new topic, its card and the history ahead of what waits."""
        await self.rebuild_topic(books, posted, self.clock())

    async def staff_chats(self, books: Books) -> Collection[str]:
        """The groups of the staff in the settings, under their present addresses."""
        return frozenset((await books.chats.current_of(self.policy.staff_chats.values())).values())

    async def follow_the_staff(self, books: Books) -> None:
        """Move open tickets to where the staff is now."""
        await self.staff_moved(books)

    def mark_as_repeat(self, action: Action, language: str) -> Action:
        """The same action, with a line saying that it may be a repeat."""
        return mark_as_repeat(action, self.phrases.say(language, "may-be-repeat"))

    async def watch(self, books: Books) -> None:
        """Tell people what is stuck."""
        await self.report_backlog(books, self.clock())

    async def refresh(self) -> None:
        """Follow changes that managers made to the FAQ, the house style and the promises."""
        await self.live_settings.refresh()

    async def _notice(self, books: Books, changed: ReachabilityChanged | MembershipChanged) -> None:
        """Record who can be reached, and who is staff."""
        role = await self._role(books, changed.scene)
        if isinstance(changed, ReachabilityChanged):
            if role is Role.CUSTOMER:
                await self.customers.reach(books, changed)
        elif role is Role.STAFF:
            await self.staff.membership(books, changed, self.clock())

    async def _hear(self, books: Books, written: Sequence[MessageWritten], now: datetime) -> None:
        match await self._role(books, written[0].scene):
            case Role.CUSTOMER:
                await self.customers.hear(books, written, now)
            case Role.STAFF:
                await self.staff.hear(books, written, now)
            case Role.STRANGER:
                log.debug("a foreign group is left alone")

    async def _press(self, books: Books, pressed: ButtonPressed, now: datetime) -> None:
        match await self._role(books, pressed.scene):
            case Role.CUSTOMER:
                await self.customers.press(books, pressed, now)
            case Role.STAFF if await self._may_press(books, pressed, now):
                await self.staff.press(books, pressed, now)
            case Role.STAFF:
                await self._refuse_press(books, pressed, "press-not-staff", now)
            case Role.STRANGER if await books.staff_threads.are_known_in(pressed.scene.chat):
                await self._refuse_press(books, pressed, "press-desk-moved", now)
            case Role.STRANGER:
                log.debug("a foreign group is left alone")

    async def _may_press(self, books: Books, pressed: ButtonPressed, now: datetime) -> bool:
        """Refuse somebody who left the staff chat, even if their screen still shows the buttons."""
        membership = await books.memberships.of(pressed.scene.chat, pressed.sender.address)
        if membership is not None and not membership.is_member and now - membership.since < _NEWS:
            return False
        if pressed.is_member is not None:
            return pressed.is_member
        return membership is None or membership.is_member

    async def _refuse_press(self, books: Books, pressed: ButtonPressed, phrase: str, now: datetime) -> None:
        speech = self.phrases.in_language(self.policy.language)
        notice = speech.say(phrase)
        answer = answer_press(Destination(pressed.scene.chat), pressed.query, notice, speech.language)
        await books.apply(Plan(letters=(answer,)), now=now)

    async def _role(self, books: Books, scene: Scene) -> Role:
        if scene.kind is ChatKind.PRIVATE:  # most messages: no query needed
            return role_in(scene, ())
        return role_in(scene, await self.staff_chats(books))
