"""`/status` outside of any ticket: how much work there is, and who has how much of it."""

from dataclasses import dataclass

from handlers.agents.commands import Order, say_at
from handlers.case import CaseDesk
from storage.books import Books
from storage.changes import Plan
from storage.letters import Destination


@dataclass(frozen=True, slots=True)
class TellsLoad:
    """Open tickets by agent, and those that nobody has."""

    cases: CaseDesk

    async def __call__(self, books: Books, _order: Order, place: Destination) -> Plan:
        """The figures; whoever has most comes first."""
        load = await books.tickets.load()
        say, language = self.cases.phrases.say, self.cases.policy.language
        lines = (
            say(language, "agent-load-line", name=agent.name, count=agent.tickets) for agent in load.agents
        )
        return say_at(
            self.cases,
            place,
            "agent-load",
            open=load.open,
            unassigned=load.unassigned,
            waiting=load.waiting,
            handed=load.handed_over,
            agents="\n".join(lines),
        )
