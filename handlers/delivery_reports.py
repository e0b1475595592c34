"""Reports about letters that did not arrive, and the rebuilding of a topic that is gone."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.first_response import FirstResponse
from handlers.correspondence import to_staff
from handlers.desk.buttons import Press, Verb
from handlers.desk.messages.crossing import without_signature
from handlers.desk.messages.media import name_media
from handlers.desk.messages.reasons import say_reason
from handlers.desk.text.characters import shorten
from handlers.phrases import Speech
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import (
    Button,
    DeleteMessage,
    EditContent,
    SendAlbum,
    SendContent,
    Unreadable,
)
from storage.records.events import Event, EventKind
from storage.records.letters import Destination, Letter, PostedLetter, Urgency
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.records.staff import StaffThread

log = structlog.get_logger(__name__)

_LONGEST_EXCERPT = 100

_MISSED = SendContent | SendAlbum | EditContent | Unreadable
"""Actions that people would miss; the others are cosmetic."""


@dataclass(frozen=True, slots=True)
class LetterRefused:
    """The messenger will never take a letter."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, posted: PostedLetter, reason: str, now: datetime, *, unreachable: bool
    ) -> None:
        """Report a customer's lost letter in the ticket's topic, and a topic's lost letter in General."""
        letter = posted.letter
        if isinstance(letter.action, DeleteMessage) and letter.ticket and letter.to.ticket is None:
            await self._tell_not_taken_back(books, letter.ticket, reason, now)
            return
        if not isinstance(letter.action, _MISSED):
            return
        conversation = None if letter.to.ticket else await books.conversations.at(letter.to.chat)
        if conversation is None:
            await self._tell_of_staffs(books, posted, reason, now)
            return
        if unreachable and conversation.unreachable_since is None:
            await books.conversations.reachable(conversation.id, since=now)
        ticket = await books.tickets.latest_of(conversation.id)
        number = letter.ticket or (ticket.number if ticket and ticket.is_open else None)
        case = await self.cases.find(books, number) if number else None
        if case is not None:
            recounted = await FirstResponse(self.cases).recount(books, case, now)
            lost = bool(recounted.tickets) and recounted.tickets[0].first_response_at is None
            told = self._tell_topic(case, letter, reason, now, unreachable=unreachable, lost=lost)
            await books.apply(recounted + told, now=now)

    async def _tell_of_staffs(self, books: Books, posted: PostedLetter, reason: str, now: datetime) -> None:
        """Report a lost post to the staff, unless a newer one replaces it: cards, topics' names, alarms."""
        letter = posted.letter
        if letter.replaces:
            return
        if letter.to.ticket is None:  # General or a manager's chat: there is nobody nearer to tell
            log.error("a letter was refused", letter=posted.id, reason=reason)
            return
        place = await books.staff_threads.of(letter.to.ticket)
        if place is None or place.chat == letter.to.chat:  # else the ticket moved on with its history
            await books.apply(self._tell_general(letter, reason), now=now)

    async def _tell_not_taken_back(self, books: Books, ticket: int, reason: str, now: datetime) -> None:
        case = await self.cases.find(books, ticket)
        if case is None:
            return
        speech = self.cases.staff_speech
        why = say_reason(speech, reason)
        text = speech.say("topic-not-taken-back", reason=why)
        await books.apply(Plan(letters=(case.topic.notice(text),)), now=now)

    def _tell_topic(
        self, case: Case, letter: Letter, reason: str, now: datetime, *, unreachable: bool, lost: bool
    ) -> Plan:
        """Tell the staff that the customer did not get the letter; `lost`: it was the first response."""
        speech = self.cases.staff_speech
        why = say_reason(speech, reason)
        excerpt = excerpt_of(speech, letter)
        if unreachable:
            text = speech.say("topic-unreachable", excerpt=excerpt)
        elif isinstance(letter.action, Unreadable):
            text = speech.say("topic-unreadable")
        else:
            text = speech.say("topic-refused", excerpt=excerpt, reason=why)
        if lost:
            text = f"{text}\n{speech.say('topic-first-response-lost')}"
        undelivered = Event(
            EventKind.UNDELIVERED,
            now,
            "bot",
            ticket=case.ticket.number,
            conversation=case.conversation.id,
            details={"reason": reason},
        )
        return Plan(events=(undelivered,), letters=(case.topic.notice(text),))

    def _tell_general(self, letter: Letter, reason: str) -> Plan:
        speech = self.cases.staff_speech
        number = letter.to.ticket or 0
        if isinstance(letter.action, Unreadable):
            text = speech.say("general-unreadable", number=number)
        else:
            why = say_reason(speech, reason)
            text = speech.say("general-refused", number=number, reason=why)
        return Plan(letters=(to_staff(Destination(letter.to.chat), text, speech.language),))


