"""The command line, as operators meet it: what it says, and its exit status."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.command_line import Otboinik
from tests.databases import damage_a_page


class TestHelp:
    def test_names_the_commands(self, otboinik: Otboinik) -> None:
        shown = otboinik("--help")

        assert shown.exit_code == 0
        assert all(command in shown.stdout for command in ("run", "check", "db", "faq"))

    @pytest.mark.parametrize(
        ("module", "heavy"),
        [
            ("bot.cli", "aiogram telegram numpy scipy sqlalchemy pydantic holidays"),
            ("bot.commands.running", "aiogram telegram psycopg openpyxl"),
            ("bot.commands.checking", "aiogram telegram aiohttp psycopg openpyxl holidays"),
            ("bot.commands.auditing", "aiogram telegram aiohttp psycopg openpyxl holidays numpy"),
        ],
    )
    def test_imports_nothing_heavy(self, module: str, heavy: str) -> None:
        """Before it is known to be needed: a Telegram library alone costs seconds."""
        probe = f"import sys, {module}; print([name for name in '{heavy}'.split() if name in sys.modules])"
        shown = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

        assert shown.stdout.strip() == "[]"


class TestWithoutAToken:
    def test_run_without_the_web_says_what_to_set(self, otboinik: Otboinik) -> None:
        ended = otboinik("run", WEB_CHAT="off")

        assert ended.exit_code == 2
        assert "TELEGRAM_BOT_TOKEN" in ended.stderr
        assert "STAFF_CHAT_ID" in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_check_finds_the_web_chat_and_the_desk(self, otboinik: Otboinik) -> None:
        ended = otboinik("check")

        assert ended.exit_code == 0
        assert "ok       no token: the web chat and the desk, without Telegram" in ended.stdout

    def test_check_without_the_web_says_what_is_missing(self, otboinik: Otboinik) -> None:
        ended = otboinik("check", WEB_CHAT="off")

        assert ended.exit_code == 1
        assert "ok       settings" in ended.stdout
        assert "missing  token" in ended.stdout


class TestWrongSettings:
    def test_are_all_told_at_once(self, otboinik: Otboinik) -> None:
        ended = otboinik("run", STAFF_CHAT_ID="5", TIME_ZONE="Mars", BURST_SECONDS="soon")

        assert ended.exit_code == 2
        assert all(name in ended.stderr for name in ("STAFF_CHAT_ID", "TIME_ZONE", "BURST_SECONDS"))

    def test_are_told_by_check_and_the_others_are_looked_at(self, otboinik: Otboinik, tmp_path: Path) -> None:
        ended = otboinik("check", STAFF_CHAT_ID="5", DATABASE_URL="mysql://x", TELEGRAM_BOT_TOKEN="bot")

        assert ended.exit_code == 2
        assert all(name in ended.stderr for name in ("STAFF_CHAT_ID", "DATABASE_URL", "TELEGRAM_BOT_TOKEN"))
        assert [line for line in ended.stdout.splitlines() if "FAQ search" not in line] == [
            "What can be looked at all the same:",
            "skipped  database: mend DATABASE_URL first",
            f"ok       folder for files {tmp_path / 'uploads'}",
            "skipped  Telegram: mend TELEGRAM_BOT_TOKEN first",
        ]

    def test_a_line_that_cannot_be_read_may_be_any_of_them(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text(
            "DATABASE_URL postgresql+psycopg://u@h/d\nUPLOADS_DIR=files\n", "utf-8"
        )

        ended = otboinik("check")

        assert ended.exit_code == 2
        assert "skipped  database: mend DATABASE_URL first" in ended.stdout
        assert f"ok       folder for files {tmp_path / 'files'}" in ended.stdout

    def test_a_database_that_is_away_is_one_line(self, otboinik: Otboinik) -> None:
        ended = otboinik("faq", "ask", "ftp", DATABASE_URL="postgresql+psycopg://u:secret@127.0.0.1:1/none")

        assert ended.exit_code == 1
        assert "the database is away" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert "secret" not in ended.stderr


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize(
    ("name", "wrong"), [("WEB_CHAT", "off"), ("TIME_ZONE", "Mars")], ids=["nobody there", "a wrong value"]
)
def test_a_start_that_is_refused_speaks_as_the_operator_wants(
    log_format: str, name: str, wrong: str, tmp_path: Path
) -> None:
    """The program as operators start it, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "LOG_FORMAT": log_format, name: wrong},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert name in ended.stderr
    assert all(line.startswith("{") for line in ended.stderr.splitlines()) == (log_format == "json")


