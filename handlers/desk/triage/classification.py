"""Proposes what a ticket is about, from its words, by the managers' rules. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk.text.numbers import number_in
from handlers.desk.wording.rules import WordingRule, find_forbidden
from handlers.errors import CommandRefused
from storage.classification import Aspect, ClassificationRule
from storage.records.tickets import PRIORITIES, TicketKind

LONGEST_VALUE = 40
LONGEST_WORDS = 60
MOST_WORDS = 100

KIND_NAMES = {
    "question": TicketKind.QUESTION,
    "вопрос": TicketKind.QUESTION,
    "incident": TicketKind.INCIDENT,
    "инцидент": TicketKind.INCIDENT,
    "request": TicketKind.REQUEST,
    "запрос": TicketKind.REQUEST,
}
"""The words that people use for the kinds."""

_ASPECTS = {
    "category": Aspect.CATEGORY,
    "категория": Aspect.CATEGORY,
    "kind": Aspect.KIND,
    "тип": Aspect.KIND,
    "service": Aspect.SERVICE,
    "услуга": Aspect.SERVICE,
    "priority": Aspect.PRIORITY,
    "приоритет": Aspect.PRIORITY,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal for a ticket; None where the words say nothing."""

    category: str | None = None
    kind: TicketKind | None = None
    service: str | None = None
    priority: int | None = None


@dataclass(frozen=True, slots=True)
class AspectValue:
    """A value for an aspect, as people write it in a command."""

    aspect: Aspect
    value: str


def propose(text: str, rules: Sequence[ClassificationRule]) -> Proposal:
    """Propose the value with most of its words in the text; of several priorities the highest."""
    weights = {rule: _weight(text, rule) for rule in rules}

    def best(aspect: Aspect) -> str | None:
        found = [rule for rule, weight in weights.items() if rule.aspect is aspect and weight]
        return max(found, key=lambda rule: (weights[rule], -rule.id)).value if found else None

    kind = best(Aspect.KIND)
    urgent = (
        int(rule.value) for rule, weight in weights.items() if rule.aspect is Aspect.PRIORITY and weight
    )
    return Proposal(
        category=best(Aspect.CATEGORY),
        kind=TicketKind(kind) if kind else None,
        service=best(Aspect.SERVICE),
        priority=min(urgent, default=None),
    )


def _weight(text: str, rule: ClassificationRule) -> int:
    """The length of the text that matches the rule; words match in every inflection, and so do their kin."""
    found = find_forbidden(text, [WordingRule(words, "") for words in rule.words], kin=True)
    return sum(len(finding.text) for finding in found)


def read_choice(text: str) -> AspectValue:
    """Parse `hosting`, `kind incident`, `service web`: a category unless it says otherwise.

    Raises `CommandRefused` for an unknown kind or priority, and for a missing value.
    """
    first, _, rest = text.partition(" ")
    aspect = _ASPECTS.get(first.casefold())
    if aspect is None:
        return AspectValue(Aspect.CATEGORY, checked_value(text))
    value = rest.strip()
    if aspect is Aspect.KIND:
        kind = KIND_NAMES.get(value.casefold())
        if kind is None:
            raise CommandRefused("category-no-such-kind")
        return AspectValue(aspect, kind.value)
    if aspect is Aspect.PRIORITY:
        if number_in(value) not in PRIORITIES:
            raise CommandRefused("category-no-such-priority")
        return AspectValue(aspect, value)
    return AspectValue(aspect, checked_value(value))


def checked_value(text: str) -> str:
    """A name on one line. Raises `CommandRefused` if it is empty or too long."""
    folded = " ".join(text.split())
    if not folded or len(folded) > LONGEST_VALUE:
        raise CommandRefused("category-value", limit=LONGEST_VALUE)
    return folded


def read_words(text: str) -> tuple[str, ...]:
    """Parse `сайт, 502, ошибка сервера`. Raises `CommandRefused` for too many or too long ones."""
    words = tuple(word for part in re.split(r"[,;\n]", text) if (word := " ".join(part.split())))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORDS for word in words):
        raise CommandRefused("category-words", limit=LONGEST_WORDS, most=MOST_WORDS)
    return words