@dataclass(frozen=True, slots=True)
class LetterParked:
    """It is unknown whether an agent's reply arrived: the agent decides."""

    cases: CaseDesk

    async def __call__(self, books: Books, posted: PostedLetter, now: datetime) -> None:
        """Tell that it is not confirmed, with the buttons *send again* and *it arrived*."""
        letter = posted.letter
        case = await self.cases.find(books, letter.ticket) if letter.ticket else None
        if case is None:
            log.error("a parked letter belongs to no ticket", letter=posted.id, at=now.isoformat())
            return
        speech = self.cases.staff_speech
        buttons = tuple(
            Button(speech.say(phrase), Press(verb, str(posted.id)).encode())
            for phrase, verb in (
                ("button-send-again", Verb.SEND_AGAIN),
                ("button-arrived", Verb.ARRIVED),
            )
        )
        excerpt = excerpt_of(speech, letter)
        text = speech.say("topic-not-confirmed", excerpt=excerpt)
        await books.apply(Plan(letters=(case.topic.notice(text, (buttons,)),)), now=now)


@dataclass(frozen=True, slots=True)
class RebuildTopic:
    """A topic was deleted: a new one is made, and the history is posted again."""

    cases: CaseDesk

    async def __call__(self, books: Books, posted: PostedLetter, now: datetime) -> None:
        """Queue the new topic, its card and the history ahead of everything that waits for it.

        A topic that the ticket left for another line is not rebuilt: the present one has everything.
        """
        number = posted.letter.to.ticket
        case = await self.cases.find(books, number) if number else None
        if case is None or case.topic.chat != posted.letter.to.chat:
            return
        unsent = await books.outbox.waiting_in(posted.letter.to.lane)
        waiting = {ref for other in (*unsent, posted) for ref in other.letter.shows}
        said = await self._posted_before(books, case.ticket.number, waiting)
        posts = (replace(letter, ahead=True) for letter in self.cases.topics.history(case.topic, said))
        lost = StaffThread(case.ticket.number, case.topic.chat, thread=None)
        opening = await self.cases.topics.topic_and_card(books, case, now, ahead=True)
        await books.apply(Plan(staff_threads=(lost,), letters=(*opening, *posts)), now=now)

    async def _posted_before(self, books: Books, ticket: int, waiting: set[MessageRef]) -> list[Message]:
        """The messages that were beside the card, in the lost topic or in an earlier group.

        The question itself is on the card.
        """
        shown = await books.copies.shown_of(ticket)
        return [
            message
            for message in await books.messages.of_ticket(ticket)
            if message.ref not in waiting
            and (message.author in {Author.AGENT, Author.NOTE} or message.ref in shown)
        ]


def excerpt_of(speech: Speech, letter: Letter) -> str:
    """The beginning of the letter's text, to tell it from others: an agent's words without the signature.

    For a file without words, the kind of file.
    """
    match letter.action:
        case SendContent(content) | EditContent(_, content):
            first = content
        case SendAlbum(items):
            first = items[0]
        case _:
            return ""
    is_signed = letter.urgency is Urgency.REPLY and letter.part == 0
    words = without_signature(first.text) if is_signed else first.text.text
    told = words.strip() or name_media(speech, first) or first.text.text
    return shorten(" ".join(told.split()), _LONGEST_EXCERPT)
