"""Texts that managers may replace: their fields, the shipped wording, and the checks.

Authors are unknown here; if a template is refused, the shipped text stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.desk.text.splitting import LONGEST_MESSAGE
from handlers.desk.tickets.reopening import PHRASES_OF_SHORT_TIMES
from handlers.desk.wording.acknowledgement import check_acknowledgement, compose_acknowledgement
from handlers.desk.wording.promise import Promise
from handlers.desk.wording.rules import WordingRule, find_forbidden
from handlers.desk.wording.template_sandbox import ReadTemplate, TemplateRefused, read_template
from handlers.phrases import Speech
from storage.records.content import utf16_length

Fields = Mapping[str, str | int | None]

_LONG_NAME = "Константин-Александр Преображенский-Юнг"
_LONG_QUOTE = "проблема: {{ 7*7 }} {% if %} <b>№ 7</b> " + "не приходит письмо " * 4
_LONG_MOMENT = "в понедельник, 28 сентября 2026 г., до 18:30 (UTC+12:45)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateKind:
    """One text. It must also suit nameless customers; `phrases` are those that it replaces.

    It also replaces the `rare` ones if it has the fields for them; the shipped text shows only `phrases`.
    """

    fields: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    greets: bool = False

    @property
    def is_acknowledgement(self) -> bool:
        """True if the criteria of an acknowledgement apply."""
        return not self.phrases

    @property
    def tells_absence(self) -> bool:
        """True if it is said only outside working hours, and tells when people are back."""
        return not {"back_at", "moment"}.isdisjoint(self.fields)


_PROMISED = ("quote", "number", "resolve_by", "respond_by", "company")
_OF_A_CASE = ("number", "name", "company")
_GREETING = ("greeting", "name", "company")

KINDS: Mapping[str, TemplateKind] = {
    "acknowledgement": TemplateKind(fields=("name", *_PROMISED)),
    "acknowledgement-nameless": TemplateKind(fields=_PROMISED),
    "off-hours": TemplateKind(fields=("name", *_PROMISED, "back_at")),
    "off-hours-nameless": TemplateKind(fields=(*_PROMISED, "back_at")),
    "back-at": TemplateKind(fields=("moment", "name", "company"), phrases=("acknowledgement-back-at",)),
    "start": TemplateKind(fields=_GREETING, phrases=("start", "start-company"), greets=True),
    "hello": TemplateKind(fields=_GREETING, phrases=("ask-greeted",), greets=True),
    "human": TemplateKind(fields=_GREETING, phrases=("ask-what-happened",), greets=True),
    "thanks": TemplateKind(fields=("name", "company"), phrases=("thanks-received",), rare=("settled",)),
    "taken": TemplateKind(fields=("agent", *_OF_A_CASE), phrases=("customer-taken",)),
    "transferred": TemplateKind(fields=("agent", *_OF_A_CASE), phrases=("customer-transferred",)),
    "closed": TemplateKind(
        fields=("days", *_OF_A_CASE), phrases=("customer-resolved",), rare=PHRASES_OF_SHORT_TIMES
    ),
    "reopened": TemplateKind(fields=("resolve_by", *_OF_A_CASE), phrases=("customer-reopened",)),
}
"""Every replaceable text, by its name for managers."""

NAME_OF_PHRASE: Mapping[str, str] = {
    phrase: name for name, kind in KINDS.items() for phrase in (*kind.phrases, *kind.rare)
}


def acknowledgement_kind(promise: Promise) -> str | None:
    """The template that fits; None without words to quote or a deadline to promise."""
    if promise.quote is None or promise.resolve_by is None:
        return None
    name = "off-hours" if promise.tells_absence else "acknowledgement"
    return name if promise.name else f"{name}-nameless"


def fields_of_promise(promise: Promise, company: str) -> Fields:
    """The fields for an acknowledgement's template."""
    return {
        "name": promise.name,
        "quote": promise.quote,
        "number": promise.number,
        "resolve_by": promise.resolve_by,
        "respond_by": promise.respond_by,
        "back_at": promise.back_at,
        "company": company or None,
    }


