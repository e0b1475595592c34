"""`/category …`: sets a ticket's category; for managers also the rules and questions behind it."""

from dataclasses import dataclass

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.classification.rules import CategoryRules
from handlers.commands.agents import NeedsTicket, Order, say_at
from handlers.desk.triage.classification import read_choice
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import Plan
from storage.classification import Aspect, ClassificationRule
from storage.records.letters import Destination

_OF_MANAGERS = ("rules", "rule", "ask")


@dataclass(frozen=True, slots=True)
class Categorises:
    """`/category` in a ticket's topic."""

    cases: CaseDesk
    actions: CaseActions
    rules: CategoryRules

    async def __call__(self, books: Books, case: Case, order: Order) -> Plan:
        """Without a name tell the categories and the ticket's own; with a name set it."""
        word = order.command.arguments.partition(" ")[0].casefold()
        if word in _OF_MANAGERS:
            return await self.rules(books, order.command.arguments, case.topic.place, order.agent, order.now)
        if not word:
            names = await _names(books)
            current = self.cases.words.classification(case.ticket) or "—"
            return say_at(self.cases, case.topic.place, "category-current", current=current, names=names)
        choice = read_choice(order.command.arguments)
        value = choice.value
        if choice.aspect is Aspect.CATEGORY:
            known = {rule.value.casefold(): rule.value for rule in await _categories(books)}
            if value.casefold() not in known:
                raise CommandRefused("category-unknown", name=value, names=await _names(books))
            value = known[value.casefold()]
        if choice.aspect is Aspect.PRIORITY:
            return await self.actions.set_priority(books, case, int(value), order.agent, order.now)
        return await self.actions.classify(books, case, choice.aspect, value, order.agent, order.now)


@dataclass(frozen=True, slots=True)
class TellsCategories:
    """`/category` outside of topics."""

    cases: CaseDesk
    rules: CategoryRules

    async def __call__(self, books: Books, order: Order, place: Destination) -> Plan:
        """Tell the list, or do a manager's work on rules and questions; setting a category needs a topic."""
        word = order.command.arguments.partition(" ")[0].casefold()
        if word in _OF_MANAGERS:
            return await self.rules(books, order.command.arguments, place, order.agent, order.now)
        if word:
            raise NeedsTicket("agent-use-in-topic")
        return say_at(self.cases, place, "category-list", names=await _names(books))


async def _categories(books: Books) -> tuple[ClassificationRule, ...]:
    return await books.classification.rules(Aspect.CATEGORY)


async def _names(books: Books) -> str:
    return ", ".join(rule.value for rule in await _categories(books)) or "—"
