"""The plain commands of a ticket's topic: those that are also buttons, `/note` and `/help`."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import copies_in_topic
from handlers.commands.agents import Order, say_at, say_in_topic
from handlers.commands.managers import say_managers_help
from handlers.correspondence import to_staff
from handlers.desk.access import is_manager
from handlers.desk.tickets.lifecycle import Agent
from handlers.replies.messages import is_empty_note
from handlers.said import staff_message
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.content import FormattedText
from storage.records.letters import Destination
from storage.records.messages import Author, Message


@dataclass(frozen=True, slots=True)
class Acts:
    """A command that acts on the case and takes no words, such as `/take` or `/close`."""

    cases: CaseDesk
    action: Callable[[Books, Case, Agent, datetime], Awaitable[Plan]]

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """The action's own plan; words after the command are kept as a note."""
        done = await self.action(books, case, order.agent, order.now)
        return done + await _keep_words(self.cases, books, case, order)


@dataclass(frozen=True, slots=True)
class WritesNote:
    """`/note text`: a message that the customer does not get."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Keep the message without its command as a note; refuse an empty one."""
        note = await _note_in(books, case, order)
        if is_empty_note(note.content):
            return say_in_topic(self.cases, case, "agent-note-empty")
        return _noted(case, note)


async def _keep_words(cases: CaseDesk, books: Books, case: Case, order: Order) -> Plan:
    """Keep words after a command that takes none as a note, and say so."""
    note = await _note_in(books, case, order)
    if is_empty_note(note.content):
        return NOTHING
    told = say_in_topic(cases, case, "agent-words-kept", command=f"/{order.command.name}")
    return _noted(case, note) + told


async def _note_in(books: Books, case: Case, order: Order) -> Message:
    note = await staff_message(books, order.written, case.ticket, Author.NOTE, order.now)
    return replace(note, content=replace(note.content, text=FormattedText(order.command.arguments)))


def _noted(case: Case, note: Message) -> Plan:
    return Plan(messages=(note,), letters=copies_in_topic(case.topic, [note], note.author_name))


@dataclass(frozen=True, slots=True)
class TellsCommands:
    """`/help`: every command with a line of its own, in the order of the registry."""

    cases: CaseDesk
    commands: Collection[str]

    async def __call__(self, _books: Books, order: Order, place: Destination) -> Plan:
        """Tell how messages cross, then list the commands; a manager also reads the managers' commands."""
        speech = self.cases.staff_speech
        lines = "\n".join(speech.say(f"agent-command-{name}") for name in self.commands)
        told = say_at(self.cases, place, "agent-help", commands=lines)
        if not is_manager(order.agent.address, self.cases.policy.managers):
            return told
        return told.posting([to_staff(place, say_managers_help(speech), speech.language)])