class TestTheDatabase:
    def test_is_brought_up_to_date_and_copied(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        made, again = otboinik("db", "upgrade"), otboinik("db", "upgrade")
        assert made.stderr == f"There was no database yet: {tmp_path / 'otboinik.db'} was made.\n"
        assert (made.exit_code, again.exit_code, again.stderr) == (0, 0, "")
        otboinik("faq", "import", faq_file)

        assert otboinik("db", "backup", "copy.db").exit_code == 0

        copied = otboinik("faq", "import", faq_file, DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}/copy.db")
        assert "unchanged 2" in copied.stdout

    def test_is_brought_back_from_a_copy(self, otboinik: Otboinik, faq_file: str, tmp_path: Path) -> None:
        otboinik("db", "upgrade")
        otboinik("db", "backup", "copy.db")
        otboinik("faq", "import", faq_file)

        restored, missing = otboinik("db", "restore", "copy.db"), otboinik("db", "restore", "no.db")

        assert restored.stdout.startswith(
            "The database is that of copy.db again.\nWhat was there before is kept"
        )
        assert (missing.exit_code, missing.stderr) == (1, "there is no file no.db: nothing was changed\n")
        assert "added 2" in otboinik("faq", "import", faq_file).stdout
        assert len(list(tmp_path.glob("otboinik.db.2*"))) == 1

    def test_is_not_copied_onto_itself(self, otboinik: Otboinik) -> None:
        otboinik("db", "upgrade")

        refused = otboinik("db", "backup", "otboinik.db")

        assert refused.exit_code == 1
        assert "another name" in refused.stderr


class TestSmallThings:
    def test_version(self, otboinik: Otboinik) -> None:
        shown = otboinik("--version")

        assert shown.exit_code == 0
        assert shown.stdout.startswith("otboinik ")

    def test_check_names_the_setting_that_was_meant(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("MANAGER_ID=1\nCOMPOSE_PROJECT_NAME=x\n", encoding="utf-8")

        shown = otboinik("check").stdout

        assert "warning  .env: MANAGER_ID: is no setting" in shown
        assert "did you mean MANAGER_IDS?" in shown
        assert "COMPOSE" not in shown

    def test_audit_of_a_fresh_desk_is_empty(self, otboinik: Otboinik) -> None:
        otboinik("db", "upgrade")

        shown = otboinik("audit")

        assert (shown.exit_code, shown.stdout) == (0, "Nothing was changed yet.\n")

    def test_audit_has_what_the_command_line_changed(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "faq.csv").write_text("question,answer\nGood?,Yes.\nBad?,No.\n", "utf-8")
        otboinik("faq", "import", "faq.csv")

        shown = otboinik("audit")

        assert shown.stdout.endswith("  command line  faq imported  added: 1, 2\n")

    @pytest.mark.parametrize(
        "asked",
        [
            "audit",
            "customer export 3",
            "customer erase 3 --yes",
            "db backup copy.db",
            "desk user remove Anna",
        ],
    )
    def test_of_a_database_that_there_is_not_makes_none(
        self, otboinik: Otboinik, tmp_path: Path, asked: str
    ) -> None:
        refused = otboinik(*asked.split())

        assert refused.exit_code == 1
        assert refused.stderr.startswith(f"there is no database at {tmp_path / 'otboinik.db'}: ")
        assert not list(tmp_path.glob("*.db"))

    def test_check_finds_none_and_makes_none(self, otboinik: Otboinik, tmp_path: Path) -> None:
        assert f"no database yet: run makes {tmp_path / 'otboinik.db'}" in otboinik("check").stdout
        assert not list(tmp_path.glob("*.db"))

    def test_check_finds_damage_in_the_file(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "faq.csv").write_text("question,answer\nWhere is it?,Here.\n", "utf-8")
        otboinik("faq", "import", "faq.csv")
        assert "ok       database otboinik.db" in otboinik("check").stdout
        damage_a_page(tmp_path / "otboinik.db")

        ended = otboinik("check")

        assert ended.exit_code == 1
        assert "its file is damaged" in ended.stdout
        assert "otboinik db restore FILE" in ended.stdout

    def test_check_finds_no_place_for_files(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "uploads").write_text("a file", "utf-8")

        ended = otboinik("check")

        assert ended.exit_code == 1
        assert f"this user cannot write into {tmp_path / 'uploads'}" in ended.stdout

    @pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder into which not even root can write")
    def test_without_a_place_for_files_nothing_is_made(self, otboinik: Otboinik, tmp_path: Path) -> None:
        checked = otboinik("check", UPLOADS_DIR="/proc/files")
        refused = otboinik("run", HTTP_LISTEN="127.0.0.1:0", UPLOADS_DIR="/proc/files")

        assert checked.exit_code == 1
        assert "this user cannot write into /proc:" in checked.stdout
        assert refused.exit_code == 2
        assert "UPLOADS_DIR: this user cannot write into /proc." in refused.stderr
        assert list(tmp_path.iterdir()) == []
        assert "database" not in refused.output

    def test_help_writes_no_kind_behind_a_switch(self, otboinik: Otboinik) -> None:
        shown = otboinik("faq", "import", "--help").stdout

        assert "--dry-run  Only say what would change." in shown
        assert "<bool>" not in shown

    def test_help_has_a_whole_sentence_for_each_command(self, otboinik: Otboinik) -> None:
        for group in ("", "faq", "db", "customer"):
            assert "..." not in otboinik(*group.split(), "--help").stdout.partition("Commands:")[2]
