"""A customer who writes faster than anybody reads: all of it is stored, and shown in a few posts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.cases.desk import CaseDesk
from handlers.customers.messages import CustomerWrote
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation
from storage.records.messages import Message
from storage.records.timers import Timer, TimerKind

MOST_A_MINUTE = 60
"""Messages a minute. A person in a hurry stays far below it; more than that is shown in digests."""

MINUTE = timedelta(minutes=1)

DIGEST_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class FloodGuard:
    """Holds messages back while there are too many of them."""

    cases: CaseDesk

    async def hold_if_flooding(
        self, books: Books, conversation: Conversation, messages: Sequence[Message], now: datetime
    ) -> bool:
        """Store too many messages for a digest, and tell the customer once; True if they were held back."""
        if not await self._is_too_much(books, conversation, now):
            return False
        ticket = await books.tickets.open_of(conversation.id)
        number = ticket.number if ticket else None
        kept = tuple(replace(message, ticket=number) for message in messages)
        # Lock the flood before the conversation, in the same order as `FloodOver`, so that they cannot
        # deadlock.
        is_news = await books.floods.hold(conversation.id, [message.ref for message in kept], now)
        await books.apply(Plan(conversations=(conversation,), messages=kept), now=now)
        await self._see_to_its_end(books, conversation, now)
        if is_news:
            await books.apply(self.cases.voice.tell(conversation, "customer-flood"), now=now)
        return True

    async def _see_to_its_end(self, books: Books, conversation: Conversation, now: datetime) -> None:
        subject = str(conversation.id)
        if not await books.timers.stands(TimerKind.FLOOD, subject):
            digest = Timer(TimerKind.FLOOD, subject, now + DIGEST_AFTER)
            await books.apply(Plan(timers=(digest,)), now=now)

    async def _is_too_much(self, books: Books, conversation: Conversation, now: datetime) -> bool:
        if await books.floods.stands(conversation.id):
            return True
        return await books.floods.has_written(conversation.id, MOST_A_MINUTE, since=now - MINUTE)


@dataclass(frozen=True, slots=True)
class FloodOver:
    """Passes on together what was held back."""

    wrote: CustomerWrote

    async def __call__(self, books: Books, timer: Timer, now: datetime) -> None:
        """Treat the messages as one burst."""
        number = int(timer.subject)
        refs = await books.floods.end(number)
        conversation = await books.conversations.get(number)
        if conversation is None or conversation.is_erased or not refs:
            return
        messages = await books.messages.find(refs)
        await self.wrote.pass_on_together(books, conversation, messages, now)
