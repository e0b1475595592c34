"""`otboinik customer …`: one person's data, given out or erased."""

import asyncio
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.channels.web.uploads import UploadsFolder, in_one_chunk
from bot.commands import performing
from handlers.clock import utc_now
from storage.changes import Plan
from storage.database import Database
from storage.records.content import MediaKind
from storage.web.chat import WebVisitor
from storage.web.visits import WebUpload
from tests.storage.samples import a_message, a_ticket
from tests.traces import traces_in_files, traces_of

URL = "sqlite+aiosqlite:///desk.db"
ANNABELLE = "web:7f3a"

Otboinik = Callable[..., Result]


@pytest.fixture
def otboinik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Otboinik:
    """Run a command in a folder where Annabelle asked something and attached a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(performing, "configure_logging", lambda *_, **__: None)
    asyncio.run(annabelle_asked())

    def run(*arguments: str, typed: str = "") -> Result:
        settings = {"COLUMNS": "200", "DATABASE_URL": URL}
        return CliRunner().invoke(cli.otboinik, arguments, input=typed, env=settings)

    return run


async def annabelle_asked() -> None:
    database = await Database.open(URL)
    now = utc_now()
    carbonara = UploadsFolder(Path("uploads")).keeping(in_one_chunk(b"carbonara"), head=9)
    async with carbonara as kept, database.books() as books:
        await books.web_chats.begin(WebVisitor(id="7f3a", name="Annabelle", created_at=now))
        await books.web_uploads.keep(
            WebUpload(
                id=kept.id,
                visitor="7f3a",
                kind=MediaKind.DOCUMENT,
                name="carbonara.txt",
                mime_type="text/plain",
                size=9,
                attached=True,
                created_at=now,
            )
        )
        conversation = await books.conversations.of(
            ANNABELLE, given_name="Annabelle", family_name=None, username=None, client_language="en", now=now
        )
        await books.apply(Plan(tickets=(a_ticket(conversation, question="carbonara"),)), now=now)
        await books.apply(Plan(messages=(a_message(conversation, text="carbonara", ticket=1),)), now=now)
        await books.commit()
    await database.close()


def traces() -> list[str]:
    async def look() -> list[str]:
        database = await Database.open(URL)
        found = await traces_of(database, "Annabelle", "carbonara")
        await database.close()
        return found

    return asyncio.run(look())


class TestExport:
    def test_is_json_with_everything_and_where_the_files_are(self, otboinik: Otboinik) -> None:
        shown = otboinik("customer", "export", ANNABELLE)

        assert shown.exit_code == 0
        exported = json.loads(shown.stdout)
        assert exported["addresses"] == [ANNABELLE]
        assert exported["data"]["conversations"][0]["given_name"] == "Annabelle"
        assert exported["data"]["messages"][0]["content"]["text"]["text"] == "carbonara"
        (file,) = exported["files"]
        assert file["name"] == "carbonara.txt"
        assert Path(file["path"]).read_bytes() == b"carbonara"

    def test_by_the_customers_number_is_the_same_person(self, otboinik: Otboinik) -> None:
        number = json.loads(otboinik("customer", "export", ANNABELLE).stdout)["customer"]

        assert json.loads(otboinik("customer", "export", str(number)).stdout)["addresses"] == [ANNABELLE]

    def test_into_a_zip_brings_the_files_along(self, otboinik: Otboinik) -> None:
        assert otboinik("customer", "export", ANNABELLE, "--out", "anna.zip").exit_code == 0

        with zipfile.ZipFile("anna.zip") as archive:
            data, file = sorted(archive.namelist())
            assert json.loads(archive.read(data))["addresses"] == [ANNABELLE]
            assert (file.endswith("-carbonara.txt"), archive.read(file)) == (True, b"carbonara")

    def test_of_nobody_says_what_to_write(self, otboinik: Otboinik) -> None:
        refused = otboinik("customer", "export", "Anna")

        assert refused.exit_code == 1
        assert "telegram:42" in refused.stderr


class TestErase:
    def test_leaves_no_word_in_any_table_and_no_file(self, otboinik: Otboinik) -> None:
        ended = otboinik("customer", "erase", ANNABELLE, "--yes")

        assert (ended.exit_code, "Tickets that keep their numbers: 1" in ended.stdout) == (0, True)
        assert traces() == []
        assert traces_in_files(Path(), "Annabelle", "carbonara") == []
        assert [path for path in Path("uploads").rglob("*") if path.is_file()] == []

    def test_asks_once_more(self, otboinik: Otboinik) -> None:
        asked = otboinik("customer", "erase", ANNABELLE, typed="no\n")

        assert asked.exit_code == 1
        assert "Nothing was erased." in asked.stdout
        assert traces()

    def test_is_done_when_it_is_confirmed(self, otboinik: Otboinik) -> None:
        assert otboinik("customer", "erase", ANNABELLE, typed="yes\n").exit_code == 0
        assert traces() == []

    def test_twice_finds_nobody(self, otboinik: Otboinik) -> None:
        otboinik("customer", "erase", ANNABELLE, "--yes")

        assert otboinik("customer", "erase", ANNABELLE, "--yes").exit_code == 1
