"""`otboinik desk user add`, as operators meet it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import performing

Adds = Callable[..., Result]


@pytest.fixture
def adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Adds:
    """Add somebody to the desk of an empty folder, typing this password."""
    monkeypatch.chdir(tmp_path)
    # Logging is the whole process's own, and this process is the test run's.
    monkeypatch.setattr(performing, "configure_logging", lambda *_, **__: None)

    def run(name: str, role: str, password: str = "correct horse") -> Result:  # noqa: S107 - made up
        arguments = ["desk", "user", "add", name, "--role", role]
        return CliRunner().invoke(cli.otboinik, arguments, input=f"{password}\n", env={"COLUMNS": "200"})

    return run


class TestAPersonOfTheDesk:
    def test_is_added_and_changed(self, adds: Adds) -> None:
        added, changed = adds("Олег Агентов", "agent"), adds("Олег  агентов", "manager")

        assert (added.exit_code, changed.exit_code) == (0, 0)
        assert added.stdout == "Олег Агентов may now sign in at /desk as agent.\n"
        assert changed.stdout == "Олег агентов has a new password and is manager.\n"
        notes = CliRunner().invoke(cli.otboinik, ["audit"]).stdout.splitlines()
        assert [note.partition("  ")[2] for note in notes] == [
            "command line  desk person let in  name: Олег агентов, role: manager",
            "command line  desk person let in  name: Олег Агентов, role: agent",
        ]

    def test_of_the_same_name_is_asked_about_at_a_terminal(
        self, adds: Adds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It may be another Oleg, who would take the first one's place."""
        adds("Олег", "manager")
        monkeypatch.setattr(performing, "on_terminal", lambda: True)

        refused = adds("олег", "agent", password="no")

        assert (
            "Олег is there already, as manager, and gets a new password and the role agent." in refused.stdout
        )
        assert (refused.exit_code, refused.stderr) == (1, "Nothing changed.\n")

    def test_is_listed_with_the_role(self, adds: Adds) -> None:
        adds("Олег", "agent")
        adds("Мария Соколова", "manager")
        _removes("Олег")
        adds("Анна", "agent")

        assert _lists().stdout == "agent    Анна\nmanager  Мария Соколова\n"

    def test_needs_a_password_worth_the_name(self, adds: Adds) -> None:
        refused = adds("Олег Агентов", "agent", password="short")

        assert refused.exit_code == 1
        assert "8 to 256 characters" in refused.stderr

    def test_needs_a_name(self, adds: Adds) -> None:
        assert adds("  ", "agent").exit_code == 2

    def test_is_an_agent_or_a_manager(self, adds: Adds) -> None:
        refused = adds("Олег Агентов", "boss")

        assert refused.exit_code == 2
        assert "manager" in refused.stderr


class TestAPersonWhoLeaves:
    def test_is_removed_once_and_may_come_back(self, adds: Adds) -> None:
        adds("Олег Агентов", "agent")

        removed, again, back = (
            _removes("олег агентов"),
            _removes("Олег Агентов"),
            adds("Олег Агентов", "agent"),
        )

        assert removed.exit_code == 0
        assert removed.stdout.startswith("Олег Агентов may not sign in at /desk any more.")
        assert again.exit_code == 1
        assert again.stderr == "Nobody called 'Олег Агентов' may sign in at /desk: nothing changed.\n"
        assert back.stdout == "Олег Агентов may now sign in at /desk as agent.\n"

    def test_has_to_be_there(self, adds: Adds) -> None:
        adds("Олег Агентов", "agent")

        assert _removes("Мария").exit_code == 1


def _lists() -> Result:
    return CliRunner().invoke(cli.otboinik, ["desk", "user", "list"], env={"COLUMNS": "200"})


def _removes(name: str) -> Result:
    return CliRunner().invoke(cli.otboinik, ["desk", "user", "remove", name], env={"COLUMNS": "200"})
