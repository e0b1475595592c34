"""What people and the bot say in a story that is told in both languages.

People's words stand in the story, twice: `Words("Не открывается сайт", "The site does not open")`. The
bot's own are looked up where the bot finds them, by the key of the phrase: a story says which sentence
somebody reads, and what has to stand in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from handlers.phrases import Phrases, Speech

ANYTHING = "\N{REFERENCE MARK}"
"""In what a phrase is told: any words at all stand there."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    ru: str
    en: str

    def of(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class StoryLanguage:
    """One language of a story: its people's words, and the bot's."""

    bots: Speech

    @classmethod
    def of(cls, language: str) -> Self:
        return cls(Phrases.load().in_language(language))

    @property
    def language(self) -> str:
        return self.bots.language

    def __call__(self, words: Words | str) -> str:
        """People's words, in this language; some are the same in all."""
        return words if isinstance(words, str) else words.of(self.language)

    def phrase(self, key: str, **known: str | int) -> str:
        """The bot's phrase as a regular expression: what is not `known` may be anything."""
        arguments = dict.fromkeys(self.bots.phrases[key].arguments, ANYTHING) | known
        said = self.bots.say(key, **arguments)
        return re.escape(said.strip()).replace(re.escape(ANYTHING), r"[\s\S]+?")

    def refusal(self, key: str, **known: str | int) -> str:
        """Why something cannot be done, in the words of a chat or in those of the desk's page.

        There it begins a sentence, in a chat it may stand behind a colon.
        """
        phrases = self.bots.phrases
        said = (phrases[each] for each in (key, f"at-desk-{key}") if each in phrases)
        wordings = (
            self.phrase(each.key, **{name: known[name] for name in each.arguments & known.keys()})
            for each in said
        )
        return f"(?i:{'|'.join(wordings)})"

    def button(self, key: str, **arguments: str | int) -> str:
        """What stands on a button."""
        return self.bots.say(key, **arguments)

    def number(self, ticket: int) -> str:
        """`№ 1`, or `#1`."""
        return self.bots.say("ticket-number", number=ticket)
