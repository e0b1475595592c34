"""Commands of agents: each is a use case of its own, found by its name.

A message that begins with `/` never crosses to the customer. `registry` lists the commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from handlers.case import Case, CaseDesk
from handlers.channel import Command, MessageWritten
from handlers.correspondence import to_staff
from handlers.desk.tickets import Agent, NotNow
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.letters import Destination, SendContent


@dataclass(frozen=True, slots=True)
class Order:
    """What an agent ordered: the command, the message that it stood in, who wrote it and when."""

    command: Command
    written: MessageWritten
    agent: Agent
    now: datetime


class NeedsTicket(NotNow):
    """The command is about a ticket, and where it was said there is none."""


class CaseCommand(Protocol):
    """A command about the case of the topic. Raises `NotNow`, with the line that says why, to refuse."""

    async def __call__(self, books: Books, case: Case, order: Order, /) -> Plan:
        """What the command does; nothing is changed before the plan is applied."""
        ...


class ChatCommand(Protocol):
    """A command about no case in particular: it works all over the staff chat. Raises `NotNow` to refuse."""

    async def __call__(self, books: Books, order: Order, place: Destination, /) -> Plan:
        """What the command does; its answer goes to `place`: a ticket's topic, or where it was said."""
        ...


def say_in_topic(cases: CaseDesk, case: Case, phrase: str, **arguments: str | int) -> Plan:
    """The bot's own words in the ticket's topic."""
    return Plan(letters=(case.topic.notice(cases.phrases.say(case.topic.language, phrase, **arguments)),))


def say_at(cases: CaseDesk, place: Destination, phrase: str, **arguments: str | int) -> Plan:
    """The bot's own words at a place of the staff chat."""
    return tell_at(cases, place, cases.phrases.say(cases.policy.language, phrase, **arguments))


def tell_at(cases: CaseDesk, place: Destination, text: str) -> Plan:
    """Several phrases in one, at a place of the staff chat."""
    return Plan(letters=(to_staff(place, text, cases.policy.language),))


def answer_in(plan: Plan, case: Case) -> str | None:
    """What a plan tells who asked, when that is all that it does: nobody else has to read it."""
    if replace(plan, letters=()) != NOTHING:
        return None
    texts = []
    for letter in plan.letters:
        if not isinstance(letter.action, SendContent) or letter.to != case.topic.place or letter.shows:
            return None
        texts.append(letter.action.content.text.text)
    return "\n\n".join(texts) or None


@dataclass(frozen=True, slots=True)
class AgentCommanded:
    """`/name arguments` by somebody in a staff chat."""

    cases: CaseDesk
    about_case: Mapping[str, CaseCommand]
    anywhere: Mapping[str, ChatCommand]

    async def __call__(self, books: Books, case: Case, order: Order) -> None:
        """In a ticket's topic: do it, or say in one line why not; an unknown command gets a hint."""
        await books.apply(await self.plan(books, case, order), now=order.now)

    async def plan(self, books: Books, case: Case, order: Order) -> Plan:
        """What that leads to, not applied yet."""
        try:
            return await self._plan(books, case, order)
        except NotNow as refusal:
            text = self.cases.say_refusal(refusal, case.ticket.number)
            return Plan(letters=(case.topic.notice(text),))

    async def outside(self, books: Books, order: Order) -> bool:
        """Outside of all topics: whether it is a command that works there. It is done, or refused."""
        if order.command.name not in self.anywhere:
            return False
        try:
            plan = await self._plan_outside(books, order)
        except NeedsTicket as refusal:
            plan = self._refuse_outside(order, refusal)
        await books.apply(plan, now=order.now)
        return True

    async def beside(self, books: Books, order: Order) -> bool:
        """In a topic that its ticket left: whether it is about something else. It is done, or refused."""
        command = order.command
        if command.name not in self.anywhere or (command.name in self.about_case and not command.arguments):
            return False
        try:
            plan = await self._plan_outside(books, order)
        except NeedsTicket:
            return False
        await books.apply(plan, now=order.now)
        return True

    async def _plan_outside(self, books: Books, order: Order) -> Plan:
        try:
            return await self.anywhere[order.command.name](books, order, _place_of(order))
        except NeedsTicket:
            raise
        except NotNow as refusal:
            return self._refuse_outside(order, refusal)

    def _refuse_outside(self, order: Order, refusal: NotNow) -> Plan:
        return tell_at(self.cases, _place_of(order), self.cases.say_refusal(refusal, number=0))

    async def _plan(self, books: Books, case: Case, order: Order) -> Plan:
        name = order.command.name
        if name in self.about_case:
            return await self.about_case[name](books, case, order)
        if name in self.anywhere:
            return await self.anywhere[name](books, order, case.topic.place)
        return say_in_topic(self.cases, case, "agent-unknown-command")


def _place_of(order: Order) -> Destination:
    scene = order.written.scene
    return Destination(scene.chat, thread=scene.thread)
