"""The desk's page. It has no data of tickets; scripts request these after signing in."""

from dataclasses import dataclass
from html import escape
from string import Template
from typing import Any

from aiohttp import web

from bot.channels.web.assets import Assets, text_of
from bot.channels.web.pages import json_in_html, leads_to
from bot.channels.web.requests import accepted_languages
from bot.channels.web.security import new_nonce, page_policy
from handlers.phrases import Phrases, Speech

_OF_THE_DESK = "desk-"
_OF_THE_DOOR = frozenset({"away", "sign-in", "name", "password", "link-name", "link-welcome"})
_REFUSALS = "error-"


@dataclass(frozen=True, slots=True)
class DeskPage:
    """GET /desk."""

    phrases: Phrases
    company: str
    language: str
    assets: Assets
    page: Template

    @classmethod
    def load(cls, phrases: Phrases, company: str, language: str) -> "DeskPage":
        """Read the page's files."""
        assets = Assets.load("/desk/assets", "shared", "desk")
        return cls(phrases, company, language, assets, Template(text_of("desk", "desk.html")))

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/desk", self.show)
        app.router.add_get("/desk/", leads_to("/desk"))
        self.assets.add_to(app)

    async def show(self, request: web.Request) -> web.Response:
        """Return the page, in the staff's language except for the sign-in; no site may frame it."""
        nonce = new_nonce()
        staffs = self.phrases.in_language(self.language)
        chosen = self.phrases.choose_language(accepted_languages(request), self.language)
        readers = self.phrases.in_language(chosen)
        text = self.page.substitute(
            language=staffs.language,
            title=escape(self._title(staffs)),
            noscript=escape(readers.say("desk-noscript")),
            base=self.assets.base,
            nonce=nonce,
            page=json_in_html(
                {
                    "language": staffs.language,
                    "phrases": _sentences(staffs),
                    "door": self._door(readers),
                }
            ),
        )
        headers = {"Content-Security-Policy": page_policy(nonce, "'none'")}
        return web.Response(text=text, content_type="text/html", headers=headers)

    def _title(self, speech: Speech) -> str:
        title = speech.say("desk-title")
        return f"{title} · {self.company}" if self.company else title

    def _door(self, speech: Speech) -> dict[str, Any]:
        """The sentences before signing in, in the language of the browser."""
        words = {
            key: sentence
            for key, sentence in _sentences(speech).items()
            if key in _OF_THE_DOOR or key.startswith(_REFUSALS)
        }
        return {"language": speech.language, "title": self._title(speech), "phrases": words}


def _sentences(speech: Speech) -> dict[str, str]:
    """The page's sentences; values that its scripts fill in are {name}."""
    return {
        key.removeprefix(_OF_THE_DESK): speech.say(key, **{name: f"{{{name}}}" for name in phrase.arguments})
        for key, phrase in speech.phrases.items()
        if key.startswith(_OF_THE_DESK)
    }
