"""Managers' commands as a family: each reserved name is somebody's, and `/help` tells of it."""

import pytest

from handlers.commands.managers import say_managers_help
from handlers.desk.access import MANAGERS_COMMANDS, MORE_FOR_MANAGERS
from tests.handlers.front import PHRASES, Desk


class TestTheFamilyOfCommands:
    def test_each_reserved_name_has_a_command_and_no_other(self, desk: Desk) -> None:
        assert set(desk.front.staff.manager_spoke.workshop.commands) == set(MANAGERS_COMMANDS)

    @pytest.mark.parametrize("language", PHRASES.languages)
    def test_help_has_a_line_for_each(self, language: str) -> None:
        _, *lines = say_managers_help(PHRASES.in_language(language)).splitlines()
        names = (*MANAGERS_COMMANDS, *MORE_FOR_MANAGERS)
        assert [line.split()[0] for line in lines] == [f"/{name}" for name in names]
