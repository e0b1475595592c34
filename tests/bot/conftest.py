"""The command line in an empty folder, and a stage for workers, on real books of both databases."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import performing
from storage.database import Database
from tests.bot.command_line import Otboinik
from tests.bot.workers.stage import Stage, set_stage

FAQ = """\
- question: How do I get to my FTP?
  alternatives: [ftp password, no access to ftp]
  answer: Open the account, then Access.
- question: When do you work?
  answer: On weekdays, nine to six.
"""


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with set_stage(database) as stage:
        yield stage


@pytest.fixture
async def stage_on_sqlite(sqlite_url: str) -> AsyncIterator[Stage]:
    """For what PostgreSQL does not let happen: anything may stand in any column."""
    database = await Database.open(sqlite_url)
    async with set_stage(database) as stage:
        yield stage
    await database.close()


@pytest.fixture
def otboinik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Otboinik:
    """Run a command in an empty folder, with nothing set but what is given."""
    monkeypatch.chdir(tmp_path)
    # Logging is the whole process's own, and this process is the test run's.
    monkeypatch.setattr(performing, "configure_logging", lambda *_, **__: None)

    def run(*arguments: str, typed: str | None = None, **settings: str) -> Result:
        """With something `typed`, somebody sits at a terminal."""
        monkeypatch.setattr(performing, "on_terminal", lambda: typed is not None)
        env = {"COLUMNS": "200", **settings}
        return CliRunner().invoke(cli.otboinik, arguments, input=typed, env=env)

    return run


@pytest.fixture
def faq_file(tmp_path: Path) -> str:
    (tmp_path / "faq.yaml").write_text(FAQ, encoding="utf-8")
    return "faq.yaml"