def check_template(
    speech: Speech,
    name: str,
    source: str,
    *,
    rules: Sequence[WordingRule],
    company: str,
) -> ReadTemplate:
    """The template, after trials on sample cases. Raises `TemplateRefused` with the reason."""
    kind = KINDS[name]
    template = read_template(source, kind.fields)
    _check_words(template.words, rules)
    for fields in _sample_cases(kind, company):
        text = template.fill({field: fields[field] for field in kind.fields})
        if utf16_length(text) > LONGEST_MESSAGE:
            raise TemplateRefused("template-too-long-filled", limit=LONGEST_MESSAGE)
        if not text:
            raise TemplateRefused("template-empty")
        if kind.is_acknowledgement:
            _check_criteria(speech, text, fields, rules)
        else:
            _check_words(text, rules)
    return template


def shipped_source(speech: Speech, name: str, company: str) -> str:
    """The shipped text as a template: a manager's starting point."""
    kind = KINDS[name]
    fields = {field: f"{{{{ {field} }}}}" for field in kind.fields}
    if kind.is_acknowledgement:
        return compose_acknowledgement(
            speech,
            Promise(
                name=fields.get("name"),
                quote=fields["quote"],
                media=None,
                number=fields["number"],
                resolve_by=fields["resolve_by"],
                respond_by=fields["respond_by"],
                back_at=fields.get("back_at"),
            ),
        )
    phrase = kind.phrases[-1] if company else kind.phrases[0]
    taken = speech.phrases[phrase].arguments
    text = speech.say(phrase, **{each: fields[each] for each in taken})
    return f"{{{{ greeting }}}}\n{text}" if kind.greets else text


def _check_words(text: str, rules: Sequence[WordingRule]) -> None:
    said = find_forbidden(text, rules)
    if said:
        raise TemplateRefused("template-forbidden-word", said=said[0].text, instead=said[0].rule.instead)


def _check_criteria(speech: Speech, text: str, fields: Fields, rules: Sequence[WordingRule]) -> None:
    promise = Promise(
        name=_text(fields["name"]),
        quote=_text(fields["quote"]),
        media=None,
        number=int(fields["number"] or 0),
        resolve_by=_text(fields["resolve_by"]),
    )
    violations = check_acknowledgement(speech, promise, text, rules)
    if violations:
        raise TemplateRefused(f"template-breaks-{violations[0].name.lower().replace('_', '-')}")


def _sample_cases(kind: TemplateKind, company: str) -> Iterator[Fields]:
    """An ordinary case, one with the longest values, and (except for acknowledgements) a nameless one."""
    ordinary: dict[str, str | int | None] = {
        "name": "Анна" if "name" in kind.fields else None,
        "quote": "нет доступа на FTP",
        "number": 12,
        "resolve_by": "сегодня до 18:30 (МСК)",
        "respond_by": "сегодня до 11:00 (МСК)",
        "back_at": "завтра в 09:00 (МСК)",
        "moment": "завтра в 09:00 (МСК)",
        "company": company or None,
        "greeting": "Анна, здравствуйте!",
        "agent": "Борис Орлов",
        "days": 3,
    }
    yield ordinary
    yield ordinary | {
        "name": _LONG_NAME if "name" in kind.fields else None,
        "quote": _LONG_QUOTE.strip(),
        "number": 999_999_999,
        "resolve_by": _LONG_MOMENT,
        "respond_by": _LONG_MOMENT.replace("28", "27"),
        "back_at": _LONG_MOMENT,
        "moment": _LONG_MOMENT,
        "agent": _LONG_NAME,
        "days": 365,
    }
    if not kind.is_acknowledgement:
        yield ordinary | {"name": None}


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
