"""The desk's page: nothing of any ticket stands in it; who is signed in asks for that."""

from dataclasses import dataclass
from html import escape
from string import Template

from aiohttp import web

from bot.channels.web.assets import Assets, text_of
from bot.channels.web.chat.page import json_in_html
from bot.channels.web.security import new_nonce, page_policy
from handlers.phrases import Phrases

_OF_THE_DESK = "desk-"


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
        self.assets.add_to(app)

    async def show(self, _request: web.Request) -> web.Response:
        """The page, in the staff's language; no other site may show it in a frame."""
        nonce = new_nonce()
        title = self.phrases.say(self.language, "desk-title")
        text = self.page.substitute(
            language=self.language,
            title=escape(f"{title} · {self.company}" if self.company else title),
            noscript=escape(self.phrases.say(self.language, "desk-noscript")),
            base=self.assets.base,
            nonce=nonce,
            page=json_in_html({"language": self.language, "phrases": self._words()}),
        )
        headers = {"Content-Security-Policy": page_policy(nonce, "'none'")}
        return web.Response(text=text, content_type="text/html", headers=headers)

    def _words(self) -> dict[str, str]:
        """The page's sentences; what its scripts fill in stands as {name} in them."""
        entries = self.phrases.entries(self.language)
        return {
            key.removeprefix(_OF_THE_DESK): self.phrases.say(
                self.language, key, **{name: f"{{{name}}}" for name in entry.arguments}
            )
            for key, entry in entries.items()
            if key.startswith(_OF_THE_DESK)
        }
