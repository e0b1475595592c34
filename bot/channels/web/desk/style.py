"""The house style at the desk: forbidden words and the bot's texts, as `/words` and `/template`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read
from handlers.desk.text.numbers import number_in
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule
from handlers.desk.wording.template_sandbox import TemplateRefused
from handlers.desk.wording.templates import KINDS, shipped_source
from handlers.errors import CommandRefused
from handlers.house_style import WordingMode, mode_of, rules_of
from handlers.wording.template_editor import TemplateEditor
from handlers.wording.template_preview import TemplatePreview
from handlers.wording.words_editor import add_rule, choose_mode, remove_rule, reset_rules
from handlers.wording.words_view import WordsView
from storage.books import Books

Change = Callable[[Books, str], Awaitable[web.Response | None]]


@dataclass(frozen=True, slots=True)
class DeskStyle:
    """The routes, for managers only. A refusal is told in words, and changes nothing."""

    acting: DeskActing
    words_view: WordsView
    editor: TemplateEditor
    previews: TemplatePreview

    def add_to(self, app: web.Application) -> None:
        text = r"/desk/api/texts/{name:[a-z-]{1,40}}/{language:[a-z]{2}}"
        app.add_routes(
            [
                web.get("/desk/api/words", self.words),
                web.post("/desk/api/words", self.add_word),
                web.post("/desk/api/words/removed", self.remove_word),
                web.post("/desk/api/words/reset", self.reset_words),
                web.put("/desk/api/words/mode", self.choose_mode),
                web.get("/desk/api/texts", self.texts),
                web.get(text, self.text),
                web.put(text, self.write_text),
                web.delete(text, self.reset_text),
                web.post(f"{text}/undo", self.undo_text),
                web.post(f"{text}/preview", self.preview),
            ]
        )

    async def words(self, request: web.Request) -> web.Response:
        """Return the list, and the mode for agents' replies."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            rules = await rules_of(books)
            mode = await mode_of(books)
        shown = [
            {"phrase": rule.phrase, "instead": rule.instead, "own": rule not in DEFAULT_RULES}
            for rule in rules
        ]
        return web.json_response({"mode": mode, "words": shown})

    async def add_word(self, request: web.Request) -> web.Response:
        """Add a phrase with its replacement; tell where the desk itself says it."""
        form = await read(request, requests.WordForm)
        rule = WordingRule(" ".join(form.phrase.split()), " ".join(form.instead.split()))

        async def add(books: Books, by: str) -> web.Response:
            if not rule.phrase or not rule.alternatives:
                return self.acting.refused("words-add-how")
            try:
                former = await add_rule(books, by, rule, self.acting.clock())
            except CommandRefused as refused:
                return self.acting.refused(refused.phrase, **refused.arguments)
            told = [] if former is None else [self.words_view.say_replaced(rule, former)]
            return web.json_response({"told": told + await self.words_view.where_it_stands(books, rule)})

        return await self._change(request, add)

    async def remove_word(self, request: web.Request) -> web.Response:
        """Remove a phrase from the list."""
        form = await read(request, requests.WordForm)

        async def remove(books: Books, by: str) -> web.Response | None:
            if await remove_rule(books, by, form.phrase, self.acting.clock()) is not None:
                return None
            return self.acting.refused("words-not-listed", wording=form.phrase)

        return await self._change(request, remove)

    async def reset_words(self, request: web.Request) -> web.Response:
        """Return to the shipped list; tell what is removed."""

        async def reset(books: Books, by: str) -> web.Response:
            went = await reset_rules(books, by, self.acting.clock())
            return web.json_response({"told": self.words_view.say_went(went)})

        return await self._change(request, reset)

    async def choose_mode(self, request: web.Request) -> web.Response:
        """Choose what happens to replies from now on."""
        form = await read(request, requests.ModeForm)

        async def choose(books: Books, by: str) -> None:
            await choose_mode(books, by, WordingMode(form.mode), self.acting.clock())

        return await self._change(request, choose)

    async def texts(self, request: web.Request) -> web.Response:
        """Return the texts that managers may replace, and the languages of their own; the staff's first."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            own = await books.templates.all()
        own_language = self.acting.speech.language
        languages = sorted(self.acting.phrases.languages, key=lambda code: code != own_language)
        shown = [
            {
                "name": name,
                "about": self.acting.words(f"template-about-{name}"),
                "own": [language for language in languages if (name, language) in own],
            }
            for name in KINDS
        ]
        return web.json_response({"languages": languages, "texts": shown})

    async def text(self, request: web.Request) -> web.Response:
        """Return a text as a template, its fields, and a preview."""
        name, language = self._named(request)
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            own = (await books.templates.all()).get((name, language))
            version = await books.templates.version(name, language)
            try:
                preview = await self.previews.of_stored(books, name, language, self.acting.clock())
            except TemplateRefused as refused:  # outdated by a newer forbidden word: it is not used
                preview = self.acting.words(refused.phrase, **refused.arguments)
        shipped = shipped_source(
            self.acting.phrases.in_language(language), name, self.acting.cases.policy.company
        )
        return web.json_response(
            {
                "source": own or shipped,
                "own": own is not None,
                "version": version,
                "fields": KINDS[name].fields,
                "preview": preview,
            }
        )

    async def preview(self, request: web.Request) -> web.Response:
        """Return a preview of a text that is being written, or the reason to refuse it."""
        name, language = self._named(request)
        form = await read(request, requests.TextForm)
        async with self.acting.database.reading() as books:
            await self.acting.access.may_manage(books, request)
            try:
                text = await self.previews.of_source(books, name, language, form.source, self.acting.clock())
            except TemplateRefused as refused:
                return self.acting.refused(refused.phrase, **refused.arguments)
        return web.json_response({"preview": text})

    async def write_text(self, request: web.Request) -> web.Response:
        """Use the text from now on.

        For this, `reset_text` and `undo_text`: `?version=` is the one that the page shows; a newer text by
        somebody else is not overwritten unseen.
        """
        name, language = self._named(request)
        form = await read(request, requests.TextForm)

        async def write(books: Books, by: str) -> None:
            await _must_be_shown(books, request, name, language)
            await self.editor.write(books, by, name, language, form.source, self.acting.clock())

        return await self._change(request, write)

    async def reset_text(self, request: web.Request) -> web.Response:
        """Return to the shipped text."""
        name, language = self._named(request)

        async def reset(books: Books, by: str) -> None:
            await _must_be_shown(books, request, name, language)
            await self.editor.reset(books, by, name, language, self.acting.clock())

        return await self._change(request, reset)

    async def undo_text(self, request: web.Request) -> web.Response:
        """Return to the text before the last change."""
        name, language = self._named(request)

        async def undo(books: Books, by: str) -> web.Response | None:
            await _must_be_shown(books, request, name, language)
            if await self.editor.undo(books, by, name, language, self.acting.clock()):
                return None
            return self.acting.refused("template-shipped-already", name=name, language=language)

        return await self._change(request, undo)

    async def _change(self, request: web.Request, change: Change) -> web.Response:
        """Make one change in one transaction, followed at once by this process."""
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            try:
                answer = await change(books, seat.person.address) or web.json_response({})
            except TemplateRefused as refused:
                return self.acting.refused(refused.phrase, **refused.arguments)
            if answer.status == HTTPStatus.OK:
                await books.commit()
        await self.acting.followed()
        return answer

    def _named(self, request: web.Request) -> tuple[str, str]:
        name, language = request.match_info["name"], request.match_info["language"]
        if name not in KINDS or language not in self.acting.phrases.languages:
            raise refusal(HTTPStatus.NOT_FOUND, "no-text")
        return name, language


async def _must_be_shown(books: Books, request: web.Request, name: str, language: str) -> None:
    """Raise `StaleRecord` if the page shows an older version than the last."""
    version = request.query.get("version")
    if version is not None:
        await books.templates.must_be(number_in(version) or 0, name, language)
