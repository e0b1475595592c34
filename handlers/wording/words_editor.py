"""Managers' changes of forbidden words, and of the mode for replies with one.

They apply at once, in the caller's transaction; each has an audit note.
"""

from collections.abc import Sequence
from datetime import datetime

from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, find_forbidden, key_of
from handlers.errors import CommandRefused
from handlers.house_style import WordingMode, mode_of, rules_of
from storage.books import Books
from storage.wording.words import Amendment

LONGEST_PHRASE = 100
_LONGEST_INSTEAD = 300
_MOST_RULES = 300
_SHIPPED = frozenset(key_of(rule.phrase) for rule in DEFAULT_RULES)


async def add_rule(books: Books, by: str, rule: WordingRule, now: datetime) -> WordingRule | None:
    """Put the rule on the list; return the one that it replaces. Raises `CommandRefused`."""
    rules = await rules_of(books)
    former = next((each for each in rules if key_of(each.phrase) == key_of(rule.phrase)), None)
    fault = _fault(rule, rules)
    if fault is not None:
        raise fault
    if former is not None and former.instead == rule.instead:
        raise CommandRefused("words-as-before", wording=former.phrase, instead=former.instead)
    await books.forbidden_words.put(key_of(rule.phrase), Amendment(rule.phrase, rule.instead), by=by, now=now)
    what = "forbidden word added" if former is None else "forbidden word changed"
    instead = rule.instead if former is None else f"{former.instead} → {rule.instead}"
    await books.audit.note(by, what, {"phrase": rule.phrase, "instead": instead}, now)
    return former


async def remove_rule(books: Books, by: str, phrase: str, now: datetime) -> WordingRule | None:
    """Remove the phrase from the list; return its rule, None if there was none."""
    key = key_of(phrase)
    rules = {key_of(rule.phrase): rule for rule in await rules_of(books)}
    if key not in rules:
        return None
    if key in _SHIPPED:
        await books.forbidden_words.put(key, Amendment(rules[key].phrase, None), by=by, now=now)
    else:
        await books.forbidden_words.forget(key)
    await books.audit.note(by, "forbidden word removed", {"phrase": rules[key].phrase}, now)
    return rules[key]


async def reset_rules(books: Books, by: str, now: datetime) -> list[WordingRule]:
    """Return to the shipped list; return the managers' own rules that were removed."""
    rules = await rules_of(books)
    own = [rule for rule in rules if rule not in DEFAULT_RULES]
    if own or len(rules) != len(DEFAULT_RULES):
        await books.forbidden_words.reset()
        details = {"own": str(len(own))}
        await books.audit.note(by, "forbidden words reset", details, now)
    return own


async def choose_mode(books: Books, by: str, mode: WordingMode, now: datetime) -> None:
    """Choose what happens to replies with a forbidden word."""
    before = await mode_of(books)
    if mode is before:
        return
    await books.forbidden_words.choose_mode(mode)
    await books.audit.note(by, "wording mode changed", {"mode": f"{before} → {mode}"}, now)


def _fault(rule: WordingRule, rules: Sequence[WordingRule]) -> CommandRefused | None:
    key = key_of(rule.phrase)
    if len(rule.phrase) > LONGEST_PHRASE or len(rule.instead) > _LONGEST_INSTEAD:
        return CommandRefused("words-too-long")
    if sum(map(str.isalnum, key)) < 2:  # noqa: PLR2004 - a single letter occurs in every sentence
        return CommandRefused("words-too-short")
    others = [each for each in rules if key_of(each.phrase) != key]
    if len(others) >= _MOST_RULES:
        return CommandRefused("words-too-many", count=_MOST_RULES)
    worse = find_forbidden(rule.instead, [*others, rule])
    return CommandRefused("words-worse", said=worse[0].text) if worse else None
