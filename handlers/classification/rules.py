"""Managers' commands for classification rules, and for the clarifying questions of categories."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.commands.agents import say_at
from handlers.desk.access import is_manager
from handlers.desk.text.numbers import named_number
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.triage.clarifying import check_question
from handlers.desk.triage.classification import checked_value, read_choice, read_words
from handlers.errors import CommandRefused
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.classification import Aspect, ClarifyingQuestion, ClassificationRule
from storage.records.letters import Destination

_FILE = frozenset({"файл", "file"})
_PARTS = 3
_PARTS_WITH_PATTERN = 4


@dataclass(frozen=True, slots=True)
class RuleSaved:
    """A rule as it is now; a new one adds a value."""

    rule: ClassificationRule
    is_new: bool


@dataclass(frozen=True, slots=True)
class CategoryRules:
    """`/category rules`, `rule add NAME: words`, `rule delete 3`, `ask`, `ask NAME: …`, `ask delete 3`."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, arguments: str, place: Destination, by: Agent, now: datetime
    ) -> Plan:
        """Run the command, for managers only. Raises `CommandRefused` that says what is wrong."""
        if not is_manager(by.address, self.cases.policy.managers):
            raise CommandRefused("managers-only")
        verb, _, rest = arguments.partition(" ")
        rest = rest.strip()
        if verb.casefold() == "ask":
            return await self._ask(books, rest, place, by, now)
        if verb.casefold() == "rules" or not rest:
            return await self._list_rules(books, place)
        return await self._rule(books, rest, place, by, now)

    async def add_rule(self, books: Books, text: str, by: str, now: datetime) -> RuleSaved:
        """Add a rule `NAME: words`. Raises `CommandRefused`, also if the rule already has these words."""
        name, colon, words = text.partition(":")
        if not colon:
            raise CommandRefused("category-rule-how")
        choice = read_choice(name.strip())
        before = {rule.id: rule for rule in await books.classification.rules()}
        rule = await books.classification.add_words(choice.aspect, choice.value, read_words(words))
        if before.get(rule.id) == rule:
            raise CommandRefused("category-rule-as-before", rule=self.line(rule))
        await books.audit.note(by, "classification rule changed", _particulars(rule), now)
        return RuleSaved(rule, is_new=rule.id not in before)

    async def delete_rule(self, books: Books, number: int, by: str, now: datetime) -> ClassificationRule:
        """Delete the rule and return it. Raises `CommandRefused` if there is none."""
        rule = next((rule for rule in await books.classification.rules() if rule.id == number), None)
        if rule is None or not await books.classification.delete_rule(number):
            raise CommandRefused("category-no-such-rule", rule=number)
        await books.audit.note(by, "classification rule deleted", _particulars(rule), now)
        return rule

    async def save_question(
        self, books: Books, question: ClarifyingQuestion, by: str, now: datetime
    ) -> ClarifyingQuestion:
        """Save the question. Raises `CommandRefused`, naming an unmet criterion or an unknown category."""
        faults = check_question(question)
        if faults:
            raise CommandRefused("ask-refused", reason=self.cases.staff_speech.say(f"ask-fault-{faults[0]}"))
        known = {rule.value.casefold() for rule in await books.classification.rules(Aspect.CATEGORY)}
        if question.category.casefold() not in known:
            raise CommandRefused("ask-no-category", name=question.category)
        for stands in await books.classification.questions(question.category):
            if replace(stands, id=0, category=question.category) == question:
                raise CommandRefused("ask-as-before", question=stands.id)
        saved = await books.classification.save_question(question)
        await books.audit.note(by, "clarifying question changed", _particulars_of_question(saved), now)
        return saved

    async def delete_question(self, books: Books, number: int, by: str, now: datetime) -> ClarifyingQuestion:
        """Delete the question and return it. Raises `CommandRefused` if there is none."""
        every = await books.classification.questions()
        question = next((question for question in every if question.id == number), None)
        if question is None or not await books.classification.delete_question(number):
            raise CommandRefused("ask-no-such-question", question=number)
        await books.audit.note(by, "clarifying question deleted", _particulars_of_question(question), now)
        return question

    async def _rule(self, books: Books, rest: str, place: Destination, by: Agent, now: datetime) -> Plan:
        verb, _, what = rest.partition(" ")
        match verb.casefold():
            case "add":
                saved = await self.add_rule(books, what, by.address, now)
                phrase = "category-rule-made" if saved.is_new else "category-rule-saved"
                return say_at(self.cases, place, phrase, rule=self.line(saved.rule))
            case "delete":
                rule = await self.delete_rule(books, _number(what, "rule"), by.address, now)
                told = say_at(self.cases, place, "category-rule-deleted", rule=self.line(rule))
                return told + await self._tell_idle_questions(books, rule, place)
            case _:
                raise CommandRefused("category-rule-how")

    async def _ask(self, books: Books, rest: str, place: Destination, by: Agent, now: datetime) -> Plan:
        if not rest:
            return await self._list_questions(books, place)
        verb, _, what = rest.partition(" ")
        if verb.casefold() == "delete":
            number = _number(what, "ask")
            gone = await self.delete_question(books, number, by.address, now)
            return say_at(self.cases, place, "ask-deleted", question=self.question_line(gone))
        question = self._read_question(rest)
        saved = await self.save_question(books, question, by.address, now)
        return say_at(self.cases, place, "ask-saved", question=self.question_line(saved))

    def _read_question(self, text: str) -> ClarifyingQuestion:
        """Parse `NAME: field | the question | the customer's gain | pattern, or "file"`."""
        category, colon, rest = text.partition(":")
        parts = [" ".join(part.split()) for part in rest.split("|", _PARTS)]
        if not colon or len(parts) < _PARTS:
            raise CommandRefused("ask-how")
        pattern = parts[_PARTS] if len(parts) == _PARTS_WITH_PATTERN else ""
        return ClarifyingQuestion(
            category=checked_value(category),
            field=parts[0],
            ask=parts[1].rstrip(".,"),
            gain=parts[2].rstrip(".,"),
            language=self.cases.policy.language,
            pattern=None if pattern.casefold() in _FILE else pattern or None,
            wants_file=pattern.casefold() in _FILE,
        )

    async def _tell_idle_questions(self, books: Books, rule: ClassificationRule, place: Destination) -> Plan:
        """Name the questions of a deleted category: they are no longer asked, and could be forgotten."""
        if rule.aspect is not Aspect.CATEGORY:
            return NOTHING
        idle = [question.id for question in await books.classification.questions(rule.value)]
        if not idle:
            return NOTHING
        numbers = ", ".join(map(str, idle))
        return say_at(self.cases, place, "category-idle-questions", numbers=numbers, number=idle[0])

    async def _list_rules(self, books: Books, place: Destination) -> Plan:
        rules = await books.classification.rules()
        lines = "\n".join(map(self.line, rules)) or "—"
        return say_at(self.cases, place, "category-rules", rules=lines)

    async def _list_questions(self, books: Books, place: Destination) -> Plan:
        questions = await books.classification.questions()
        lines = "\n".join(map(self.question_line, questions)) or "—"
        return say_at(self.cases, place, "ask-list", questions=lines)

    def line(self, rule: ClassificationRule) -> str:
        """A rule on one line, with its number."""
        aspect = self.cases.staff_speech.say(f"aspect-{rule.aspect}")
        value = self.cases.words.value_in_words(rule.aspect, rule.value)
        quoted = self.cases.staff_speech.say("quoted", words=value)
        return f"{rule.id}. {aspect} {quoted}: {', '.join(rule.words) or '—'}"

    def question_line(self, question: ClarifyingQuestion) -> str:
        """A question on one line, with its number."""
        answer = question.pattern or (
            self.cases.staff_speech.say("ask-a-file") if question.wants_file else ""
        )
        tail = f" [{answer}]" if answer else ""
        return f"{question.id}. {question.category} · {question.field}: {question.ask}, {question.gain}{tail}"


def _number(text: str, what: str) -> int:
    """The number. Raises `CommandRefused` if there is none; `what` is to be deleted, a `rule` or an `ask`."""
    number = named_number(text)
    if number is None:
        raise CommandRefused(f"category-{what}-which")
    return number


def _particulars(rule: ClassificationRule) -> dict[str, str]:
    return {"rule": str(rule.id), rule.aspect.value: rule.value}


def _particulars_of_question(question: ClarifyingQuestion) -> dict[str, str]:
    return {"question": str(question.id), "category": question.category, "field": question.field}
