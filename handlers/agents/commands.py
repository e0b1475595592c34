"""Commands of agents: each is a use case of its own, found by its name.

A message that begins with `/` never crosses to the customer. `registry` lists the commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.commands.agents import (
    CaseCommand,
    ChatCommand,
    NeedsTicket,
    Order,
    answer_in,
    say_in_topic,
    tell_at,
)
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan


@dataclass(frozen=True, slots=True)
class AgentCommanded:
    """`/name arguments` by somebody in a staff chat."""

    cases: CaseDesk
    about_case: Mapping[str, CaseCommand]
    anywhere: Mapping[str, ChatCommand]

    async def __call__(self, books: Books, case: Case, order: Order) -> None:
        """Run a command in a ticket's topic, or say in one line why not; an unknown one gets a hint."""
        await books.apply(await self.plan(books, case, order), now=order.now)

    async def plan(self, books: Books, case: Case, order: Order) -> Plan:
        """Return the plan of the command; a refused one leaves nothing behind but a notice."""
        try:
            async with books.attempt():
                return await self._plan(books, case, order)
        except CommandRefused as refusal:
            text = self.cases.say_refusal(refusal, case.ticket.number)
            return Plan(letters=(case.topic.notice(text),))

    async def run_or_answer(self, books: Books, case: Case, order: Order) -> str | None:
        """Run the command; if it only tells something, return the text and leave it out of the history."""
        plan = await self.plan(books, case, order)
        answer = answer_in(plan, case)
        if answer is None:
            await books.apply(plan, now=order.now)
        return answer

    async def run_outside_topics(self, books: Books, order: Order) -> bool:
        """Run or refuse a command outside of all topics; False if it does not work there."""
        if order.command.name not in self.anywhere:
            return False
        try:
            plan = await self._plan_outside(books, order)
        except NeedsTicket as refusal:
            plan = self._refuse_outside(order, refusal)
        await books.apply(plan, now=order.now)
        return True

    async def run_in_left_topic(self, books: Books, order: Order) -> bool:
        """Run a command in a topic that its ticket left; False if it is about the ticket."""
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
            async with books.attempt():
                return await self.anywhere[order.command.name](books, order, order.written.scene.place)
        except NeedsTicket:
            raise
        except CommandRefused as refusal:
            return self._refuse_outside(order, refusal)

    def _refuse_outside(self, order: Order, refusal: CommandRefused) -> Plan:
        return tell_at(self.cases, order.written.scene.place, self.cases.say_refusal(refusal, number=0))

    async def _plan(self, books: Books, case: Case, order: Order) -> Plan:
        name = order.command.name
        if name in self.about_case:
            return await self.about_case[name](books, case, order)
        if name in self.anywhere:
            return await self.anywhere[name](books, order, case.topic.place)
        return say_in_topic(self.cases, case, "agent-unknown-command")
