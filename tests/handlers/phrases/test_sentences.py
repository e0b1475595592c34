"""The sentences themselves: both languages say the same things, politely, and the code uses what is there."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers
from handlers.desk.wording.rules import find_forbidden
from handlers.phrases import Phrases

ROOT = Path(handlers.__file__).parent.parent
PHRASES = Phrases.load()
KEYS = sorted({key for speech in PHRASES.by_language.values() for key in speech.phrases})


def modules() -> Iterator[ast.Module]:
    for package in ("handlers", "bot"):
        for file in sorted((ROOT / package).rglob("*.py")):
            yield ast.parse(file.read_text(encoding="utf-8"), str(file))


@functools.cache
def syntax() -> list[ast.AST]:
    return [node for module in modules() for node in ast.walk(module)]


def said() -> Iterator[tuple[str, frozenset[str] | None]]:
    """Keys of `.say(language, "key", …)`, with their arguments' names unless some are unpacked."""
    for node in syntax():
        match node:
            case ast.Call(
                func=ast.Attribute(attr="say"), args=[_, ast.Constant(value=str(key))], keywords=keywords
            ):
                names = [keyword.arg for keyword in keywords]
                yield key, None if None in names else frozenset(map(str, names))


def mentioned() -> set[str]:
    """Every string of the code, whole: a key may travel by name before it is said."""
    return {node.value for node in syntax() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def patterns() -> list[re.Pattern[str]]:
    """F-strings that may make keys, as patterns: `media-{kind}`, `{kind}-today`."""
    shapes = (
        [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        for node in syntax()
        if isinstance(node, ast.JoinedStr)
    )
    return [
        re.compile("".join(".+" if part is None else re.escape(str(part)) for part in shape))
        for shape in shapes
        if re.fullmatch(r"(?=.*[a-z]{3})[a-z-]+", "".join(str(part) for part in shape if part is not None))
    ]


def asked_by_the_desk() -> list[re.Pattern[str]]:
    """What the desk's scripts name, in quotes (`say("send")`) or as a template (`list-${which}`)."""
    folder = ROOT / "bot" / "channels" / "web" / "static"
    scripts = [path for part in ("desk", "shared") for path in sorted((folder / part).glob("*.js"))]
    texts = (path.read_text(encoding="utf-8") for path in scripts)
    named = {name for text in texts for name in re.findall(r"""["`]((?:[a-z-]|\$\{[^}]+\})+)["`]""", text)}
    shapes = (re.sub(r"\$\{[^}]+\}", "*", name) for name in sorted(named))
    return [
        re.compile("desk-" + re.escape(shape).replace(r"\*", ".+")) for shape in shapes if shape.strip("*-")
    ]


class TestEveryPhrase:
    def test_stands_in_every_language_with_the_same_arguments(self) -> None:
        def arguments_of(key: str) -> dict[str, object]:
            found = {
                language: PHRASES.in_language(language).phrases.get(key) for language in PHRASES.languages
            }
            return {language: phrase and phrase.arguments for language, phrase in found.items()}

        taken = {key: arguments_of(key) for key in KEYS}
        assert {key: each for key, each in taken.items() if len(set(each.values())) > 1} == {}

    @pytest.mark.parametrize("language", PHRASES.languages)
    def test_is_free_of_forbidden_words(self, language: str) -> None:
        found = {
            key: find_forbidden(entry.wording) for key, entry in PHRASES.in_language(language).phrases.items()
        }
        assert {key: words for key, words in found.items() if words} == {}

    def test_is_used_by_the_code(self) -> None:
        used, made = mentioned(), [*patterns(), *asked_by_the_desk()]
        assert [
            key for key in KEYS if key not in used and not any(each.fullmatch(key) for each in made)
        ] == []


class TestTheCode:
    def test_says_only_phrases_that_are_there(self) -> None:
        assert sorted({key for key, _ in said()} - set(KEYS)) == []

    def test_gives_each_phrase_its_arguments(self) -> None:
        phrases = PHRASES.in_language("en").phrases
        given = ((key, names) for key, names in said() if names is not None and key in phrases)
        wrong = {
            key: (sorted(names), sorted(phrases[key].arguments))
            for key, names in given
            if names != phrases[key].arguments
        }
        assert wrong == {}
