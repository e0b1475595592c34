"""The gate before everything a customer does: banned customers get no answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.channel import ButtonPressed, MessageWritten
from handlers.correspondence import answer_press
from handlers.customers.beside_commands import matter_of
from handlers.desk.buttons import Press, Verb
from handlers.desk.messages.crossing import masked
from handlers.said import customer_messages
from storage.bans import Ban
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation
from storage.records.letters import Destination
from storage.records.messages import Message

_STILL_WORKS = frozenset({"forget"})
"""Commands that stay available to banned customers."""


@dataclass(frozen=True, slots=True)
class BanGate:
    """Intercept what banned customers write and press."""

    cases: CaseDesk

    async def intercept_messages(self, books: Books, burst: Sequence[MessageWritten], now: datetime) -> bool:
        """Store a banned customer's messages, and tell customer and staff once; True if a ban stands."""
        sender, command = burst[0].sender, burst[0].command
        if sender is None or (command is not None and command.name in _STILL_WORKS):
            return False
        ban = await books.bans.at(sender.address)
        conversation = await books.conversations.at(sender.address) if ban else None
        if ban is None or conversation is None:
            return False
        said = [matter for written in burst if (matter := matter_of(written)) is not None]
        await books.apply(Plan(messages=await self._kept(books, conversation, said, now)), now=now)
        if ban.told_at is None and said:
            await books.bans.told(ban.customer, now)
            await books.apply(await self._tell(books, conversation, ban), now=now)
        return True

    async def intercept_press(
        self, books: Books, pressed: ButtonPressed, press: Press | None, now: datetime
    ) -> bool:
        """Answer a banned customer's press without acting on it; True if a ban stands."""
        if press is not None and press.verb is Verb.FORGET:
            return False
        if await books.bans.at(pressed.sender.address) is None:
            return False
        place = Destination(pressed.scene.chat)
        answer = answer_press(place, pressed.query, "", self.cases.policy.language)
        await books.apply(Plan(letters=(answer,)), now=now)
        return True

    async def _kept(
        self, books: Books, conversation: Conversation, said: Sequence[MessageWritten], now: datetime
    ) -> tuple[Message, ...]:
        ticket = await books.tickets.open_of(conversation.id)
        number = ticket.number if ticket else None
        new = await customer_messages(books, [each for each in said if not each.edited], conversation, now)
        kept = [replace(message, ticket=number) for message in new]
        for written in said:
            before = await books.messages.get(written.ref) if written.edited else None
            if before is not None:
                kept.append(replace(before, content=masked(written.content), edited_at=now))
        return tuple(kept)

    async def _tell(self, books: Books, conversation: Conversation, ban: Ban) -> Plan:
        case = await self.cases.find(books, ban.ticket)
        told = self.cases.voice.tell(conversation, "customer-banned")
        if case is None:
            return told
        notice = self.cases.staff_speech.say("topic-banned-wrote")
        return told + Plan(letters=(case.topic.notice(notice),))
