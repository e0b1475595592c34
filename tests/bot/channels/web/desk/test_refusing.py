"""People at the desk press buttons and fill fields: no refusal sends them to a command."""

import ast
import re
from pathlib import Path

import pytest

import handlers
from bot.channels.web.desk.refusing import at_the_desk
from handlers.phrases import Phrases
from tests.bot.channels.web.opened import Opened

PHRASES = Phrases.load()
A_COMMAND = re.compile(r"(?<![\w/])/[a-z]{2,}")

MET_BY_COMMANDS_ALONE = {
    "agent-use-in-topic",
    "ask-how",
    "ban-already",
    "canned-changed-meanwhile",
    "canned-in-topic",
    "canned-no-such",
    "canned-which",
    "delete-how",
    "entry-what",
    "find-what",
    "hours-reset-how",
    "status-how",
}
"""Whoever reads these typed a command, at the desk, too."""


def refusals() -> set[str]:
    """The phrases of all `CommandRefused("…")` that are written out."""
    files = Path(handlers.__file__).parent.rglob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    return {
        node.args[0].value
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "CommandRefused"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("language", PHRASES.languages)
class TestARefusal:
    def test_names_no_command_at_the_desk(self, language: str) -> None:
        entries = PHRASES.in_language(language).phrases
        said = {phrase: entries[at_the_desk(PHRASES.in_language(language), phrase)] for phrase in refusals()}

        naming = {phrase for phrase, entry in said.items() if A_COMMAND.search(entry.wording)}
        assert naming == MET_BY_COMMANDS_ALONE & refusals()

    def test_of_the_desk_says_nothing_that_the_other_does_not_know(self, language: str) -> None:
        entries = PHRASES.in_language(language).phrases
        here = {key: entry for key, entry in entries.items() if key.startswith("at-desk-")}

        assert here
        for key, entry in here.items():
            assert set(entry.arguments) <= set(entries[key.removeprefix("at-desk-")].arguments), key


class TestAtTheDesk:
    async def test_a_manager_reads_what_to_write_into_the_field(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        _, zone = await maria.calls("POST", "promises/hours", {"order": "zone Mars"})
        _, word = await maria.calls("POST", "words", {"phrase": "косяк", "instead": ""})

        assert zone["words"] == "Часового пояса «Mars» нет. Напишите, например: Europe/Moscow"
        assert word["words"] == "Напишите и слово, и замену."
