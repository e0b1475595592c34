"""A manager's `/words` commands: forbidden words, their replacements, and the mode for replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.channel import MessageWritten
from handlers.commands.managers import Manager, ManagersVoice
from handlers.desk.text.characters import shorten
from handlers.desk.text.first_word import first_word
from handlers.desk.text.numbers import number_in
from handlers.desk.text.paging import on_page, pages_of
from handlers.desk.wording.rewording import find_in_reply, reword
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, key_of
from handlers.errors import CommandRefused
from handlers.house_style import WordingMode, mode_of, rules_of
from handlers.wording.findings import say_findings
from handlers.wording.words_editor import (
    LONGEST_PHRASE,
    add_rule,
    choose_mode,
    remove_rule,
    reset_rules,
)
from handlers.wording.words_view import MOST_LINES, WordsView
from storage.books import Books
from storage.changes import Plan
from storage.records.content import FormattedText


@dataclass(frozen=True, slots=True)
class WordsCommands:
    """Reads a `/words …` and runs it, or says in one line what was wrong."""

    voice: ManagersVoice
    view: WordsView

    async def __call__(
        self, books: Books, _written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Run one command; the list is changed at once, in the same transaction."""
        verb, rest = first_word(arguments)
        match verb:
            case "add":
                return await self._add(books, by, rest, now)
            case "remove" | "delete":
                return await self._remove(books, by, rest, now)
            case "reset":
                return await self._reset(books, by, now)
            case "mode":
                return await self._mode(books, by, rest, now)
            case "test":
                return await self._test(books, by, rest)
            case "" | "list":
                return await self._list(books, by, rest)
            case page if number_in(page):
                return await self._list(books, by, page)
            case _:
                return self.voice.reply(by, "words-help")

    async def _list(self, books: Books, by: Manager, wanted: str) -> Plan:
        rules = await rules_of(books)
        pages = pages_of(rules, MOST_LINES)
        page = number_in(wanted) if wanted else 1
        if page is None or page > pages:
            return self.voice.reply(by, "words-no-such-page", pages=pages)
        shown = [self.view.line(rule) for rule in on_page(rules, page, MOST_LINES)]
        return self.voice.reply(
            by,
            "words-list",
            mode=await mode_of(books),
            page=page,
            pages=pages,
            words="\n".join(shown) or self.voice.speech.say("words-empty"),
            help=self.voice.speech.say("words-help"),
        )

    async def _add(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        phrase, equals, instead = rest.partition("=")
        rule = WordingRule(" ".join(phrase.split()), " ".join(instead.split()))
        if not equals or not rule.phrase or not rule.alternatives:
            return self.voice.reply(by, "words-add-how")
        try:
            former = await add_rule(books, by.address, rule, now)
        except CommandRefused as refused:
            return self.voice.tell(by, self.voice.speech.say(refused.phrase, **refused.arguments))
        done = self.voice.speech.say("words-added", wording=rule.phrase, instead=rule.instead)
        if former is not None:
            done = self.view.say_replaced(rule, former)
        return self.voice.tell(by, "\n".join([done, *await self.view.where_it_stands(books, rule)]))

    async def _remove(self, books: Books, by: Manager, phrase: str, now: datetime) -> Plan:
        if not phrase.strip():
            return self.voice.reply(by, "words-remove-how")
        removed = await remove_rule(books, by.address, phrase, now)
        if removed is None:
            return self.voice.reply(by, "words-not-listed", wording=shorten(phrase, LONGEST_PHRASE))
        return self.voice.reply(by, "words-removed", wording=removed.phrase, instead=removed.instead)

    async def _reset(self, books: Books, by: Manager, now: datetime) -> Plan:
        former = await rules_of(books)
        went = await reset_rules(books, by.address, now)
        done = self.voice.speech.say("words-reset", mode=await mode_of(books))
        return self.voice.tell(by, "\n".join([done, *self.view.say_went(went), *self._way_back(former)]))

    def _way_back(self, former: Sequence[WordingRule]) -> list[str]:
        """The commands that restore the list from before a reset."""
        kept = {key_of(rule.phrase) for rule in former}
        added = [f"/words add {rule.phrase} = {rule.instead}" for rule in former if rule not in DEFAULT_RULES]
        removed = [
            f"/words remove {rule.phrase}" for rule in DEFAULT_RULES if key_of(rule.phrase) not in kept
        ]
        commands = [*added, *removed][:MOST_LINES]
        return [self.voice.speech.say("reset-way-back"), *commands] if commands else []

    async def _mode(self, books: Books, by: Manager, wanted: str, now: datetime) -> Plan:
        mode = next((mode for mode in WordingMode if mode == wanted.lower()), None)
        if mode is None:
            return self.voice.reply(by, "words-mode-which", mode=await mode_of(books))
        await choose_mode(books, by.address, mode, now)
        return self.voice.reply(by, "words-mode", mode=mode)

    async def _test(self, books: Books, by: Manager, text: str) -> Plan:
        if not text:
            return self.voice.reply(by, "words-test-what")
        rules = await rules_of(books)
        found = find_in_reply(FormattedText(text), rules)
        if not found:
            return self.voice.reply(by, "words-test-clean")
        better = reword(FormattedText(text), rules).text
        words = say_findings(self.voice.speech, found)
        return self.voice.reply(by, "words-test-found", words=words, better=better)
