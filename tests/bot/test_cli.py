"""The command line, as operators meet it: what it says, and its exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import performing

Otboinik = Callable[..., Result]

FAQ = """\
- question: How do I get to my FTP?
  alternatives: [ftp password, no access to ftp]
  answer: Open the account, then Access.
- question: When do you work?
  answer: On weekdays, nine to six.
"""


@pytest.fixture
def otboinik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Otboinik:
    """Run a command in an empty folder, with nothing set but what is given."""
    monkeypatch.chdir(tmp_path)
    # Logging is the whole process's own, and this process is the test run's.
    monkeypatch.setattr(performing, "configure_logging", lambda *_, **__: None)

    def run(*arguments: str, **settings: str) -> Result:
        return CliRunner().invoke(cli.otboinik, arguments, env={"COLUMNS": "200", **settings})

    return run


@pytest.fixture
def faq_file(tmp_path: Path) -> str:
    (tmp_path / "faq.yaml").write_text(FAQ, encoding="utf-8")
    return "faq.yaml"


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


class TestAFaqFile:
    def test_is_imported_once(self, otboinik: Otboinik, faq_file: str) -> None:
        first, second = otboinik("faq", "import", faq_file), otboinik("faq", "import", faq_file)

        assert (first.exit_code, second.exit_code) == (0, 0)
        assert first.stdout == "added 2, changed 0, unchanged 0, refused 0.\n"
        assert second.stdout == "added 0, changed 0, unchanged 2, refused 0.\n"

    def test_may_be_tried_dry(self, otboinik: Otboinik, faq_file: str) -> None:
        dry, real = otboinik("faq", "import", faq_file, "--dry-run"), otboinik("faq", "import", faq_file)

        assert "added 2" in dry.stdout
        assert "dry run" in dry.stdout
        assert "added 2" in real.stdout

    @pytest.mark.parametrize("ending", ["yaml", "csv", "xlsx", "jsonl"])
    def test_comes_out_and_in_again_unchanged(self, otboinik: Otboinik, faq_file: str, ending: str) -> None:
        otboinik("faq", "import", faq_file)

        exported = otboinik("faq", "export", f"copy.{ending}")
        imported = otboinik("faq", "import", f"copy.{ending}", "--replace")

        assert exported.stdout == f"2 entries were written to copy.{ending}.\n"
        assert imported.stdout == "added 0, changed 0, unchanged 2, refused 0.\n"

    def test_replaces_the_others_where_that_is_wanted(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        otboinik("faq", "import", faq_file)
        (tmp_path / "one.yaml").write_text("- {question: When do you work?, answer: Always.}", "utf-8")

        imported = otboinik("faq", "import", "one.yaml", "--replace")

        assert imported.stdout == "added 0, changed 1, unchanged 0, deleted 1, refused 0.\n"

    def test_with_faults_is_refused_whole_with_row_and_column(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        (tmp_path / "bad.csv").write_text("question,answer\nGood?,Yes.\n,No question\n", "utf-8")

        refused = otboinik("faq", "import", "bad.csv")
        afterwards = otboinik("faq", "import", faq_file)

        assert refused.exit_code == 1
        assert 'row 3, "question": is missing' in refused.stderr
        assert "refused 1: nothing was imported" in refused.stderr
        assert "added 2, changed 0, unchanged 0" in afterwards.stdout

    def test_with_an_id_that_no_entry_has_is_refused(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "ids.csv").write_text("id,question,answer\n77,Good?,Yes.\n", "utf-8")

        refused = otboinik("faq", "import", "ids.csv")

        assert refused.exit_code == 1
        assert 'row 2, "id"' in refused.stderr

    def test_of_an_unknown_kind_is_refused(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "faq.docx").write_bytes(b"")

        refused = otboinik("faq", "import", "faq.docx")

        assert refused.exit_code == 2
        assert ".yaml, .csv, .xlsx, .jsonl" in refused.stderr

    def test_that_cannot_be_written_is_told(self, otboinik: Otboinik, faq_file: str) -> None:
        otboinik("faq", "import", faq_file)

        refused = otboinik("faq", "export", "nowhere/faq.yaml")

        assert refused.exit_code == 1
        assert "cannot be written" in refused.stderr

    def test_without_entries_is_not_written(self, otboinik: Otboinik, tmp_path: Path) -> None:
        """No import would take it."""
        otboinik("db", "upgrade")

        refused = otboinik("faq", "export", "faq.yaml")

        assert refused.exit_code == 1
        assert "The FAQ is empty" in refused.stderr
        assert not (tmp_path / "faq.yaml").exists()

    def test_is_exported_from_no_database_that_is_not_there(self, otboinik: Otboinik, tmp_path: Path) -> None:
        refused = otboinik("faq", "export", "faq.yaml")

        assert refused.exit_code == 1
        assert "there is no database" in refused.stderr
        assert list(tmp_path.iterdir()) == []


class TestAQuestion:
    def test_shows_what_the_bot_would_do_with_scores(self, otboinik: Otboinik, faq_file: str) -> None:
        otboinik("faq", "import", faq_file)

        sure, unknown = otboinik("faq", "ask", "ftp password"), otboinik("faq", "ask", "my cat is ill")

        assert sure.stdout.startswith("answer")
        assert "How do I get to my FTP?" in sure.stdout
        assert unknown.stdout.startswith("escalate")

    def test_shows_how_it_was_read_and_the_thresholds(self, otboinik: Otboinik, faq_file: str) -> None:
        otboinik("faq", "import", faq_file)

        mended, plain = otboinik("faq", "ask", "Hello! FTP pasword?"), otboinik("faq", "ask", "FTP password?")

        assert mended.stdout.splitlines()[1:3] == [
            "read as: ftp password",
            "thresholds: answers from 93 %, offers from 15 %",
        ]
        assert "read as" not in plain.stdout

    @pytest.mark.parametrize("text", ["", " ", "👍", "?!"])
    def test_without_words_asks_nothing(self, otboinik: Otboinik, faq_file: str, text: str) -> None:
        otboinik("faq", "import", faq_file)

        refused = otboinik("faq", "ask", text)

        assert refused.exit_code == 2
        assert refused.stdout == ""
        assert refused.stderr.startswith("nothing was asked")

    def test_of_an_empty_faq_says_how_to_fill_it(self, otboinik: Otboinik, tmp_path: Path) -> None:
        without_database = otboinik("faq", "ask", "ftp password", SAMPLE_FAQ="off")
        made = list(tmp_path.iterdir())
        otboinik("db", "upgrade")
        without_entries = otboinik("faq", "ask", "ftp password", SAMPLE_FAQ="off")

        assert made == []
        for asked in (without_database, without_entries):
            assert asked.exit_code == 0
            assert asked.stdout.startswith("escalate")
            assert "The FAQ is empty: otboinik faq import FILE fills it." in asked.stdout

    def test_of_an_empty_faq_is_put_to_the_sample_where_a_start_would_load_it(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        asked = otboinik("faq", "ask", "не пускает на фтп")
        made = list(tmp_path.glob("*.db"))
        otboinik("faq", "import", faq_file)
        with_entries = otboinik("faq", "ask", "не пускает на фтп")

        assert asked.stdout.startswith("answer")
        assert "asked was the sample FAQ" in asked.stdout
        assert made == []
        assert "sample" not in with_entries.stdout


class TestAnEvaluation:
    ENTRIES = (
        '{"id": "1", "question": "How do I get to my FTP?", "alternatives": ["ftp password"]}\n'
        '{"id": "2", "question": "When do you work?", "alternatives": [], "answer": "B."}\n'
    )
    QUERIES = '{"text": "ftp password", "expected": "1"}\n{"text": "my cat is ill", "expected": null}\n'

    @pytest.fixture
    def files(self, tmp_path: Path) -> tuple[str, ...]:
        (tmp_path / "E.jsonl").write_text(self.ENTRIES, "utf-8")
        (tmp_path / "Q.jsonl").write_text(self.QUERIES, "utf-8")
        return ("--entries", "E.jsonl", "--queries", "Q.jsonl")

    def test_gives_the_figures_as_json(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        figures = json.loads(otboinik("faq", "evaluate", *files, "--json").stdout)

        assert figures["top_1"] == 1.0
        assert {"recall_at_3", "auroc", "coverage_at_95", "latency_p50_ms", "latency_p99_ms"} < set(figures)

    def test_may_be_told_to_use_fewer_phrasings(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        shown = otboinik("faq", "evaluate", *files, "--phrasings", "0")

        assert shown.exit_code == 0
        assert "coverage at 95" in shown.stdout

    def test_tries_other_thresholds(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        tried = otboinik("faq", "evaluate", *files, "--answer", "1", "--suggest", "0.5", "--json")
        refused = otboinik("faq", "evaluate", *files, "--answer", "1.5")

        assert json.loads(tried.stdout)["answered"] == 0
        assert refused.exit_code == 2

    def test_refuses_choices_above_the_answers(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        refused = otboinik("faq", "evaluate", *files, "--answer", "0.5", "--suggest", "0.6")

        assert refused.exit_code == 2
        assert "lower --suggest" in " ".join(refused.stderr.split())

    def test_tells_what_was_missed_and_what_can_only_be(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "Q.jsonl").write_text('{"text": "ftp password", "expected": "no-such"}\n', "utf-8")

        told = otboinik("faq", "evaluate", *files, "--misses")

        assert json.loads(told.stdout.splitlines()[-1]) == {
            "text": "ftp password",
            "expected": "no-such",
            "found": "1",
            "chance": 0.99,
            "kind": "answer",
        }
        assert "does not have (no-such)" in told.stderr

    def test_names_the_line_that_it_cannot_read(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "Q.jsonl").write_text('{"text": "ftp", "expected": "1"}\n{"text": 5}\n', "utf-8")

        refused = otboinik("faq", "evaluate", *files)

        assert refused.exit_code == 1
        assert "Q.jsonl, line 2" in refused.stderr

    @pytest.mark.parametrize("empty", ["E.jsonl", "Q.jsonl"])
    def test_refuses_a_file_without_lines(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path, empty: str
    ) -> None:
        (tmp_path / empty).write_text("\n", "utf-8")

        refused = otboinik("faq", "evaluate", *files)

        assert refused.exit_code == 1
        assert refused.stdout == ""
        assert refused.stderr.startswith(f"{empty} is empty")


class TestTheDatabase:
    def test_is_brought_up_to_date_and_copied(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        assert otboinik("db", "upgrade").exit_code == 0
        otboinik("faq", "import", faq_file)

        assert otboinik("db", "backup", "copy.db").exit_code == 0

        copied = otboinik("faq", "import", faq_file, DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}/copy.db")
        assert "unchanged 2" in copied.stdout

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
        "asked", ["audit", "customer export 3", "customer erase 3 --yes", "db backup copy.db"]
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

    def test_check_finds_no_place_for_files(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "uploads").write_text("a file", "utf-8")

        ended = otboinik("check")

        assert ended.exit_code == 1
        assert f"this user cannot write into {tmp_path / 'uploads'}" in ended.stdout

    def test_help_writes_no_kind_behind_a_switch(self, otboinik: Otboinik) -> None:
        shown = otboinik("faq", "import", "--help").stdout

        assert "--dry-run  Only say what would change." in shown
        assert "<bool>" not in shown

    def test_help_has_a_whole_sentence_for_each_command(self, otboinik: Otboinik) -> None:
        for group in ("", "faq", "db", "customer"):
            assert "..." not in otboinik(*group.split(), "--help").stdout.partition("Commands:")[2]
