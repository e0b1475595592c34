"""A topic that its ticket left for another line: colleagues read what is written there, customers never."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agents.messages import copies_in_topic
from handlers.case import Case, CaseDesk
from handlers.channel import Command, MessageWritten, Person
from handlers.correspondence import to_staff
from handlers.desk.links import link_to
from handlers.said import staff_message
from storage.books import Books
from storage.changes import Plan
from storage.content import FormattedText
from storage.letters import Destination, Letter
from storage.records import Author

_NOTE = "note"


@dataclass(frozen=True, slots=True)
class WroteInLeftTopic:
    """One person answers to the customer: from the old line come notes."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, case: Case, written: Sequence[MessageWritten], person: Person, now: datetime
    ) -> None:
        """The words as a note to the line that has the ticket; a command is refused. Its author is told."""
        command = next((part.command for part in written if part.command is not None), None)
        if command is not None and command.for_another_bot:
            return
        if command is not None and command.name != _NOTE:
            told = await self._say(books, case, written[0], "topic-left-command")
            await books.apply(Plan(letters=(told,)), now=now)
            return
        notes = [
            await staff_message(books, _without_command(part, command), case.ticket, Author.NOTE, now)
            for part in written
        ]
        shown = copies_in_topic(case, notes, person.full_name)
        told = await self._say(books, case, written[0], "topic-left-note")
        await books.apply(Plan(messages=tuple(notes), letters=(*shown, told)), now=now)

    async def _say(self, books: Books, case: Case, written: MessageWritten, phrase: str) -> Letter:
        """One line where it was written, with a link where the messenger has links to topics."""
        ticket, language = case.ticket, self.cases.policy.language
        place = await books.staff_threads.of(ticket.number)
        link = link_to(place.chat, place.thread) if place else None
        text = self.cases.phrases.say(language, phrase, number=ticket.number, line=str(ticket.line))
        scene = written.scene
        here = Destination(scene.chat, ticket=ticket.number, thread=scene.thread)
        told = to_staff(here, f"{text}\n{link}" if link else text, language)
        return replace(told, replaces=f"{phrase}:{ticket.number}")


def _without_command(written: MessageWritten, command: Command | None) -> MessageWritten:
    if command is None or written.command is None:
        return written
    return replace(written, content=replace(written.content, text=FormattedText(command.arguments)))
