"""The staff's commands that a manager may also use in private."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.channel import Command, MessageWritten
from handlers.commands.agents import ChatCommand, Order
from handlers.commands.managers import Manager
from handlers.correspondence import to_staff
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan


@dataclass(frozen=True, slots=True)
class InPrivate:
    """Runs such a command in private as outside of topics: it is refused if it needs a ticket."""

    cases: CaseDesk
    name: str
    command: ChatCommand

    async def __call__(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Run the command, and answer where the manager wrote."""
        name = written.sender.full_name if written.sender else ""
        order = Order(Command(self.name, arguments), written, Agent(by.address, name), now)
        try:
            async with books.attempt():
                return await self.command(books, order, by.place)
        except CommandRefused as refusal:
            text = self.cases.say_refusal(refusal, number=0)
            return Plan(letters=(to_staff(by.place, text, self.cases.policy.language),))
