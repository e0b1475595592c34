"""What the bot itself tells a customer who adds to a case that people have: sorry, or when they are back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.cases.voice import is_heard
from handlers.correspondence import to_customer
from handlers.desk.messages.contents import words_of
from handlers.desk.reading.impatience import asks_for_news
from handlers.desk.reading.small_talk import asks_nothing
from handlers.desk.sla.absence import is_here, people_return, promised_moments
from handlers.desk.sla.clock import is_overdue
from handlers.desk.text.moments import say_opening
from handlers.said import said_by_bot
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.records.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Reassurance:
    """Plans that tell a customer what to expect of an open ticket."""

    cases: CaseDesk

    async def of_call(self, books: Books, conversation: Conversation, ticket: Ticket, now: datetime) -> Plan:
        """Tell a customer who calls for people that they have the case; if they are away, also until when."""
        told = self.cases.voice.tell(conversation, "human-already", number=ticket.number)
        if await self._agent_is_here(books, ticket, now):
            return told
        return told + self.cases.voice.tell_when_back(conversation, promised_moments(ticket), now)

    async def of_addition(
        self, books: Books, ticket: Ticket, messages: Sequence[Message], now: datetime
    ) -> Plan:
        """Say sorry once a day if they ask about an overdue ticket; say once a night when people are back."""
        words = words_of(messages)
        conversation = await books.conversations.get(ticket.conversation)
        if conversation is None or not is_heard(conversation) or asks_nothing(words):
            return NOTHING
        sorry = NOTHING
        if is_overdue(ticket, now) and asks_for_news(words):
            today = now.astimezone(self.cases.policy.zone).date()
            name, text = f"sorry:{today}", self.cases.voice.say(conversation, "status-overdue")
            sorry = await self._once(books, conversation, ticket, name, text, now)
        return sorry + await self._when_back(books, conversation, ticket, now)

    async def _when_back(
        self, books: Books, conversation: Conversation, ticket: Ticket, now: datetime
    ) -> Plan:
        """When people are back, unless the acknowledgement said so, or one of them is here all the same."""
        calendar, voice = self.cases.policy.calendar, self.cases.voice
        opening = people_return(calendar, promised_moments(ticket), now)
        if opening is None or calendar.next_opening(ticket.opened_at) == opening:
            return NOTHING
        if await self._agent_is_here(books, ticket, now):
            return NOTHING
        speech = voice.speech_to(conversation)
        moment = say_opening(speech, opening, now=now, zone=self.cases.policy.zone)
        text = voice.say(conversation, "acknowledgement-back-at", moment=moment)
        return await self._once(books, conversation, ticket, f"back:{opening.isoformat()}", text, now)

    async def _agent_is_here(self, books: Books, ticket: Ticket, now: datetime) -> bool:
        said = await books.messages.of_ticket(ticket.number)
        return any(message.author is Author.AGENT and is_here(message.at, now) for message in said)

    async def _once(
        self, books: Books, conversation: Conversation, ticket: Ticket, name: str, text: str, now: datetime
    ) -> Plan:
        """Say it, and keep it in the ticket's history under this name; nothing if it stands there."""
        ref = MessageRef(f"ticket:{ticket.number}", name)
        if await books.messages.get(ref):
            return NOTHING
        language = self.cases.voice.language_of(conversation)
        said = said_by_bot(conversation, ref, text, now, ticket.number)
        return Plan(messages=(said,), letters=(to_customer(conversation.address, text, language),))
