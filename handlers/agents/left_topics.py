"""A topic that its ticket left for another line: colleagues read what is written there, customers never."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agents.commands import AgentCommanded
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import copies_in_topic
from handlers.channel import MessageWritten
from handlers.commands.agents import Order, is_note, say_at
from handlers.correspondence import to_staff
from handlers.desk.messages.contents import can_cross
from handlers.desk.messages.links import link_to
from handlers.replies.messages import is_empty_note
from handlers.said import staff_message
from storage.books import Books
from storage.changes import Plan
from storage.records.letters import Destination, Letter
from storage.records.messages import Author


@dataclass(frozen=True, slots=True)
class WroteInLeftTopic:
    """Turns messages from the old line into notes: only one person answers the customer."""

    cases: CaseDesk
    commanded: AgentCommanded

    async def __call__(
        self,
        books: Books,
        case: Case,
        written: Sequence[MessageWritten],
        order: Order | None,
        now: datetime,
    ) -> None:
        """Turn the words into a note; run an `order` in them, unless it is about the ticket."""
        if order is None:
            await self._note(books, case, written, now)
        elif order.command.for_another_bot:
            return
        elif is_note(order.written):
            await self._note(books, case, [part.without_command() for part in written], now)
        elif not await self.commanded.run_in_left_topic(books, order):
            told = await self._say(books, case, order.written, "topic-left-command")
            await books.apply(Plan(letters=(told,)), now=now)

    async def _note(self, books: Books, case: Case, written: Sequence[MessageWritten], now: datetime) -> None:
        """Post the note for the line that has the ticket; tell its author, also if nothing can cross."""
        if all(is_empty_note(part.content) for part in written):
            scene = written[0].scene
            place = scene.place
            await books.apply(say_at(self.cases, place, "agent-note-empty"), now=now)
            return
        crossing = [part for part in written if can_cross(part.content)]
        if not crossing:
            told = await self._say(books, case, written[0], "topic-left-cannot-cross")
            await books.apply(Plan(letters=(told,)), now=now)
            return
        notes = [await staff_message(books, part, case.ticket, Author.NOTE, now) for part in crossing]
        shown = copies_in_topic(case.topic, notes, notes[0].author_name)
        told = await self._say(books, case, written[0], "topic-left-note")
        await books.apply(Plan(messages=tuple(notes), letters=(*shown, told)), now=now)

    async def _say(self, books: Books, case: Case, written: MessageWritten, phrase: str) -> Letter:
        """One line where it was written, with a link if the messenger has links to topics."""
        ticket, speech = case.ticket, self.cases.staff_speech
        place = await books.staff_threads.of(ticket.number)
        link = link_to(place.chat, place.thread) if place else None
        text = speech.say(phrase, number=ticket.number, line=str(ticket.line))
        scene = written.scene
        here = Destination(scene.chat, ticket=ticket.number, thread=scene.thread)
        told = to_staff(here, f"{text}\n{link}" if link else text, speech.language)
        return replace(told, replaces=f"{phrase}:{ticket.number}")
