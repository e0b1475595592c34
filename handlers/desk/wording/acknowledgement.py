"""The acknowledgement (README: *otboinik*): the first reply that a customer gets when people take over.

Its criteria are checked on every text that leaves: it addresses the customer by name, restates the issue in
their own words, gives the latest moment of a solution and the ticket's number, and contains no forbidden
word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.desk.text.splitting import LONGEST_MESSAGE
from handlers.desk.wording.greeting import greet
from handlers.desk.wording.promise import Promise
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, find_forbidden
from handlers.phrases import Speech
from storage.records.content import utf16_length

_QUOTATION_MARKS = (("«", "»"), ("“", "”"), ("„", "“"))
_UNFILLED = re.compile(r"[{}]|%\(?\w+\)?[sd]\b|%s|\$\w|\b(?:None|null|undefined)\b")


class Violation(StrEnum):
    """A criterion that an acknowledgement does not meet."""

    NO_NAME = "the customer's name is missing"
    NO_QUOTE = "the issue is not restated in the customer's words"
    NO_DEADLINE = "there is neither a deadline nor word that the question is being looked into"
    NO_NUMBER = "the ticket's number is missing"
    FORBIDDEN_WORDS = "it says forbidden words"
    CONTRADICTION = "it promises something for a time when, it says, nobody works"
    UNFILLED = "a placeholder is left unfilled"
    TOO_LONG = "it does not fit into one message"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The text for the customer. `violations` made another text replace it: log and count them."""

    text: str
    violations: tuple[Violation, ...] = ()


def acknowledge(
    speech: Speech,
    promise: Promise,
    own: str | None = None,
    rules: Sequence[WordingRule] = DEFAULT_RULES,
) -> Acknowledgement:
    """Return the first text that meets all criteria: the managers' own, the shipped one, the spare form.

    `own` follows the managers' own `rules` of wording; None if none of their texts fits.
    """
    also = _also_asked(speech, promise)
    text, broken = "", tuple[Violation, ...]()
    for candidate, its_rules in _candidates(speech, promise, own, rules):
        text = candidate + also
        violations = check_acknowledgement(speech, promise, text, its_rules)
        broken += violations
        if not violations:
            break
    return Acknowledgement(text, broken)


def _candidates(
    speech: Speech, promise: Promise, own: str | None, rules: Sequence[WordingRule]
) -> Iterator[tuple[str, Sequence[WordingRule]]]:
    """The texts with the rules of each, the preferred one first; the spare form is said in any case."""
    if own is not None:
        yield own, rules
    yield compose_acknowledgement(speech, promise), DEFAULT_RULES
    yield compose_spare_acknowledgement(speech, promise), DEFAULT_RULES


def compose_acknowledgement(speech: Speech, promise: Promise) -> str:
    """Name, restated issue with the number, deadlines, and when people are back: one line each."""
    deadlines = [_say_deadline(speech, promise)]
    if promise.respond_by:
        deadlines.append(speech.say("acknowledgement-respond-by", moment=promise.respond_by))
    lines = [
        greet(speech, promise.name, again=promise.greeted),
        _restated(speech, promise),
        " ".join(deadlines),
    ]
    if promise.back_at and promise.tells_absence:
        lines.append(speech.say("acknowledgement-back-at", moment=promise.back_at))
    return "\n".join(lines)


def compose_spare_acknowledgement(speech: Speech, promise: Promise) -> str:
    """A text with only the criteria, in phrases of its own."""
    number = speech.say("acknowledgement-spare-number", number=promise.number)
    deadline = promise.resolve_by or speech.say("acknowledgement-spare-looked-into")
    issue = promise.quote and speech.say("acknowledgement-spare-quote", quote=promise.quote)
    return "\n".join(line for line in (promise.name, issue or promise.media, number, deadline) if line)


def check_acknowledgement(
    speech: Speech,
    promise: Promise,
    text: str,
    rules: Sequence[WordingRule] = DEFAULT_RULES,
) -> tuple[Violation, ...]:
    """The criteria that `text` does not meet. The customer's own words and name are exempt."""
    unquoted = _without_quote(text, promise.quote)
    ours = [piece for part in unquoted for piece in _without_quote(part, promise.also)]
    unnamed = [piece for part in ours for piece in _without_name(part, promise.name)]
    deadline = promise.resolve_by or speech.say("acknowledgement-looked-into")
    spare = promise.resolve_by or speech.say("acknowledgement-spare-looked-into")
    number = re.compile(rf"(?:№ ?|#){promise.number}(?!\d)")
    broken = {
        Violation.NO_NAME: promise.name is not None and len(unnamed) == len(ours),
        Violation.NO_QUOTE: promise.quote is not None and len(unquoted) == 1,
        Violation.NO_DEADLINE: not any(deadline in piece or spare in piece for piece in unnamed),
        Violation.NO_NUMBER: not any(map(number.search, unnamed)),
        Violation.FORBIDDEN_WORDS: any(find_forbidden(piece, rules) for piece in unnamed),
        Violation.CONTRADICTION: any(_tells_absence_wrongly(promise, piece) for piece in unnamed),
        Violation.UNFILLED: any(map(_UNFILLED.search, unnamed)),
        Violation.TOO_LONG: utf16_length(text) > LONGEST_MESSAGE,
    }
    return tuple(violation for violation, happened in broken.items() if happened)


def _tells_absence_wrongly(promise: Promise, piece: str) -> bool:
    return promise.kept_sooner and promise.back_at is not None and promise.back_at in piece


def _also_asked(speech: Speech, promise: Promise) -> str:
    if promise.also is None:
        return ""
    return f"\n{speech.say('acknowledgement-also', quote=promise.also)}"


def _restated(speech: Speech, promise: Promise) -> str:
    if promise.quote is not None:
        return speech.say("acknowledgement-question", quote=promise.quote, number=promise.number)
    if promise.media is not None:
        return speech.say("acknowledgement-media", media=promise.media, number=promise.number)
    return speech.say("acknowledgement-wordless", number=promise.number)


def _say_deadline(speech: Speech, promise: Promise) -> str:
    if promise.resolve_by is None:
        return speech.say("acknowledgement-looked-into")
    return speech.say("acknowledgement-resolve-by", moment=promise.resolve_by)


def _without_quote(text: str, quote: str | None) -> list[str]:
    """The text before and after the framed quote; the whole text if it is not there."""
    for opening, closing in _QUOTATION_MARKS if quote is not None else ():
        before, framed, after = text.partition(f"{opening}{quote}{closing}")
        if framed:
            return [before, after]
    return [text]


def _without_name(text: str, name: str | None) -> list[str]:
    if name is None:
        return [text]
    return re.split(rf"(?<!\w){re.escape(name)}(?!\w)", text, maxsplit=1)
