"""The classification of tickets: rules by words, and the clarifying questions of each category."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy import delete, insert, select, update

from storage.counters import hold_value
from storage.tables.lines import clarifying_questions, classification_rules
from storage.transaction import Transaction


class Aspect(StrEnum):
    """The property of a ticket that a rule proposes."""

    CATEGORY = "category"
    KIND = "kind"
    SERVICE = "service"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class ClassificationRule:
    """Words that propose `value` for an aspect of a ticket; without words it is chosen by hand only."""

    id: int
    aspect: Aspect
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyingQuestion:
    """A detail that tickets of a category need. `id` is 0 before it is saved.

    `ask` is a request and `gain` the customer's benefit, in `language`. An answer must fit `pattern` or be a
    file (`wants_file`); without either any answer will do. `is_contract`: it is stored with the customer.
    """

    id: int = 0
    category: str
    field: str
    ask: str
    gain: str
    language: str
    pattern: str | None = None
    wants_file: bool = False
    is_contract: bool = False


_HELD = "classification rules"
_RULES = select(classification_rules).order_by(classification_rules.c.id)


class Classification:
    """Rules and questions, by number."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def rules(self, aspect: Aspect | None = None) -> tuple[ClassificationRule, ...]:
        """The rules of an aspect, or all, in the order in which they were made."""
        query = _RULES if aspect is None else _RULES.where(classification_rules.c.aspect == aspect.value)
        rows = await self._transaction.execute(query)
        return tuple(ClassificationRule(row.id, Aspect(row.aspect), row.value, row.words) for row in rows)

    async def add_words(self, aspect: Aspect, value: str, words: Sequence[str]) -> ClassificationRule:
        """Add words for a value, without duplicates; an existing value keeps its spelling."""
        # Of two managers at once the later one would undo, or begin again, what the earlier one added.
        await hold_value(self._transaction, _HELD)
        known = next((rule for rule in await self.rules(aspect) if _alike(rule.value, value)), None)
        if known is None:
            once = tuple(dict.fromkeys(words))
            made = insert(classification_rules).values(aspect=aspect.value, value=value, words=once)
            number = await self._transaction.execute(made.returning(classification_rules.c.id))
            return ClassificationRule(number.scalar_one(), aspect, value, once)
        every = tuple(dict.fromkeys((*known.words, *words)))
        changed = update(classification_rules).where(classification_rules.c.id == known.id)
        await self._transaction.execute(changed.values(words=every))
        return ClassificationRule(known.id, aspect, known.value, every)

    async def delete_rule(self, number: int) -> bool:
        """Delete the rule; False if there is none."""
        await hold_value(self._transaction, _HELD)
        gone = delete(classification_rules).where(classification_rules.c.id == number)
        found = await self._transaction.execute(gone.returning(classification_rules.c.id))
        return found.one_or_none() is not None

    async def questions(self, category: str | None = None) -> tuple[ClarifyingQuestion, ...]:
        """The questions of a category, or all, in the order in which they are asked."""
        query = select(clarifying_questions).order_by(clarifying_questions.c.id)
        rows = (await self._transaction.execute(query)).mappings()
        every = tuple(ClarifyingQuestion(**row) for row in rows)
        return every if category is None else tuple(q for q in every if _alike(q.category, category))

    async def save_question(self, question: ClarifyingQuestion) -> ClarifyingQuestion:
        """Save a new question (`id` 0) or a changed one."""
        values = asdict(question)
        number = values.pop("id")
        if number:
            changed = update(clarifying_questions).where(clarifying_questions.c.id == number)
            await self._transaction.execute(changed.values(values))
            return question
        made = insert(clarifying_questions).values(values).returning(clarifying_questions.c.id)
        return ClarifyingQuestion(**values, id=(await self._transaction.execute(made)).scalar_one())

    async def delete_question(self, number: int) -> bool:
        """Delete the question; False if there is none."""
        gone = delete(clarifying_questions).where(clarifying_questions.c.id == number)
        found = await self._transaction.execute(gone.returning(clarifying_questions.c.id))
        return found.one_or_none() is not None


def _alike(one: str, other: str) -> bool:
    """Compare without case; not in SQL, as SQLite folds the case of ASCII only."""
    return one.casefold() == other.casefold()
