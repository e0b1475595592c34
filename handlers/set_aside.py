"""Updates that could not be handled: nothing that was said in them may be lost to people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.cases.desk import CaseDesk
from handlers.channel import ChatKind, Inbound, MessageWritten
from handlers.correspondence import to_staff
from handlers.customers.escalation import Escalation
from handlers.desk.secrets import mask
from handlers.desk.triage import escalation_of, question_in_mind
from handlers.said import conversation_with
from storage.books import Books
from storage.changes import Plan
from storage.inbox import InboxRow
from storage.letters import Destination, Letter
from storage.records import Conversation

_WORDS = ("text", "caption")
_MESSAGES = ("message", "edited_message")


@dataclass(frozen=True, slots=True)
class UpdateSetAside:
    """People get the words of an update that no use case could deal with."""

    cases: CaseDesk
    escalation: Escalation

    async def __call__(
        self, books: Books, rows: Sequence[InboxRow], said: Sequence[Inbound], now: datetime
    ) -> None:
        """A customer's words go to their topic, a new one if need be; General gets numbers.

        `said` is what could be read of the updates.
        """
        if not any(_comes_from_a_person(row.update.raw) for row in rows):
            return  # kept, counted and logged; there is nothing that people could do about it
        texts = tuple(mask(text) for row in rows for text in words_in(row.update.raw))
        conversation = await self._conversation(books, rows, said, now)
        if conversation is None:
            await books.apply(Plan(letters=await self._tell_general(books, rows)), now=now)
            return
        ticket = await books.tickets.open_of(conversation.id)
        if ticket is None:
            question = question_in_mind(conversation, now)
            before = await books.messages.find(question.messages if question else ())
            asked = escalation_of(question, texts)
            await books.apply(await self.escalation(books, conversation, asked, before, now), now=now)
            return
        case = await self.cases.of(books, ticket)
        notice = self.cases.phrases.say(case.topic.language, "topic-set-aside", text="\n".join(texts) or "—")
        await books.apply(Plan(letters=(case.topic.notice(notice),)), now=now)

    async def _conversation(
        self, books: Books, rows: Sequence[InboxRow], said: Sequence[Inbound], now: datetime
    ) -> Conversation | None:
        """The customer's conversation, begun if these were their first words; None for anybody else's."""
        private = (
            each.sender
            for each in said
            if isinstance(each, MessageWritten) and each.scene.kind is ChatKind.PRIVATE
        )
        person = next((sender for sender in private if sender is not None), None)
        if person is None:
            return await books.conversations.at(rows[0].update.lane)
        return await conversation_with(books, person, now)

    async def _tell_general(self, books: Books, rows: Sequence[InboxRow]) -> tuple[Letter, ...]:
        language = self.cases.policy.language
        numbers = ", ".join(str(row.update.update_id) for row in rows)
        text = self.cases.phrases.say(language, "general-set-aside", numbers=numbers)
        return (to_staff(Destination(await self.cases.staff_chat(books)), text, language),)


def _comes_from_a_person(raw: dict[str, Any]) -> bool:
    """Whether somebody said or pressed something. Other kinds tell of polls, members, reactions."""
    return any(isinstance(raw.get(name), dict) for name in (*_MESSAGES, "callback_query"))


def words_in(raw: dict[str, Any]) -> Iterator[str]:
    """What a raw update of any shape says, as far as it can be told."""
    for name in _MESSAGES:
        message = raw.get(name)
        if isinstance(message, dict):
            said = (message.get(word) for word in _WORDS)
            yield from (text for text in said if isinstance(text, str) and text.strip())
