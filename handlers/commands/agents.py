"""Building blocks of agents' commands: who orders what, about which case, and how it is answered."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.channel import Command, MessageWritten
from handlers.correspondence import to_staff
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.actions import SendContent
from storage.records.letters import Destination


@dataclass(frozen=True, slots=True)
class Order:
    """An agent's order: the command, its message, its author and its time."""

    command: Command
    written: MessageWritten
    agent: Agent
    now: datetime


def is_note(written: MessageWritten) -> bool:
    """Return True for our bot's `/note …`, whose words the customer does not get."""
    command = written.command
    return command is not None and command.name == "note" and not command.for_another_bot


class NeedsTicket(CommandRefused):
    """The command needs a ticket, and there is none at its place."""


class CaseCommand(Protocol):
    """A command about the case of the topic. Refuses by raising `CommandRefused`."""

    async def __call__(self, books: Books, case: Case, order: Order, /) -> Plan:
        """Run the command in the caller's transaction; what it has not written itself is in the plan."""
        ...


class ChatCommand(Protocol):
    """A command about no particular case: it works anywhere in the staff chat. Refuses likewise."""

    async def __call__(self, books: Books, order: Order, place: Destination, /) -> Plan:
        """Run it, as `CaseCommand` does; the answer goes to `place`: a topic, or where it was said."""
        ...


def say_in_topic(cases: CaseDesk, case: Case, phrase: str, **arguments: str | int) -> Plan:
    """The bot's own words in the ticket's topic."""
    return Plan(letters=(case.topic.notice(cases.staff_speech.say(phrase, **arguments)),))


def say_at(cases: CaseDesk, place: Destination, phrase: str, **arguments: str | int) -> Plan:
    """The bot's own words at a place of the staff chat."""
    return tell_at(cases, place, cases.staff_speech.say(phrase, **arguments))


def tell_at(cases: CaseDesk, place: Destination, text: str) -> Plan:
    """Several phrases in one post, at a place of the staff chat."""
    return Plan(letters=(to_staff(place, text, cases.policy.language),))


def answer_in(plan: Plan, case: Case) -> str | None:
    """The text of a plan that only tells something to its author; None if it does more."""
    if replace(plan, letters=()) != NOTHING:
        return None
    texts = []
    for letter in plan.letters:
        if not isinstance(letter.action, SendContent) or letter.to != case.topic.place or letter.shows:
            return None
        texts.append(letter.action.content.text.text)
    return "\n\n".join(texts) or None
