"""Managers' texts with fields: parsed strictly, filled in a sandbox, with bounded cost.

A template may put in fields, choose by `{% if %}`, and shape a field by a few filters. Loops, calls,
arithmetic, attributes, macros and includes are refused before anything runs, so what a template costs is
bounded by its length. Values stay text: nothing in a customer's words is read as a template.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handlers.errors import SupportError
from storage.records.content import utf16_length

LONGEST_SOURCE = 4096
"""In UTF-16 units: nobody fills more than one message with it."""

FILTERS = frozenset({"capitalize", "lower", "trim", "upper"})
_TESTS = frozenset({"defined", "none"})
_DEEPEST = 20
_NUMBERS_END = 10**15
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)


class TemplateRefused(SupportError):
    """A template is refused. `phrase` is the key of the sentence that says why."""

    def __init__(self, phrase: str, **arguments: str | int) -> None:
        self.phrase = phrase
        self.arguments = arguments
        super().__init__(f"{phrase} {arguments or ''}".strip())


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A harmless template. `words` are its own, with an "x" for each field."""

    template: Template
    words: str

    def fill(self, values: Mapping[str, str | int | None]) -> str:
        """The filled text. Raises `TemplateRefused` if a field that it uses has no value."""
        try:
            return self.template.render(values).strip()
        except _EmptyField:
            raise TemplateRefused("template-empty-field", field=self._empty_field(values)) from None
        except TemplateError as error:
            raise TemplateRefused("template-not-filled", reason=str(error)) from error
        except TypeError as error:  # a name is compared with a number, or with a missing one
            raise TemplateRefused("template-not-comparable") from error

    def _empty_field(self, values: Mapping[str, str | int | None]) -> str:
        """The first field without a value, found by filling the template once more."""
        try:
            self.template.render(
                {
                    name: _Gap(name) if value is None or value == "" else value
                    for name, value in values.items()
                }
            )
        except _EmptyField as empty:
            return str(empty)
        return ""


def read_template(source: str, fields: Collection[str]) -> ReadTemplate:
    """Parse `source`. Raises `TemplateRefused` with what is wrong and where."""
    if utf16_length(source) > LONGEST_SOURCE:
        raise TemplateRefused("template-too-long", limit=LONGEST_SOURCE)
    if not source.strip():
        raise TemplateRefused("template-empty")
    try:
        tree = _ENVIRONMENT.parse(source)
        for node, depth in _walk(tree):
            _check(node, depth, fields)
        template = _ENVIRONMENT.from_string(source)
    except TemplateSyntaxError as error:
        raise TemplateRefused("template-syntax", line=error.lineno) from error
    except RecursionError:
        raise TemplateRefused("template-too-deep") from None
    words = " x ".join(node.data for node in tree.find_all(nodes.TemplateData))
    return ReadTemplate(template, words)


def _check(node: nodes.Node, depth: int, fields: Collection[str]) -> None:
    if depth > _DEEPEST:
        raise TemplateRefused("template-too-deep")
    if not isinstance(node, _ALLOWED):
        raise TemplateRefused("template-not-allowed", what=type(node).__name__.lower(), line=node.lineno)
    match node:
        case nodes.Name(name=name) if name not in fields:
            raise TemplateRefused("template-unknown-field", field=name, fields=", ".join(fields))
        case nodes.Filter(name=name) if name not in FILTERS:
            raise TemplateRefused("template-unknown-filter", filter=name, filters=", ".join(sorted(FILTERS)))
        case nodes.Const(value=int() | float() as number) if not abs(number) < _NUMBERS_END:
            raise TemplateRefused("template-not-allowed", what="number", line=node.lineno)
        case nodes.Filter() | nodes.Test() if node.args or node.dyn_args or node.dyn_kwargs:
            raise TemplateRefused("template-not-allowed", what=f"{node.name}(…)", line=node.lineno)
        case nodes.Test(name=name) if name not in _TESTS:
            raise TemplateRefused("template-not-allowed", what=f"is {name}", line=node.lineno)


def _walk(node: nodes.Node, depth: int = 0) -> Iterator[tuple[nodes.Node, int]]:
    yield node, depth
    for child in node.iter_child_nodes():
        yield from _walk(child, depth + 1)


class _Gap(str):
    """The empty value of a field, which knows the field's name."""

    __slots__ = ("field",)

    def __new__(cls, field: str) -> Self:
        gap = super().__new__(cls)
        gap.field = field
        return gap

    field: str


class _EmptyField(Exception):
    """A field without a value was used; `str()` is its name, if known."""


def _put_in(value: Any) -> Any:
    if value is None or value == "":
        raise _EmptyField(value.field if isinstance(value, _Gap) else "")
    return value


_ENVIRONMENT = ImmutableSandboxedEnvironment(
    autoescape=False,  # the output is plain text and is sent as such
    undefined=StrictUndefined,
    finalize=_put_in,
    trim_blocks=True,
    lstrip_blocks=True,
)
