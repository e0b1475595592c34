"""Canned replies: what one may contain, and how its fields are filled."""

import re
from collections.abc import Mapping, Sequence

from handlers.desk.wording.rules import WordingRule, find_forbidden
from handlers.desk.wording.template_sandbox import ReadTemplate, TemplateRefused, read_template
from handlers.phrases import Speech

FIELDS = ("name", "greeting", "number", "agent", "deadline", "company")
LONGEST_TITLE = 80
LONGEST_TEXT = 3500
"""In characters: with long names in its fields it still fits one message."""

_FIELD = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)

_SAMPLE: Mapping[str, str | int | None] = {
    "name": "Анна",
    "greeting": "Анна, здравствуйте!",
    "number": 12,
    "agent": "Борис Орлов",
    "deadline": "сегодня до 18:30 (МСК)",
    "company": "Ромашка",
}


def check_canned(title: str, text: str, rules: Sequence[WordingRule]) -> ReadTemplate:
    """The reply's template. Raises `TemplateRefused` with what is wrong."""
    if not title:
        raise TemplateRefused("canned-no-title")
    if len(title) > LONGEST_TITLE:
        raise TemplateRefused("canned-title-too-long", limit=LONGEST_TITLE)
    if len(text) > LONGEST_TEXT:
        raise TemplateRefused("template-too-long", limit=LONGEST_TEXT)
    template = read_template(text, FIELDS)
    for said in (template.words, template.fill(_SAMPLE)):
        found = find_forbidden(said, rules)
        if found:
            raise TemplateRefused(
                "template-forbidden-word", said=found[0].text, instead=found[0].rule.instead
            )
    return template


def read_out(speech: Speech, text: str) -> str:
    """The text as shown in a list: fields by their names, without the marks of choices."""
    return _FIELD.sub(lambda found: f"‹{_name_of(speech, found[1])}›", _TAG.sub("", text))


def language_of(text: str) -> str:
    """The language of a reply, by its letters; fields do not count."""
    return "ru" if _RUSSIAN.search(text) else "en"


def holds(text: str, wanted: str) -> bool:
    """Return True if the text has the words, in any form; every text has the empty words."""
    words = " ".join(wanted.split())
    return words.casefold() in text.casefold() or bool(
        find_forbidden(text, [WordingRule(words, "")], kin=True)
    )


def _name_of(speech: Speech, field: str) -> str:
    return speech.say(f"canned-field-{field}") if field in FIELDS else field
