"""The chat's page, and the script that embeds it in another site; neither has any visitor's data."""

import json
from dataclasses import dataclass
from html import escape
from string import Template

from aiohttp import web

from bot.channels.web.assets import Assets, text_of
from bot.channels.web.pages import json_in_html, leads_to
from bot.channels.web.requests import accepted_languages
from bot.channels.web.security import SITE, new_nonce, page_policy
from handlers.phrases import Phrases, Speech

# Values that the page's own scripts fill in are sent as {name}.
_PHRASES = {
    "web-answering": (),
    "web-attach": (),
    "web-attachment-of": ("name",),
    "web-away": (),
    "web-call-person": (),
    "web-call-person-text": (),
    "web-close": (),
    "web-composer": (),
    "web-contact": (),
    "web-delete-unsent": (),
    "web-download": ("name",),
    "web-drop-files": (),
    "web-edited": (),
    "web-error-button-gone": (),
    "web-error-file-not-taken": (),
    "web-error-file-too-large": (),
    "web-error-not-sent": (),
    "web-error-too-long": (),
    "web-error-too-many": (),
    "web-failed": (),
    "web-forget": (),
    "web-greeting": (),
    "web-leave": (),
    "web-leave-sure": (),
    "web-leave-yes": (),
    "web-left": (),
    "web-log": (),
    "web-menu": (),
    "web-name-ask": (),
    "web-name-label": (),
    "web-name-later": (),
    "web-name-nice": ("name",),
    "web-new-messages": (),
    "web-older": (),
    "web-online": (),
    "web-place": (),
    "web-remove-file": ("name",),
    "web-retry": (),
    "web-send": (),
    "web-sending": (),
    "web-sent": (),
    "web-start-again": (),
    "web-status": (),
    "web-stay": (),
    "web-today": (),
    "web-typing": ("name",),
    "web-waiting": (),
    "web-yesterday": (),
    "web-you": (),
}


@dataclass(frozen=True, slots=True)
class ChatPage:
    """GET /chat and GET /chat/widget.js; / redirects to the chat."""

    phrases: Phrases
    company: str
    default_language: str
    assets: Assets
    page: Template
    widget: Template

    @classmethod
    def load(cls, phrases: Phrases, company: str, default_language: str) -> "ChatPage":
        """Read the page's files."""
        return cls(
            phrases=phrases,
            company=company,
            default_language=default_language,
            assets=Assets.load("/chat/assets", "shared", "chat"),
            page=Template(text_of("chat", "chat.html")),
            widget=Template(text_of("chat", "widget.template.js")),
        )

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/chat", self.show)
        for nearby in ("/", "/chat/"):
            app.router.add_get(nearby, leads_to("/chat"))
        app.router.add_get("/chat/widget.js", self.show_widget)
        self.assets.add_to(app)

    async def show(self, request: web.Request) -> web.Response:
        """Return the page; `?lang=en` chooses its language, `?embed=1` is for the widget's frame."""
        nonce = new_nonce()
        speech = self.phrases.in_language(self._language(request))
        text = self.page.substitute(
            language=speech.language,
            title=escape(self._title(speech)),
            initial=escape(self._title(speech)[:1].upper()),
            noscript=escape(speech.say("web-noscript")),
            loading=escape(speech.say("web-loading")),
            base=self.assets.base,
            nonce=nonce,
            page=json_in_html(_for_script(request, speech)),
        )
        policy = page_policy(nonce, request.app[SITE].frame_ancestors)
        headers = {"Content-Security-Policy": policy}
        return web.Response(text=text, content_type="text/html", headers=headers)

    async def show_widget(self, _request: web.Request) -> web.Response:
        """Return the script that a site embeds with one line."""
        labels = {
            language: {
                name: self.phrases.say(language, f"web-widget-{name}") for name in ("open", "close", "title")
            }
            for language in self.phrases.languages
        }
        text = self.widget.substitute(
            labels=json.dumps(labels, ensure_ascii=False), default=json.dumps(self.default_language)
        )
        headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=300"}
        return web.Response(text=text, content_type="text/javascript", headers=headers)

    def _language(self, request: web.Request) -> str:
        wishes = [request.query.get("lang"), *accepted_languages(request)]
        return self.phrases.choose_language(wishes, self.default_language)

    def _title(self, speech: Speech) -> str:
        return self.company or speech.say("web-title")


def _for_script(request: web.Request, speech: Speech) -> dict[str, object]:
    return {
        "language": speech.language,
        "otherLanguage": "en" if speech.language == "ru" else "ru",
        "embedded": request.query.get("embed") == "1",
        "phrases": {
            key.removeprefix("web-"): speech.say(key, **{name: f"{{{name}}}" for name in names})
            for key, names in _PHRASES.items()
        },
    }
