"""Canned replies: what may stand in one, and how its fields are filled."""

from collections.abc import Mapping, Sequence

from handlers.desk.template_sandbox import ReadTemplate, TemplateRefused, read_template
from handlers.desk.wording import WordingRule, find_forbidden

FIELDS = ("name", "greeting", "number", "agent", "deadline", "company")
LONGEST_TITLE = 80
LONGEST_TEXT = 3500
"""In characters: with long names in its fields it still fits one message."""

_SAMPLE: Mapping[str, str | int | None] = {
    "name": "Анна",
    "greeting": "Анна, здравствуйте!",
    "number": 12,
    "agent": "Борис Орлов",
    "deadline": "сегодня до 18:30 (МСК)",
    "company": "Ромашка",
}


def check_canned(title: str, text: str, rules: Sequence[WordingRule]) -> ReadTemplate:
    """The reply's template. Raises `TemplateRefused` with what is wrong with it."""
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
