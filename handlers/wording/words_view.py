"""The list of forbidden words, as managers read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk.text.characters import shorten
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, find_forbidden
from handlers.phrases import Phrases, Speech
from storage.books import Books

MOST_LINES = 40
_MOST_PHRASES_SHOWN = 5
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class WordsView:
    """Texts in the staff's language."""

    speech: Speech
    phrases: Phrases

    def line(self, rule: WordingRule) -> str:
        """A rule of the list; the managers' own are marked."""
        phrase = "words-line" if rule in DEFAULT_RULES else "words-line-own"
        return self.speech.say(phrase, wording=rule.phrase, instead=rule.instead)

    def say_replaced(self, rule: WordingRule, former: WordingRule) -> str:
        """The new replacement, and the former one."""
        return self.speech.say(
            "words-replaced", wording=rule.phrase, instead=rule.instead, former=former.instead
        )

    def say_went(self, went: Sequence[WordingRule]) -> list[str]:
        """The managers' own rules that a reset removed, one per line; empty if there were none."""
        return [self.speech.say("words-reset-went"), *map(self.line, went[:MOST_LINES])] if went else []

    async def where_it_stands(self, books: Books, rule: WordingRule) -> list[str]:
        """Where the desk itself says the phrase: a line each for phrases, templates and canned replies."""
        told = []
        said = sorted(self._shipped_with(rule))
        if said:
            few = (shorten(words, _LONGEST_SHOWN) for words in said[:_MOST_PHRASES_SHOWN])
            shown = "; ".join(self.speech.say("quoted", words=words) for words in few)
            told.append(self.speech.say("words-also-in-phrases", count=len(said), phrases=shown))
        templates = [
            f"{name} ({language})"
            for (name, language), source in (await books.templates.all()).items()
            if find_forbidden(source, [rule])
        ]
        if templates:
            told.append(self.speech.say("words-also-in-templates", templates=", ".join(templates)))
        canned = [reply.id for reply in await books.canned.live() if find_forbidden(reply.text, [rule])]
        if canned:
            numbers = ", ".join(map(str, canned))
            told.append(self.speech.say("words-also-in-canned", numbers=numbers))
        return told

    def _shipped_with(self, rule: WordingRule) -> set[str]:
        """The bot's own phrases, in every language, that contain what the rule forbids."""
        return {
            phrase.wording.strip()
            for language in self.phrases.languages
            for phrase in self.phrases.in_language(language).phrases.values()
            if find_forbidden(phrase.wording, [rule])
        }
