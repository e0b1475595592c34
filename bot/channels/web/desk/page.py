"""The desk's page: nothing of any ticket stands in it; who is signed in asks for that."""

from dataclasses import dataclass
from html import escape
from string import Template

from aiohttp import web

from bot.channels.web.assets import Assets, text_of
from bot.channels.web.chat.page import json_in_html
from bot.channels.web.security import new_nonce, page_policy
from handlers.phrases import Phrases

_PHRASES = (
    "desk-about",
    "desk-about-customer",
    "desk-act-close",
    "desk-act-reopen",
    "desk-act-take",
    "desk-act-wait",
    "desk-add-entry",
    "desk-also-looking",
    "desk-answer",
    "desk-assign",
    "desk-assign-for-now",
    "desk-assign-whom",
    "desk-assignee",
    "desk-attach",
    "desk-away",
    "desk-back",
    "desk-calendar",
    "desk-calendar-reset",
    "desk-cancel",
    "desk-canned",
    "desk-canned-new",
    "desk-canned-nothing",
    "desk-canned-title",
    "desk-categories",
    "desk-categories-answer",
    "desk-categories-ask",
    "desk-categories-contract",
    "desk-categories-field",
    "desk-categories-file",
    "desk-categories-gain",
    "desk-categories-hint",
    "desk-categories-questions",
    "desk-categories-questions-hint",
    "desk-categories-rule",
    "desk-category",
    "desk-channel-telegram",
    "desk-channel-web",
    "desk-choose-ticket",
    "desk-company",
    "desk-contract",
    "desk-conversation",
    "desk-customer",
    "desk-customer-typing",
    "desk-day",
    "desk-day-details",
    "desk-day-kind",
    "desk-day-off",
    "desk-day-work",
    "desk-delete-entry",
    "desk-deleted",
    "desk-drop-files",
    "desk-edit",
    "desk-edit-entry",
    "desk-edited",
    "desk-editing",
    "desk-entries",
    "desk-error-file-not-taken",
    "desk-error-file-too-large",
    "desk-error-format-not-taken",
    "desk-error-link-spent",
    "desk-error-managers-only",
    "desk-error-name-taken",
    "desk-error-no-canned",
    "desk-error-no-entry",
    "desk-error-no-file",
    "desk-error-no-message",
    "desk-error-no-session",
    "desk-error-no-text",
    "desk-error-no-ticket",
    "desk-error-not-sent",
    "desk-error-stale",
    "desk-error-too-large",
    "desk-error-too-long",
    "desk-error-too-many",
    "desk-error-wrong-password",
    "desk-escalate",
    "desk-escalate-reason",
    "desk-escalate-to",
    "desk-export",
    "desk-facts",
    "desk-failing",
    "desk-failing-counts",
    "desk-failing-nothing",
    "desk-faq",
    "desk-faq-empty",
    "desk-fate-refused",
    "desk-fate-sent",
    "desk-fate-unsure",
    "desk-fate-waiting",
    "desk-find",
    "desk-history",
    "desk-holidays-field",
    "desk-hours-field",
    "desk-import",
    "desk-import-faults",
    "desk-imported",
    "desk-kind",
    "desk-kind-added",
    "desk-kind-deleted",
    "desk-kind-edited",
    "desk-kind-restored",
    "desk-kind-undone",
    "desk-language",
    "desk-language-any",
    "desk-language-en",
    "desk-language-ru",
    "desk-learning",
    "desk-learning-add",
    "desk-learning-counts",
    "desk-learning-drop",
    "desk-learning-hint",
    "desk-learning-known",
    "desk-learning-nothing",
    "desk-letters",
    "desk-letters-discard",
    "desk-letters-discard-done",
    "desk-letters-empty",
    "desk-letters-hint",
    "desk-letters-retry",
    "desk-letters-retry-done",
    "desk-line-handed-over",
    "desk-line-now",
    "desk-line-number",
    "desk-link-name",
    "desk-link-welcome",
    "desk-list-closed",
    "desk-list-empty",
    "desk-list-mine",
    "desk-list-open",
    "desk-list-overdue",
    "desk-list-unassigned",
    "desk-list-waiting",
    "desk-lists",
    "desk-mark",
    "desk-mine",
    "desk-name",
    "desk-new-ticket",
    "desk-nobody",
    "desk-note",
    "desk-note-hint",
    "desk-note-mode",
    "desk-note-save",
    "desk-notes",
    "desk-notices",
    "desk-online",
    "desk-password",
    "desk-phrasings",
    "desk-preview",
    "desk-previous",
    "desk-priority",
    "desk-promises",
    "desk-promises-always",
    "desk-promises-hint",
    "desk-promises-new",
    "desk-promises-remove",
    "desk-promises-resolution",
    "desk-promises-response",
    "desk-question",
    "desk-remove-file",
    "desk-reply",
    "desk-reply-hint",
    "desk-reply-mode",
    "desk-restore-entry",
    "desk-save",
    "desk-save-anyway",
    "desk-saved",
    "desk-search",
    "desk-send",
    "desk-send-entry",
    "desk-service",
    "desk-sign-in",
    "desk-sign-out",
    "desk-similar",
    "desk-style",
    "desk-style-canned",
    "desk-style-texts",
    "desk-style-words",
    "desk-suggestions",
    "desk-take-back",
    "desk-text-fields",
    "desk-text-language",
    "desk-text-preview",
    "desk-text-reset",
    "desk-text-source",
    "desk-text-which",
    "desk-threshold-answer",
    "desk-threshold-suggest",
    "desk-thresholds",
    "desk-thresholds-save",
    "desk-thresholds-standing",
    "desk-tickets",
    "desk-title",
    "desk-today",
    "desk-try",
    "desk-try-hint",
    "desk-unconfirmed-again",
    "desk-unconfirmed-arrived",
    "desk-undo",
    "desk-undone",
    "desk-unreachable",
    "desk-verdict-answer",
    "desk-verdict-suggest",
    "desk-verdict-unknown",
    "desk-wordless",
    "desk-words-add",
    "desk-words-instead",
    "desk-words-mode",
    "desk-words-mode-hint",
    "desk-words-mode-hold",
    "desk-words-mode-off",
    "desk-words-own",
    "desk-words-phrase",
    "desk-words-remove",
    "desk-words-reset",
    "desk-work",
    "desk-yesterday",
    "desk-zone-field",
)


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
            key.removeprefix("desk-"): self.phrases.say(
                self.language, key, **{name: f"{{{name}}}" for name in entries[key].arguments}
            )
            for key in _PHRASES
        }
