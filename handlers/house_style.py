"""The desk's own style: forbidden words, what happens to replies with one, managers' texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from handlers.desk.wording.promise import Promise
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, amended
from handlers.desk.wording.template_sandbox import ReadTemplate, TemplateRefused
from handlers.desk.wording.templates import (
    KINDS,
    Fields,
    acknowledgement_kind,
    check_template,
    fields_of_promise,
)
from handlers.followed import Shelf
from handlers.phrases import Phrases
from handlers.wording_counters import UNCOUNTED, WordingCounters
from storage.books import Books

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class WordingMode(StrEnum):
    """What happens to an agent's reply with a forbidden word."""

    HINT = "hint"
    HOLD = "hold"
    OFF = "off"


DEFAULT_MODE = WordingMode.HINT


@dataclass(frozen=True, slots=True)
class _Style:
    rules: tuple[WordingRule, ...]
    mode: WordingMode
    templates: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class HouseStyle(Shelf[_Style]):
    """Follows what managers change, in this process or in another."""

    phrases: Phrases
    company: str
    counters: WordingCounters = UNCOUNTED
    rules: tuple[WordingRule, ...] = DEFAULT_RULES
    mode: WordingMode = DEFAULT_MODE
    _templates: dict[tuple[str, str], ReadTemplate] = field(default_factory=dict)

    def written(self, name: str, language: str, fields: Fields) -> str | None:
        """The managers' text `name`, filled in; None if there is none or it fails: use the shipped text."""
        template = self._templates.get((name, language))
        if template is None:
            return None
        try:
            return template.fill({each: fields.get(each) for each in KINDS[name].fields})
        except TemplateRefused as refused:
            self.failed(name, language, str(refused))
            return None

    def acknowledgement(self, language: str, promise: Promise) -> str | None:
        """The managers' own acknowledgement that fits this promise."""
        name = acknowledgement_kind(promise)
        return name and self.written(name, language, fields_of_promise(promise, self.company))

    def failed(self, name: str, language: str, why: str) -> None:
        """Count and log that a template could not be used; the shipped text replaces it."""
        self.counters.template_failed()
        log.error("a template failed, the shipped text is said", template=name, language=language, why=why)

    async def _revision_in(self, books: Books) -> int:
        return await books.forbidden_words.revision()

    async def _read(self, books: Books) -> _Style:
        return _Style(await rules_of(books), await mode_of(books), await books.templates.all())

    async def _take(self, kept: _Style) -> None:
        self.rules, self.mode = kept.rules, kept.mode
        self._templates = dict(self._usable(kept.templates))

    def _usable(
        self, sources: Mapping[tuple[str, str], str]
    ) -> Iterator[tuple[tuple[str, str], ReadTemplate]]:
        """The templates that still pass the checks: words may have been forbidden since."""
        for (name, language), source in sources.items():
            try:
                if name in KINDS:
                    template = check_template(
                        self.phrases.in_language(language),
                        name,
                        source,
                        rules=self.rules,
                        company=self.company,
                    )
                    yield (name, language), template
            except TemplateRefused as refused:
                self.failed(name, language, str(refused))


async def rules_of(books: Books) -> tuple[WordingRule, ...]:
    """The shipped list with the managers' changes."""
    amendments = await books.forbidden_words.all()
    return tuple(amended(DEFAULT_RULES, [(each.phrase, each.instead) for each in amendments]))


async def mode_of(books: Books) -> WordingMode:
    """What happens now to replies with a forbidden word."""
    mode = await books.forbidden_words.mode()
    return WordingMode(mode) if mode else DEFAULT_MODE
