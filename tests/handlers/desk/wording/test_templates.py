"""Managers' texts: read strictly, tried on what may come, and unable to run away."""

import time
from dataclasses import replace
from typing import Any

import pytest

from handlers.desk.wording.promise import Promise
from handlers.desk.wording.rules import DEFAULT_RULES
from handlers.desk.wording.template_sandbox import (
    LONGEST_SOURCE,
    ReadTemplate,
    TemplateRefused,
    read_template,
)
from handlers.desk.wording.templates import (
    KINDS,
    NAME_OF_PHRASE,
    acknowledgement_kind,
    check_template,
    shipped_source,
)
from tests.handlers.front import PHRASES

HOLDS = "{{ name }}, взяли «{{ quote }}», № {{ number }}, решим {{ resolve_by }}."
PROMISE = Promise(name="Анна", quote="нет доступа", media=None, number=7, resolve_by="завтра до 10:00 (МСК)")


def checked(name: str, source: str, *, company: str = "") -> ReadTemplate:
    return check_template(PHRASES.in_language("ru"), name, source, rules=DEFAULT_RULES, company=company)


def refusal(name: str, source: str) -> str:
    with pytest.raises(TemplateRefused) as refused:
        checked(name, source)
    return refused.value.phrase


class TestTheShippedTexts:
    @pytest.mark.parametrize("company", ["", "Ромашка"])
    @pytest.mark.parametrize("name", KINDS)
    @pytest.mark.parametrize("language", PHRASES.languages)
    def test_hold_as_templates_and_fill_to_what_is_said(self, language: str, name: str, company: str) -> None:
        source = shipped_source(PHRASES.in_language(language), name, company)
        check_template(PHRASES.in_language(language), name, source, rules=DEFAULT_RULES, company=company)

    @pytest.mark.parametrize("language", PHRASES.languages)
    def test_stand_under_phrases_that_are_there(self, language: str) -> None:
        assert NAME_OF_PHRASE.keys() <= PHRASES.in_language(language).phrases.keys()


class TestATemplate:
    def test_is_filled_with_text_that_stays_text(self) -> None:
        template = checked("acknowledgement", HOLDS)
        quote = "{{ number }} {% if 1 %} <b>проблема"
        text = template.fill({"name": "Анна", "quote": quote, "number": 7, "resolve_by": "завтра"})
        assert text == f"Анна, взяли «{quote}», № 7, решим завтра."

    def test_may_choose_and_shape(self) -> None:
        template = checked(
            "closed", "{% if name %}{{ name | upper }}, {% else %}Здравствуйте, {% endif %}№ {{ number }}"
        )
        assert template.fill({"name": None, "number": 7}) == "Здравствуйте, № 7"
        assert template.fill({"name": "Анна", "number": 7}) == "АННА, № 7"

    def test_that_lacks_a_value_says_so_instead_of_a_gap(self) -> None:
        template = read_template("{{ name }}!", ["name"])
        with pytest.raises(TemplateRefused, match="empty-field"):
            template.fill({"name": None})


class TestABrokenCriterion:
    @pytest.mark.parametrize(
        ("written", "instead", "phrase"),
        [
            ("{{ name }}", "Клиент", "template-breaks-no-name"),
            ("«{{ quote }}»", "ваш вопрос", "template-breaks-no-quote"),
            ("«{{ quote }}»", "{{ quote }}", "template-breaks-no-quote"),
            ("{{ resolve_by }}", "скоро", "template-breaks-no-deadline"),
            ("{{ resolve_by }}", "{{ respond_by }}", "template-breaks-no-deadline"),
            ("№ {{ number }}", "ждите", "template-breaks-no-number"),
            ("решим", "проблему решим", "template-forbidden-word"),
            ("решим", "{{ 'пробл' }}{{ 'емы' }} решим", "template-breaks-forbidden-words"),
            ("решим", "{{ '{' }} решим", "template-breaks-unfilled"),
            ("{{ resolve_by }}", "{{ resolve_by | upper }}", "template-breaks-no-deadline"),
        ],
    )
    def test_is_named(self, written: str, instead: str, phrase: str) -> None:
        assert refusal("acknowledgement", HOLDS.replace(written, instead)) == phrase

    def test_counts_in_every_branch_that_may_come(self) -> None:
        source = HOLDS + "{% if company %}{{ company }}{% endif %}"
        checked("acknowledgement", source, company="Ромашка")
        assert refusal("closed", "{{ name }}, № {{ number }}") == "template-empty-field"

    @pytest.mark.parametrize(
        ("source", "field"),
        [
            ("{{ name }}!", "name"),
            ("{% if company %}{{ company }}{% endif %}{{ name }}!", "name"),
            ("{% if name %}{{ name }}{% endif %}{{ company }}!", "company"),
        ],
    )
    def test_of_a_value_that_is_missing_names_the_field(self, source: str, field: str) -> None:
        with pytest.raises(TemplateRefused) as refused:
            read_template(source, ["name", "company"]).fill({"name": None, "company": None})
        assert refused.value.arguments == {"field": field}

    def test_of_a_name_is_none_where_there_is_no_name(self) -> None:
        checked("acknowledgement-nameless", HOLDS.replace("{{ name }}", "Здравствуйте"))
        assert refusal("acknowledgement-nameless", HOLDS) == "template-unknown-field"


