"""The catalogue of phrases: Fluent files read once, then asked by key and language.

Wrong use is a bug and raises: an unknown key or language, a missing or a surplus argument. Faults in a file
are reported at loading.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

_DIRECTORY = Path(__file__).parent

# fluent.runtime refuses arguments over 2500 characters; FAQ answers and customers' messages are longer. Such
# an argument is replaced by a stand-in framed by noncharacters, which no phrase contains.
_LONGEST_ARGUMENT = 2_000
_STAND_IN_OPENS, _STAND_IN_CLOSES = "\ufdd0", "\ufdd1"


class UnknownPhrase(LookupError):
    """No such phrase, or no such language."""


class PhraseArgumentsDiffer(TypeError):
    """The arguments differ from those that the phrase takes."""


class BrokenCatalogue(ValueError):
    """A phrase file cannot be read as it is."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a file: the names of its arguments, and its words in all variants."""

    key: str
    arguments: frozenset[str]
    wording: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Speech:
    """The phrases of one language."""

    language: str
    phrases: Mapping[str, Phrase] = field(repr=False)
    bundle: FluentBundle = field(repr=False)

    def say(self, key: str, /, **arguments: str | int) -> str:
        """The phrase with its arguments in place.

        Numbers choose plural forms and are written without grouping: a ticket is № 12345. Text is put
        in as it is, whatever its length; nothing in it is read as markup.
        Raises `UnknownPhrase` and `PhraseArgumentsDiffer`.
        """
        phrase = self.phrases.get(key)
        if phrase is None:
            raise UnknownPhrase(f"no phrase {key!r} in language {self.language!r}")
        if arguments.keys() != phrase.arguments:
            raise PhraseArgumentsDiffer(
                f"phrase {key!r} takes {sorted(phrase.arguments)}, was given {sorted(arguments)}"
            )
        values = {name: _to_fluent(name, value) for name, value in arguments.items()}
        text, errors = self.bundle.format_pattern(phrase.pattern, values)
        if errors or isinstance(text, FluentNone):
            raise BrokenCatalogue(f"phrase {key!r} in language {self.language!r}: {errors}")
        return _resolve_stand_ins(text, arguments)


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases in all languages. One more language is one more file."""

    by_language: Mapping[str, Speech]

    @classmethod
    def load(cls, directory: Path = _DIRECTORY) -> "Phrases":
        """Read every `*.ftl` of `directory`. Raises `BrokenCatalogue`."""
        files = sorted(directory.glob("*.ftl"))
        if not files:
            raise BrokenCatalogue(f"{directory} holds no .ftl file")
        return cls({file.stem: _read_language(file.name, file.read_text(encoding="utf-8")) for file in files})

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the available languages, `en` and `ru` among them."""
        return tuple(self.by_language)

    def choose_language(self, wishes: Iterable[str | None], default: str) -> str:
        """The first wish that we speak (`en-US` counts as `en`), else `default`."""
        spoken = ((wish or "").replace("_", "-").partition("-")[0].lower() for wish in wishes)
        return next((code for code in spoken if code in self.by_language), default)

    def in_language(self, language: str) -> Speech:
        """The phrases of one language. Raises `UnknownPhrase` for one that we do not speak."""
        try:
            return self.by_language[language]
        except KeyError:
            raise UnknownPhrase(f"no phrases in language {language!r}: there are {self.languages}") from None

    def say(self, language: str, key: str, /, **arguments: str | int) -> str:
        """One phrase in one language, as `Speech.say`."""
        return self.in_language(language).say(key, **arguments)


def _to_fluent(name: str, value: str | int) -> str | FluentNumber | FluentNone:
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    return _stand_in(name) if _needs_stand_in(value) else value


def _needs_stand_in(value: str) -> bool:
    return len(value) > _LONGEST_ARGUMENT or _STAND_IN_OPENS in value


def _stand_in(name: str) -> str:
    return f"{_STAND_IN_OPENS}{name}{_STAND_IN_CLOSES}"


def _resolve_stand_ins(text: str, arguments: Mapping[str, str | int]) -> str:
    """Resolve each stand-in once, from left to right, so that no value is searched for other names."""
    opened, *pieces = text.split(_STAND_IN_OPENS)
    for piece in pieces:
        name, _, rest = piece.partition(_STAND_IN_CLOSES)
        opened += f"{arguments[name]}{rest}"
    return opened


@functools.lru_cache(maxsize=8)  # parsing takes a tenth of a second; the same words are read by many parts
def _read_language(file_name: str, text: str) -> Speech:
    resource = FluentResource(text)
    language = Path(file_name).stem
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    phrases: dict[str, Phrase] = {}
    for entry in resource.body:
        if isinstance(entry, ast.BaseComment):
            continue
        phrase = _read_phrase(file_name, entry, bundle)
        if phrase.key in phrases:
            raise BrokenCatalogue(f"{file_name}: {phrase.key} stands twice")
        phrases[phrase.key] = phrase
    return Speech(language, phrases, bundle)


def _read_phrase(file_name: str, entry: ast.EntryType, bundle: FluentBundle) -> Phrase:
    if isinstance(entry, ast.Junk):
        raise BrokenCatalogue(f"{file_name}: not a Fluent entry: {(entry.content or '').strip()!r}")
    pattern = bundle.get_message(entry.id.name).value if isinstance(entry, ast.Message) else None
    if not isinstance(entry, ast.Message) or pattern is None:
        raise BrokenCatalogue(
            f"{file_name}: every entry is a message with a text of its own, unlike {entry!r}"
        )
    reader = _PatternReader()
    reader.visit(entry.value)
    return Phrase(entry.id.name, frozenset(reader.arguments), " ".join(reader.texts), pattern)


class _PatternReader(Visitor):
    """Collects the arguments and the words of a pattern. Fluent's own visitor asks for these method names."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.texts: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's protocol
        self.arguments.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the visitor's protocol
        self.texts.append(node.value)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the visitor's protocol
        raise BrokenCatalogue(
            f"a phrase may not include another one ({node.id.name}): its arguments would hide"
        )
