"""The plain commands of a ticket's topic: those that are also buttons, `/note` and `/help`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agents.commands import Order, say_at, say_in_topic
from handlers.agents.messages import copies_in_topic
from handlers.case import Case, CaseDesk
from handlers.correspondence import to_staff
from handlers.customers.aftercare import Closing
from handlers.desk.access import is_manager
from handlers.desk.tickets import Agent
from handlers.managers.commands import say_managers_help
from handlers.said import staff_message
from storage.books import Books
from storage.changes import Plan
from storage.content import FormattedText
from storage.letters import Destination
from storage.records import Author


@dataclass(frozen=True, slots=True)
class Acts:
    """A command without arguments that is an action on the case: `/take`, `/waiting`, `/reopen`."""

    action: Callable[[Case, Agent, datetime], Plan]

    async def __call__(self, _books: Books, case: Case, order: Order) -> Plan:
        """The action's own plan."""
        return self.action(case, order.agent, order.now)


@dataclass(frozen=True, slots=True)
class Closes:
    """`/close`: the case is solved, and the customer is asked how it was."""

    closing: Closing

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """What closing leads to."""
        return await self.closing(books, case, order.agent, order.now)


@dataclass(frozen=True, slots=True)
class WritesNote:
    """`/note text`: a message that stays inside."""

    cases: CaseDesk

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """The note without its command; an empty one is refused."""
        if not order.command.arguments and order.written.content.is_plain_text:
            return say_in_topic(self.cases, case, "agent-note-empty")
        note = await staff_message(books, order.written, case.ticket, Author.NOTE, order.now)
        bare = replace(note, content=replace(note.content, text=FormattedText(order.command.arguments)))
        shown = copies_in_topic(case, [bare], note.author_name)
        return Plan(messages=(bare,), letters=shown)


@dataclass(frozen=True, slots=True)
class TellsCommands:
    """`/help`: every command with a line of its own, in the order of the registry."""

    cases: CaseDesk
    commands: Collection[str]

    async def __call__(self, _books: Books, order: Order, place: Destination) -> Plan:
        """How messages cross, then the commands; a manager reads those of managers, too."""
        policy, phrases = self.cases.policy, self.cases.phrases
        lines = "\n".join(phrases.say(policy.language, f"agent-command-{name}") for name in self.commands)
        told = say_at(self.cases, place, "agent-help", commands=lines)
        if not is_manager(order.agent.address, policy.managers):
            return told
        return told.posting([to_staff(place, say_managers_help(phrases, policy.language), policy.language)])