class TestWhatMayNotStandInATemplate:
    @pytest.mark.parametrize(
        ("source", "phrase"),
        [
            ("{% for x in range(10**9) %}a{% endfor %}", "template-not-allowed"),
            ("{{ 1e999 }}", "template-not-allowed"),
            ("{{ number < 1e999 }}", "template-not-allowed"),
            ("{{ 0x" + "f" * 4000 + " }}", "template-not-allowed"),
            ("{{ number|trim(5) }}", "template-not-allowed"),
            ("{{ number|upper(*name) }}", "template-not-allowed"),
            ("{% if name is none(1) %}a{% endif %}", "template-not-allowed"),
            ("{% if 1 in name %}a{% endif %}", "template-not-comparable"),
            ("{% if name > number %}a{% endif %}", "template-not-comparable"),
            ("{% if name > 'a' %}a{% endif %}b", "template-not-comparable"),
            ("{{ range(10**9) }}", "template-not-allowed"),
            ("{{ 'a' * 10**9 }}", "template-not-allowed"),
            ("{{ 10 ** 10 ** 10 }}", "template-not-allowed"),
            ("{% macro m() %}{{ m() }}{% endmacro %}", "template-not-allowed"),
            ("{% set x = 1 %}", "template-not-allowed"),
            ("{% include 'x' %}", "template-not-allowed"),
            ("{% import 'x' as x %}", "template-not-allowed"),
            ("{% extends 'x' %}", "template-not-allowed"),
            ("{{ number.__class__ }}", "template-not-allowed"),
            ("{{ number['__class__'] }}", "template-not-allowed"),
            ("{{ ''.join(name) }}", "template-not-allowed"),
            ("{{ name ~ name }}", "template-not-allowed"),
            ("{{ [name] }}", "template-not-allowed"),
            ("{{ number is divisibleby 2 }}", "template-not-allowed"),
            ("{{ name | replace('a', 'b') }}", "template-unknown-filter"),
            ("{{ password }}", "template-unknown-field"),
            ("{{ self }}", "template-unknown-field"),
            ("№ {{ number", "template-syntax"),
            ("№ {% if number %}", "template-syntax"),
            ("{% nothing %}", "template-syntax"),
            ("{{ " + "(" * 2000 + "number" + ")" * 2000 + " }}", "template-too-deep"),
            ("{% if number %}" * 60 + "{% endif %}" * 60, "template-too-deep"),
            ("{{ number" + "|upper" * 100 + " }}", "template-too-deep"),
            ("а" * (LONGEST_SOURCE + 1), "template-too-long"),
            ("   \n", "template-empty"),
            ("{% if not number %}x{% endif %}", "template-empty"),
            ("{% if name %}" + "{{ name }}" * 200 + "{% endif %}", "template-too-long-filled"),
        ],
    )
    def test_is_refused_at_once(self, source: str, phrase: str) -> None:
        begun = time.perf_counter()
        assert refusal("closed", source) == phrase
        assert time.perf_counter() - begun < 1

    def test_is_told_with_its_line(self) -> None:
        with pytest.raises(TemplateRefused) as refused:
            checked("closed", "№ {{ number }}\n{% oops %}")
        assert refused.value.arguments == {"line": 2}

    def test_is_told_in_both_languages(self) -> None:
        with pytest.raises(TemplateRefused) as refused:
            checked("closed", "{{ secret }}")
        for language in PHRASES.languages:
            said = PHRASES.say(language, refused.value.phrase, **refused.value.arguments)
            assert "secret" in said
            assert "number" in said


class TestChoosingTheTemplate:
    @pytest.mark.parametrize(
        ("changed", "name"),
        [
            ({}, "acknowledgement"),
            ({"name": None}, "acknowledgement-nameless"),
            ({"back_at": "завтра"}, "off-hours"),
            ({"back_at": "завтра", "name": None}, "off-hours-nameless"),
            ({"quote": None, "media": "фото"}, None),
            ({"resolve_by": None}, None),
        ],
    )
    def test_goes_by_what_is_promised(self, changed: dict[str, Any], name: str | None) -> None:
        assert acknowledgement_kind(replace(PROMISE, **changed)) == name
