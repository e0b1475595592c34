"""Updates that could not be handled: their words must still reach people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.cases.desk import CaseDesk
from handlers.cases.voice import is_heard
from handlers.channel import ChatKind, Inbound, MessageWritten
from handlers.correspondence import to_customer, to_staff
from handlers.customers.escalation import Escalation
from handlers.desk.reading.secrets import mask
from handlers.desk.triage.decisions import escalation_of, question_in_mind
from handlers.said import conversation_with
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation
from storage.records.letters import Destination, Letter
from storage.records.updates import InboxRow

_WORDS = ("text", "caption")
_MESSAGES = ("message", "edited_message")


@dataclass(frozen=True, slots=True)
class UpdateSetAside:
    """Gives people the words of an update that no use case could handle."""

    cases: CaseDesk
    escalation: Escalation

    async def __call__(
        self, books: Books, rows: Sequence[InboxRow], said: Sequence[Inbound], now: datetime
    ) -> None:
        """Post a customer's words in their topic, a new one if need be; General gets numbers.

        `said` is the readable part of the updates. If nothing is readable, the sender is asked to write again
        in words.
        """
        if not any(_comes_from_a_person(row.update.raw) for row in rows):
            return  # kept, counted and logged; people could do nothing about it
        texts = tuple(mask(text) for row in rows for text in words_in(row.update.raw))
        conversation = await self._conversation(books, rows, said, texts, now)
        if not texts:
            await books.apply(self._ask_for_words(conversation, rows), now=now)
        await books.apply(await self._tell_people(books, conversation, rows, texts, now), now=now)

    async def _tell_people(
        self,
        books: Books,
        conversation: Conversation | None,
        rows: Sequence[InboxRow],
        texts: tuple[str, ...],
        now: datetime,
    ) -> Plan:
        ticket = await books.tickets.open_of(conversation.id) if conversation else None
        if ticket is not None:
            case = await self.cases.of(books, ticket)
            words = "\n".join(texts) or "—"
            notice = self.cases.staff_speech.say("topic-set-aside", text=words)
            return Plan(letters=(case.topic.notice(notice),))
        if conversation is None or not texts:
            return Plan(letters=await self._tell_general(books, rows))
        question = question_in_mind(conversation, now)
        before = await books.messages.find(question.messages if question else ())
        return await self.escalation(books, conversation, escalation_of(question, texts), before, now)

    def _ask_for_words(self, conversation: Conversation | None, rows: Sequence[InboxRow]) -> Plan:
        """Ask the customer, even an unknown one, to write in words; ask nothing after a press of a button."""
        written = [message for row in rows for message in _messages_in(row.update.raw)]
        if conversation is not None:
            asks = bool(written) and is_heard(conversation)
            return self.cases.voice.tell(conversation, "customer-unread") if asks else NOTHING
        private = next((each for each in written if _is_private(each)), None)
        if private is None:
            return NOTHING
        sender = private.get("from")
        spoken = sender.get("language_code") if isinstance(sender, dict) else None
        wishes = (spoken if isinstance(spoken, str) else None,)
        language = self.cases.phrases.choose_language(wishes, self.cases.policy.language)
        text = self.cases.phrases.say(language, "customer-unread")
        return Plan(letters=(to_customer(rows[0].update.lane, text, language),))

    async def _conversation(
        self,
        books: Books,
        rows: Sequence[InboxRow],
        said: Sequence[Inbound],
        texts: Sequence[str],
        now: datetime,
    ) -> Conversation | None:
        """The customer's conversation, begun if these were their first words; None for anybody else."""
        private = (
            each.sender
            for each in said
            if isinstance(each, MessageWritten) and each.scene.kind is ChatKind.PRIVATE
        )
        person = next((sender for sender in private if sender is not None), None)
        if person is None:
            return await books.conversations.at(rows[0].update.lane)
        return await conversation_with(books, person, now, texts)

    async def _tell_general(self, books: Books, rows: Sequence[InboxRow]) -> tuple[Letter, ...]:
        speech = self.cases.staff_speech
        numbers = ", ".join(str(row.update.update_id) for row in rows)
        text = speech.say("general-set-aside", numbers=numbers)
        return (to_staff(Destination(await self.cases.staff_chat(books)), text, speech.language),)


def _comes_from_a_person(raw: dict[str, Any]) -> bool:
    """Return True if somebody said or pressed something; other updates tell of polls, members, reactions."""
    return any(isinstance(raw.get(name), dict) for name in (*_MESSAGES, "callback_query"))


def words_in(raw: dict[str, Any]) -> Iterator[str]:
    """The words in a raw update of any shape, as far as they can be found."""
    for message in _messages_in(raw):
        said = (message.get(word) for word in _WORDS)
        yield from (text for text in said if isinstance(text, str) and text.strip())


def _messages_in(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    found = (raw.get(name) for name in _MESSAGES)
    yield from (message for message in found if isinstance(message, dict))


def _is_private(message: dict[str, Any]) -> bool:
    chat = message.get("chat")
    return isinstance(chat, dict) and chat.get("type") == "private"
