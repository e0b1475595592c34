"""Managers keep the rules by which tickets are classified, and the clarifying questions of categories."""

from dataclasses import dataclass
from datetime import datetime

from handlers.agents.commands import say_at
from handlers.case import CaseDesk, categories_of
from handlers.desk.access import is_manager
from handlers.desk.buttons import number_in
from handlers.desk.clarifying import check_question
from handlers.desk.classification import checked_value, read_choice, read_words
from handlers.desk.tickets import Agent, NotNow
from storage.books import Books
from storage.changes import Plan
from storage.classification import ClarifyingQuestion, ClassificationRule
from storage.letters import Destination

_FILE = frozenset({"файл", "file"})
_PARTS = 3
_PARTS_WITH_PATTERN = 4


@dataclass(frozen=True, slots=True)
class CategoryRules:
    """`/category rules`, `rule add NAME: words`, `rule delete 3`, `ask`, `ask NAME: …`, `ask delete 3`."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, arguments: str, place: Destination, by: Agent, now: datetime
    ) -> Plan:
        """For managers alone. Raises `NotNow` that says what is wrong."""
        if not is_manager(by.address, self.cases.policy.managers):
            raise NotNow("managers-only")
        verb, _, rest = arguments.partition(" ")
        rest = rest.strip()
        if verb.casefold() == "ask":
            return await self._ask(books, rest, place, by, now)
        if verb.casefold() == "rules" or not rest:
            return await self._list_rules(books, place)
        return await self._rule(books, rest, place, by, now)

    async def add_rule(self, books: Books, text: str, by: str, now: datetime) -> ClassificationRule:
        """`NAME: words`. Raises `NotNow`."""
        name, colon, words = text.partition(":")
        if not colon:
            raise NotNow("category-rule-how")
        choice = read_choice(name.strip())
        rule = await books.classification.add_words(choice.aspect, choice.value, read_words(words))
        await books.audit.note(by, "classification rule changed", {"rule": str(rule.id)}, now)
        return rule

    async def delete_rule(self, books: Books, number: int, by: str, now: datetime) -> None:
        """Raises `NotNow` when there is no such rule."""
        if not await books.classification.delete_rule(number):
            raise NotNow("category-no-such-rule", rule=number)
        await books.audit.note(by, "classification rule deleted", {"rule": str(number)}, now)

    async def save_question(
        self, books: Books, question: ClarifyingQuestion, by: str, now: datetime
    ) -> ClarifyingQuestion:
        """Raises `NotNow` with the criterion that the question does not meet, or for an unknown category."""
        faults = check_question(question)
        if faults:
            raise NotNow("ask-refused", reason=self._say(f"ask-fault-{faults[0]}"))
        known = {rule.value.casefold() for rule in categories_of(await books.classification.rules())}
        if question.category.casefold() not in known:
            raise NotNow("ask-no-category", name=question.category)
        saved = await books.classification.save_question(question)
        await books.audit.note(by, "clarifying question changed", {"question": str(saved.id)}, now)
        return saved

    async def delete_question(self, books: Books, number: int, by: str, now: datetime) -> None:
        """Raises `NotNow` when there is no such question."""
        if not await books.classification.delete_question(number):
            raise NotNow("ask-no-such-question", question=number)
        await books.audit.note(by, "clarifying question deleted", {"question": str(number)}, now)

    async def _rule(self, books: Books, rest: str, place: Destination, by: Agent, now: datetime) -> Plan:
        verb, _, what = rest.partition(" ")
        match verb.casefold():
            case "add":
                rule = await self.add_rule(books, what, by.address, now)
                return say_at(self.cases, place, "category-rule-saved", rule=self.line(rule))
            case "delete":
                number = number_in(what.strip()) or 0
                await self.delete_rule(books, number, by.address, now)
                return say_at(self.cases, place, "category-rule-deleted", rule=number)
            case _:
                raise NotNow("category-rule-how")

    async def _ask(self, books: Books, rest: str, place: Destination, by: Agent, now: datetime) -> Plan:
        if not rest:
            return await self._list_questions(books, place)
        verb, _, what = rest.partition(" ")
        if verb.casefold() == "delete":
            number = number_in(what.strip()) or 0
            await self.delete_question(books, number, by.address, now)
            return say_at(self.cases, place, "ask-deleted", question=number)
        question = self._read_question(rest)
        saved = await self.save_question(books, question, by.address, now)
        return say_at(self.cases, place, "ask-saved", question=self.question_line(saved))

    def _read_question(self, text: str) -> ClarifyingQuestion:
        """`NAME: field | how it is asked | what the customer gains | pattern, or "file"`."""
        category, colon, rest = text.partition(":")
        parts = [" ".join(part.split()) for part in rest.split("|", _PARTS)]
        if not colon or len(parts) < _PARTS:
            raise NotNow("ask-how")
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
        aspect = self._say(f"aspect-{rule.aspect}")
        value = self.cases.writer.value_in_words(rule.aspect, rule.value)
        return f"{rule.id}. {aspect} «{value}»: {', '.join(rule.words) or '—'}"

    def question_line(self, question: ClarifyingQuestion) -> str:
        """A question on one line, with its number."""
        answer = question.pattern or (self._say("ask-a-file") if question.wants_file else "")
        tail = f" [{answer}]" if answer else ""
        return f"{question.id}. {question.category} · {question.field}: {question.ask}, {question.gain}{tail}"

    def _say(self, key: str) -> str:
        return self.cases.phrases.say(self.cases.policy.language, key)
