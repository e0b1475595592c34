"""Classification rules and clarifying questions at the desk, as `/category` in a messenger."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from aiohttp import web
from pydantic import StringConstraints

from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.requests import Request, read
from handlers.classification.rules import CategoryRules
from handlers.desk.text.numbers import number_in
from handlers.errors import CommandRefused
from storage.books import Books
from storage.classification import ClarifyingQuestion

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=8000)]


class RuleForm(Request):
    """`hosting: site, 502`, as managers write it in a chat."""

    text: _Text


class QuestionForm(Request):
    """`answer` is an example of an answer, or empty; `file`: a file is expected."""

    category: _Line
    field: _Line
    ask: _Line
    gain: _Line
    answer: _Line = ""
    file: bool = False
    contract: bool = False
    language: Literal["ru", "en"]


@dataclass(frozen=True, slots=True)
class DeskCategories:
    """For managers only."""

    acting: DeskActing
    rules: CategoryRules

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/categories", self.show),
                web.post("/desk/api/categories/rules", self.add_rule),
                web.delete(r"/desk/api/categories/rules/{number:\d{1,9}}", self.delete_rule),
                web.post("/desk/api/categories/questions", self.add_question),
                web.delete(r"/desk/api/categories/questions/{number:\d{1,9}}", self.delete_question),
            ]
        )

    async def show(self, request: web.Request) -> web.Response:
        """Return everything, each on a line as in `/category rules` and `/category ask`."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            rules = await books.classification.rules()
            questions = await books.classification.questions()
        return web.json_response(
            {
                "rules": [{"id": rule.id, "words": self.rules.line(rule)} for rule in rules],
                "questions": [
                    asdict(question) | {"words": self.rules.question_line(question)} for question in questions
                ],
            }
        )

    async def add_rule(self, request: web.Request) -> web.Response:
        """Add words for a value, new or known."""
        form = await read(request, RuleForm)
        now = self.acting.clock()
        return await self._manage(request, lambda books, by: self.rules.add_rule(books, form.text, by, now))

    async def delete_rule(self, request: web.Request) -> web.Response:
        """Delete a rule by its number."""
        number, now = number_in(request.match_info["number"]) or 0, self.acting.clock()
        return await self._manage(request, lambda books, by: self.rules.delete_rule(books, number, by, now))

    async def add_question(self, request: web.Request) -> web.Response:
        """Add a question that meets the criteria; else tell the page which it does not."""
        form = await read(request, QuestionForm)
        question = ClarifyingQuestion(
            category=form.category,
            field=form.field,
            ask=form.ask.rstrip(".,"),
            gain=form.gain.rstrip(".,"),
            language=form.language,
            pattern=None if form.file else form.answer or None,
            wants_file=form.file,
            is_contract=form.contract,
        )
        now = self.acting.clock()
        return await self._manage(
            request, lambda books, by: self.rules.save_question(books, question, by, now)
        )

    async def delete_question(self, request: web.Request) -> web.Response:
        """Delete a question by its number."""
        number, now = number_in(request.match_info["number"]) or 0, self.acting.clock()
        return await self._manage(
            request, lambda books, by: self.rules.delete_question(books, number, by, now)
        )

    async def _manage(
        self, request: web.Request, change: Callable[[Books, str], Awaitable[object]]
    ) -> web.Response:
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            try:
                await change(books, seat.person.address)
            except CommandRefused as refused:
                return self.acting.refusal_of(refused)
            await books.commit()
        return self.acting.done()
