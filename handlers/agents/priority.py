"""`/priority 1..4`: an agent sets how urgent a ticket is."""

from dataclasses import dataclass

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.commands.agents import Order, say_in_topic
from handlers.desk.text.numbers import number_in
from storage.books import Books
from storage.changes import Plan


@dataclass(frozen=True, slots=True)
class SetsPriority:
    """`/priority 2`."""

    actions: CaseActions

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Set the priority; without an argument, tell the criteria. Anything but 1 to 4 is refused."""
        if not order.command.arguments:
            cases = self.actions.cases
            criteria = cases.staff_speech.say("priority-criteria")
            return say_in_topic(cases, case, "priority-criteria-and-command", criteria=criteria)
        priority = number_in(order.command.arguments) or 0
        return await self.actions.set_priority(books, case, priority, order.agent, order.now)
