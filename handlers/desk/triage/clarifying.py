"""Clarifying questions: by name, a request and not a remark, with the customer's gain. Pure.

Each must meet these criteria before it is saved; the name is put in when it is asked.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import prod

from handlers.desk.reading.small_talk import only_greets, only_thanks
from handlers.desk.wording.rules import find_forbidden
from handlers.phrases import Speech
from storage.classification import ClarifyingQuestion
from storage.records.content import Content, MediaKind

LONGEST_PART = 200
LONGEST_FIELD = 40
LONGEST_PATTERN = 100
LONGEST_ANSWER = 200
_SEARCHED = 500
_LENGTHS_OF_OPEN_END = 200  # from a place of the searched text, on average
_MOST_TRIES = 100_000

_REQUESTS = {
    "ru": r"(?i)\b(?:пожалуйста|(?:при|ото|пере)шлите|укажите|сообщите|напишите|уточните|приложите|отправьте"
    r"|подскажите|назовите|проверьте)\b",
    "en": r"(?i)\b(?:please|could you|would you)\b",
}
_REMARKS = {
    "ru": r"(?i)^нету?\b|\bне (?:вижу|видно|видим|хватает|прислали|указали|приложили|написали)\b"
    r"|\bотсутству\w+",
    "en": r"(?i)\b(?:(?:do not|don't|can not|cannot|can't) see|you (?:did not|didn't|have not|haven't)"
    r"|is missing|there is no|there's no|no \w+ (?:was|were))\b",
}
_GAINS = {
    "ru": r"(?i)^(?:чтобы|так мы|тогда мы|это поможет|это ускорит|и мы)\b",
    "en": r"(?i)^(?:so that|so we|to|this helps|this lets|then we|and we|it helps)\b",
}
_UNFILLED = re.compile(r"[{}]|%s")
_GROUPS = re.compile("[()]")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BACKREFERENCE = re.compile(r"\\[1-9]")
_REPEAT = re.compile(r"(?:(?P<open>[*+]|\{\d*,\})|(?P<optional>\?)|\{(?P<least>\d*),(?P<most>\d+)\})[?+]?")
_FILES = frozenset({MediaKind.PHOTO, MediaKind.DOCUMENT, MediaKind.VIDEO})


class QuestionFault(StrEnum):
    """A criterion that a question does not meet."""

    NO_FIELD = "no-field"
    NO_REQUEST = "no-request"
    REMARK = "remark"
    NO_GAIN = "no-gain"
    FORBIDDEN_WORDS = "forbidden-words"
    UNFILLED = "unfilled"
    TOO_LONG = "too-long"
    BAD_PATTERN = "bad-pattern"


def check_question(question: ClarifyingQuestion) -> tuple[QuestionFault, ...]:
    """The criteria that the question does not meet."""
    said = f"{question.ask}, {question.gain}"
    language = question.language
    broken = {
        QuestionFault.NO_FIELD: not question.field or len(question.field) > LONGEST_FIELD,
        QuestionFault.NO_REQUEST: re.search(_REQUESTS[language], question.ask) is None,
        QuestionFault.REMARK: re.search(_REMARKS[language], question.ask) is not None,
        QuestionFault.NO_GAIN: re.search(_GAINS[language], question.gain) is None,
        QuestionFault.FORBIDDEN_WORDS: bool(find_forbidden(said)),
        QuestionFault.UNFILLED: _UNFILLED.search(said) is not None,
        QuestionFault.TOO_LONG: max(len(question.ask), len(question.gain)) > LONGEST_PART,
        QuestionFault.BAD_PATTERN: question.pattern is not None and not _is_fit(question.pattern),
    }
    return tuple(fault for fault, happened in broken.items() if happened)


def _is_fit(pattern: str) -> bool:
    """Return True for a short regular expression that cannot run for long on any text.

    No groups, no references back, and little more to try from one place than two open ends have.
    """
    bare = _ESCAPED.sub("x", pattern)
    if len(pattern) > LONGEST_PATTERN or _GROUPS.search(bare) or _BACKREFERENCE.search(pattern):
        return False
    if prod(map(_tries, _REPEAT.finditer(bare))) > _MOST_TRIES:
        return False
    try:
        return re.fullmatch(pattern, "") is None
    except re.error:
        return False


def _tries(repeat: re.Match[str]) -> int:
    """The number of lengths that the repeat may have in a text."""
    if repeat["open"]:
        return _LENGTHS_OF_OPEN_END
    if repeat["optional"]:
        return 2
    return min(abs(int(repeat["most"]) - int(repeat["least"] or 0)) + 1, _LENGTHS_OF_OPEN_END)


def say_questions(speech: Speech, name: str | None, questions: Sequence[ClarifyingQuestion]) -> str:
    """All questions in one message."""
    if len(questions) == 1:
        return _say_one(speech, name, questions[0])
    wishes = "\n".join(f"• {question.ask}, {question.gain}" for question in questions)
    if name is None:
        return speech.say("clarify-several-nameless", wishes=wishes)
    return speech.say("clarify-several", name=name, wishes=wishes)


def _say_one(speech: Speech, name: str | None, question: ClarifyingQuestion) -> str:
    ask, gain = question.ask, question.gain
    if name is None:
        return speech.say("clarify-one-nameless", ask=ask[:1].upper() + ask[1:], gain=gain)
    return speech.say("clarify-one", name=name, ask=ask, gain=gain)


def answers_in(
    questions: Sequence[ClarifyingQuestion],
    known: Mapping[str, str],
    said: Sequence[Content],
    *,
    asked: bool = True,
) -> dict[str, str]:
    """The answers to the still open questions in the messages, by field.

    Before anything was `asked`, only a match of a pattern or a file counts. A question without a pattern
    takes any words that come next, unless another one might be meant.
    """
    open_ones = [question for question in questions if question.field not in known]
    found = {question.field: answer for question in open_ones if (answer := _answer(question, said))}
    free = [question for question in open_ones if question.pattern is None and not question.wants_file]
    if asked and len(free) == 1 and not found and (words := _words(said)):
        found[free[0].field] = words
    return found


def _answer(question: ClarifyingQuestion, said: Sequence[Content]) -> str | None:
    if question.wants_file:
        files = (content.media for content in said if content.media and content.media.kind in _FILES)
        return next((media.file_name or "✓" for media in files), None)
    if question.pattern is None:
        return None
    fitting = re.compile(rf"(?<!\w)(?:{question.pattern})(?!\w)", re.IGNORECASE)
    found = (fitting.search(content.text.text[:_SEARCHED]) for content in said)
    return next((match[0][:LONGEST_ANSWER] for match in found if match), None)


def _words(said: Sequence[Content]) -> str:
    texts = tuple(content.text.text for content in said if content.text)
    if not texts or only_thanks(texts) or only_greets(texts):
        return ""
    return " ".join(" ".join(texts).split())[:LONGEST_ANSWER]
