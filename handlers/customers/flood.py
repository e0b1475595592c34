"""A customer who writes faster than anybody reads: all of it is kept, and shown in a few posts."""

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
"""A person in a hurry stays far below it; who writes more than that is heard in digests."""

MINUTE = timedelta(minutes=1)

DIGEST_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class FloodGuard:
    """Holds messages back while there are too many of them."""

    cases: CaseDesk

    async def holds(
        self, books: Books, conversation: Conversation, messages: Sequence[Message], now: datetime
    ) -> bool:
        """Whether these messages wait for a digest. They are written down, and the customer is told once."""
        if not await self._is_too_much(books, conversation, now):
            return False
        ticket = await books.tickets.open_of(conversation.id)
        number = ticket.number if ticket else None
        kept = tuple(replace(message, ticket=number) for message in messages)
        # The flood before the conversation, as `FloodOver` has them: neither waits for the other for ever.
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
    """What was held back goes on its way together."""

    wrote: CustomerWrote

    async def __call__(self, books: Books, timer: Timer, now: datetime) -> None:
        """As if it had been written in one breath."""
        number = int(timer.subject)
        refs = await books.floods.end(number)
        conversation = await books.conversations.get(number)
        if conversation is None or conversation.is_erased or not refs:
            return
        messages = await books.messages.find(refs)
        await self.wrote.pass_on_together(books, conversation, messages, now)
