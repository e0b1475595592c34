"""A manager's `/words` commands: what is not said, what is said instead, and what becomes of replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.channel import MessageWritten
from handlers.commands.managers import Manager, ManagersVoice, first_word
from handlers.desk.text.characters import shorten
from handlers.desk.text.numbers import number_in
from handlers.desk.text.paging import on_page, pages_of
from handlers.desk.wording.rewording import find_in_reply, reword
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, find_forbidden, key_of
from handlers.house_style import DEFAULT_MODE, WordingMode, rules_of
from handlers.wording.findings import say_findings
from storage.books import Books
from storage.changes import Plan
from storage.records.content import FormattedText
from storage.wording.words import Amendment

_PAGE = 40
_LONGEST_PHRASE = 100
_LONGEST_INSTEAD = 300
_MOST_RULES = 300
_MOST_PHRASES_SHOWN = 5
_LONGEST_SHOWN = 60
_SHIPPED = frozenset(key_of(rule.phrase) for rule in DEFAULT_RULES)


class RuleRefused(ValueError):
    """`phrase` is the key of the sentence that says why."""

    def __init__(self, phrase: str, **arguments: str | int) -> None:
        self.phrase = phrase
        self.arguments = arguments
        super().__init__(phrase)


@dataclass(frozen=True, slots=True)
class WordsCommands:
    """Reads one `/words …` and does it, or says in one line what was wrong."""

    voice: ManagersVoice

    async def __call__(
        self, books: Books, _written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """The plan for one command; the list itself is changed at once, in the same transaction."""
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

    async def add(self, books: Books, by: str, rule: WordingRule, now: datetime) -> WordingRule | None:
        """Put the rule on the list; the one that it takes the place of. Raises `RuleRefused`."""
        rules = rules_of(await books.forbidden_words.all())
        former = next((each for each in rules if key_of(each.phrase) == key_of(rule.phrase)), None)
        fault = _fault(rule, rules)
        if fault is not None:
            raise fault
        if former is not None and former.instead == rule.instead:
            raise RuleRefused("words-as-before", wording=former.phrase, instead=former.instead)
        await books.forbidden_words.put(
            key_of(rule.phrase), Amendment(rule.phrase, rule.instead), by=by, now=now
        )
        await books.audit.note(by, "forbidden word added", {"phrase": rule.phrase}, now)
        return former

    async def remove(self, books: Books, by: str, phrase: str, now: datetime) -> WordingRule | None:
        """Take the phrase off the list; the rule that stood there, None where there was none."""
        key = key_of(phrase)
        rules = {key_of(rule.phrase): rule for rule in rules_of(await books.forbidden_words.all())}
        if key not in rules:
            return None
        if key in _SHIPPED:
            await books.forbidden_words.put(key, Amendment(rules[key].phrase, None), by=by, now=now)
        else:
            await books.forbidden_words.forget(key)
        await books.audit.note(by, "forbidden word removed", {"phrase": rules[key].phrase}, now)
        return rules[key]

    async def reset(self, books: Books, by: str, now: datetime) -> list[WordingRule]:
        """Back to the shipped list; the managers' own rules that went."""
        rules = rules_of(await books.forbidden_words.all())
        own = [rule for rule in rules if rule not in DEFAULT_RULES]
        if own or len(rules) != len(DEFAULT_RULES):
            await books.forbidden_words.reset()
            details = {"own": str(len(own))}
            await books.audit.note(by, "forbidden words reset", details, now)
        return own

    async def choose_mode(self, books: Books, by: str, mode: WordingMode, now: datetime) -> None:
        """What becomes of replies from now on."""
        before = await mode_of(books)
        if mode is before:
            return
        await books.forbidden_words.choose_mode(mode)
        await books.audit.note(by, "wording mode changed", {"mode": f"{before} → {mode}"}, now)

    def say_replaced(self, rule: WordingRule, former: WordingRule) -> str:
        """What is said instead from now on, and what was before."""
        return self._say("words-replaced", wording=rule.phrase, instead=rule.instead, former=former.instead)

    def say_went(self, went: Sequence[WordingRule]) -> list[str]:
        """The managers' own rules that a reset took away, a line each; nothing where there were none."""
        return [self._say("words-reset-went"), *map(self._line, went[:_PAGE])] if went else []

    async def where_it_stands(self, books: Books, rule: WordingRule) -> list[str]:
        """What the desk itself says with the phrase: a line each for phrases, and canned replies."""
        told = []
        said = sorted(_shipped_with(self.voice, rule))
        if said:
            few = (shorten(words, _LONGEST_SHOWN) for words in said[:_MOST_PHRASES_SHOWN])
            shown = "; ".join(self._say("quoted", words=words) for words in few)
            told.append(self._say("words-also-in-phrases", count=len(said), phrases=shown))
        templates = [
            f"{name} ({language})"
            for (name, language), source in (await books.templates.all()).items()
            if find_forbidden(source, [rule])
        ]
        if templates:
            told.append(self._say("words-also-in-templates", templates=", ".join(templates)))
        canned = [reply.id for reply in await books.canned.live() if find_forbidden(reply.text, [rule])]
        if canned:
            numbers = ", ".join(map(str, canned))
            told.append(self._say("words-also-in-canned", numbers=numbers))
        return told

    async def _list(self, books: Books, by: Manager, wanted: str) -> Plan:
        rules = rules_of(await books.forbidden_words.all())
        pages = pages_of(rules, _PAGE)
        page = number_in(wanted) if wanted else 1
        if page is None or page > pages:
            return self.voice.reply(by, "words-no-such-page", pages=pages)
        shown = [self._line(rule) for rule in on_page(rules, page, _PAGE)]
        return self.voice.reply(
            by,
            "words-list",
            mode=await mode_of(books),
            page=page,
            pages=pages,
            words="\n".join(shown) or self._say("words-empty"),
            help=self._say("words-help"),
        )

    async def _add(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        phrase, equals, instead = rest.partition("=")
        rule = WordingRule(" ".join(phrase.split()), " ".join(instead.split()))
        if not equals or not rule.phrase or not rule.alternatives:
            return self.voice.reply(by, "words-add-how")
        try:
            former = await self.add(books, by.address, rule, now)
        except RuleRefused as refused:
            return self.voice.tell(by, self._say(refused.phrase, **refused.arguments))
        done = self._say("words-added", wording=rule.phrase, instead=rule.instead)
        if former is not None:
            done = self.say_replaced(rule, former)
        return self.voice.tell(by, "\n".join([done, *await self.where_it_stands(books, rule)]))

    async def _remove(self, books: Books, by: Manager, phrase: str, now: datetime) -> Plan:
        if not phrase.strip():
            return self.voice.reply(by, "words-remove-how")
        removed = await self.remove(books, by.address, phrase, now)
        if removed is None:
            return self.voice.reply(by, "words-not-listed", wording=shorten(phrase, _LONGEST_PHRASE))
        return self.voice.reply(by, "words-removed", wording=removed.phrase, instead=removed.instead)

    async def _reset(self, books: Books, by: Manager, now: datetime) -> Plan:
        former = rules_of(await books.forbidden_words.all())
        went = await self.reset(books, by.address, now)
        done = self._say("words-reset", mode=await mode_of(books))
        return self.voice.tell(by, "\n".join([done, *self.say_went(went), *self._way_back(former)]))

    def _way_back(self, former: Sequence[WordingRule]) -> list[str]:
        """The commands that make the shipped list what it was before a reset."""
        kept = {key_of(rule.phrase) for rule in former}
        added = [f"/words add {rule.phrase} = {rule.instead}" for rule in former if rule not in DEFAULT_RULES]
        removed = [
            f"/words remove {rule.phrase}" for rule in DEFAULT_RULES if key_of(rule.phrase) not in kept
        ]
        commands = [*added, *removed][:_PAGE]
        return [self._say("reset-way-back"), *commands] if commands else []

    async def _mode(self, books: Books, by: Manager, wanted: str, now: datetime) -> Plan:
        mode = next((mode for mode in WordingMode if mode == wanted.lower()), None)
        if mode is None:
            return self.voice.reply(by, "words-mode-which", mode=await mode_of(books))
        await self.choose_mode(books, by.address, mode, now)
        return self.voice.reply(by, "words-mode", mode=mode)

    async def _test(self, books: Books, by: Manager, text: str) -> Plan:
        if not text:
            return self.voice.reply(by, "words-test-what")
        rules = rules_of(await books.forbidden_words.all())
        found = find_in_reply(FormattedText(text), rules)
        if not found:
            return self.voice.reply(by, "words-test-clean")
        better = reword(FormattedText(text), rules).text
        words = say_findings(self.voice.phrases, self.voice.language, found)
        return self.voice.reply(by, "words-test-found", words=words, better=better)

    def _line(self, rule: WordingRule) -> str:
        phrase = "words-line" if rule in DEFAULT_RULES else "words-line-own"
        return self._say(phrase, wording=rule.phrase, instead=rule.instead)

    def _say(self, phrase: str, **arguments: str | int) -> str:
        return self.voice.phrases.say(self.voice.language, phrase, **arguments)


async def mode_of(books: Books) -> WordingMode:
    """What becomes of replies now."""
    mode = await books.forbidden_words.mode()
    return WordingMode(mode) if mode else DEFAULT_MODE


def _fault(rule: WordingRule, rules: Sequence[WordingRule]) -> RuleRefused | None:
    key = key_of(rule.phrase)
    if len(rule.phrase) > _LONGEST_PHRASE or len(rule.instead) > _LONGEST_INSTEAD:
        return RuleRefused("words-too-long")
    if sum(map(str.isalnum, key)) < 2:  # noqa: PLR2004 - one letter stands in every sentence
        return RuleRefused("words-too-short")
    others = [each for each in rules if key_of(each.phrase) != key]
    if len(others) >= _MOST_RULES:
        return RuleRefused("words-too-many", count=_MOST_RULES)
    worse = find_forbidden(rule.instead, [*others, rule])
    return RuleRefused("words-worse", said=worse[0].text) if worse else None


def _shipped_with(voice: ManagersVoice, rule: WordingRule) -> set[str]:
    """The bot's own phrases, in every language, that have what the rule forbids."""
    return {
        phrase.wording.strip()
        for language in voice.phrases.languages
        for phrase in voice.phrases.entries(language).values()
        if find_forbidden(phrase.wording, [rule])
    }
