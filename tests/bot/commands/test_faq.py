"""`otboinik faq …`, as operators meet it: files in and out, a question, an evaluation."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.command_line import Otboinik


class TestAFaqFile:
    def test_is_imported_once(self, otboinik: Otboinik, faq_file: str) -> None:
        first, second = otboinik("faq", "import", faq_file), otboinik("faq", "import", faq_file)

        assert (first.exit_code, second.exit_code) == (0, 0)
        assert first.stdout == "added 2, changed 0, unchanged 0, refused 0.\n"
        assert second.stdout == "added 0, changed 0, unchanged 2, refused 0.\n"

    def test_in_a_new_folder_tells_that_it_makes_a_database(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        """Who stands in the wrong folder would wonder where the entries are."""
        first, second = otboinik("faq", "import", faq_file), otboinik("faq", "import", faq_file)

        assert first.stderr == f"There was no database yet: {tmp_path / 'otboinik.db'} was made.\n"
        assert second.stderr == ""

    def test_may_be_tried_dry(self, otboinik: Otboinik, faq_file: str) -> None:
        dry, real = otboinik("faq", "import", faq_file, "--dry-run"), otboinik("faq", "import", faq_file)

        assert "added 2" in dry.stdout
        assert "dry run" in dry.stdout
        assert "added 2" in real.stdout

    def test_tried_dry_in_a_new_folder_leaves_it_as_it_was(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        dry = otboinik("faq", "import", faq_file, "--dry-run")

        assert dry.stdout == "added 2, changed 0, unchanged 0, refused 0: a dry run, nothing was written.\n"
        assert dry.stderr == ""
        assert [file.name for file in tmp_path.iterdir()] == [faq_file]

    def test_tried_dry_leaves_a_database_of_before_as_old_as_it_was(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        (tmp_path / "otboinik.db").touch()

        dry = otboinik("faq", "import", faq_file, "--dry-run")

        assert dry.exit_code == 1
        assert dry.stderr == ("the database's schema is older than this program: run `otboinik db upgrade`\n")
        with closing(sqlite3.connect(tmp_path / "otboinik.db")) as database:
            assert database.execute("SELECT name FROM sqlite_master").fetchall() == []

    def test_with_words_that_two_entries_have_is_taken_and_names_them(
        self, otboinik: Otboinik, tmp_path: Path
    ) -> None:
        (tmp_path / "ftp.csv").write_text(
            "question,answer,alternatives\nFTP?,A,login\nDoor?,B,Login\n", "utf-8"
        )

        dry, real = otboinik("faq", "import", "ftp.csv", "--dry-run"), otboinik("faq", "import", "ftp.csv")
        again = otboinik("faq", "import", "ftp.csv")

        warning = "“Login”: entry #2 “Door?” and entry #1 “FTP?” are very much alike"
        assert dry.stderr.startswith(warning)
        assert warning in real.stderr
        assert real.stdout == "added 2, changed 0, unchanged 0, refused 0.\n"
        assert again.stderr == ""

    @pytest.mark.parametrize("ending", ["yaml", "csv", "xlsx", "jsonl"])
    def test_comes_out_and_in_again_unchanged(self, otboinik: Otboinik, faq_file: str, ending: str) -> None:
        otboinik("faq", "import", faq_file)

        exported = otboinik("faq", "export", f"copy.{ending}")
        imported = otboinik("faq", "import", f"copy.{ending}", "--replace")

        assert exported.stdout == f"entries written to copy.{ending}: 2.\n"
        assert imported.stdout == "added 0, changed 0, unchanged 2, refused 0.\n"

    def test_replaces_the_others_where_that_is_wanted(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        otboinik("faq", "import", faq_file)
        (tmp_path / "one.yaml").write_text("- {question: When do you work?, answer: Always.}", "utf-8")

        imported = otboinik("faq", "import", "one.yaml", "--replace")

        assert imported.stdout == "added 0, changed 1, unchanged 0, deleted 1, refused 0.\n"

    def test_that_replaces_the_others_asks_at_a_terminal(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        otboinik("faq", "import", faq_file)
        (tmp_path / "one.yaml").write_text("- {question: When do you work?, answer: Always.}", "utf-8")

        refused = otboinik("faq", "import", "one.yaml", "--replace", typed="\n")
        wanted = otboinik("faq", "import", "one.yaml", "--replace", typed="yes\n")

        assert "What the file lacks will be deleted (1): «How do I get to my FTP?»." in refused.stdout
        assert (refused.exit_code, refused.stderr) == (1, "Nothing was imported.\n")
        assert wanted.stdout.endswith("added 0, changed 1, unchanged 0, deleted 1, refused 0.\n")

    def test_that_was_imported_is_taken_back_as_a_whole(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        otboinik("faq", "import", faq_file)
        (tmp_path / "one.yaml").write_text("- {question: When do you work?, answer: Always.}", "utf-8")
        otboinik("faq", "import", "one.yaml", "--replace")

        undone = otboinik("faq", "undo")

        assert (undone.exit_code, undone.stdout) == (0, "taken back, entries: 2.\n")
        assert "unchanged 2" in otboinik("faq", "import", faq_file, "--dry-run").stdout
        assert otboinik("faq", "undo").exit_code == 0
        assert otboinik("faq", "undo").exit_code == 1

    def test_that_is_there_already_is_written_over_only_when_wanted(
        self, otboinik: Otboinik, faq_file: str, tmp_path: Path
    ) -> None:
        otboinik("faq", "import", faq_file)
        (tmp_path / "mine.csv").write_text("my own table", "utf-8")

        refused = otboinik("faq", "export", "mine.csv", typed="no\n")

        assert (refused.exit_code, refused.stderr) == (1, "mine.csv was not written.\n")
        assert (tmp_path / "mine.csv").read_text("utf-8") == "my own table"
        assert otboinik("faq", "export", "mine.csv", typed="yes\n").exit_code == 0
        assert otboinik("faq", "export", "mine.csv").exit_code == 0

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

    def test_of_another_installation_is_taken_without_its_numbers(
        self, otboinik: Otboinik, tmp_path: Path
    ) -> None:
        (tmp_path / "other.csv").write_text("id,question,answer\n77,Good?,Yes.\nx,Well?,No.\n", "utf-8")

        refused = otboinik("faq", "import", "other.csv")
        taken = otboinik("faq", "import", "other.csv", "--as-new")
        again = otboinik("faq", "import", "other.csv", "--as-new")

        assert refused.exit_code == 1
        assert taken.stdout == "added 2, changed 0, unchanged 0, refused 0.\n"
        assert again.stdout == "added 0, changed 0, unchanged 2, refused 0.\n"

    def test_of_another_installation_names_questions_that_stand_twice(
        self, otboinik: Otboinik, tmp_path: Path
    ) -> None:
        """With their numbers they are two entries; without, the first would be lost."""
        (tmp_path / "other.csv").write_text("id,question,answer\n7,Good?,Yes.\n8,good?,No.\n", "utf-8")

        refused = otboinik("faq", "import", "other.csv", "--as-new")

        assert 'row 3, "question": is asked already: row 2' in refused.stderr

    def test_with_such_an_id_and_other_faults_is_told_all_of_them(
        self, otboinik: Otboinik, tmp_path: Path
    ) -> None:
        (tmp_path / "ids.csv").write_text(
            "id,question,answer\n77,Good?,\n78,Well?,Yes.\nx,How?,So.\n", "utf-8"
        )

        refused = otboinik("faq", "import", "ids.csv").stderr

        assert all(f'row {row}, "id"' in refused for row in (2, 3, 4))
        assert 'row 2, "answer": is missing' in refused
        assert "refused 3: nothing was imported" in refused

    def test_without_entries_refuses_no_row(self, otboinik: Otboinik, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").write_text("", "utf-8")

        refused = otboinik("faq", "import", "empty.csv")

        assert refused.exit_code == 1
        assert "the file has no entries" in refused.stderr
        assert refused.stderr.splitlines()[-1] == "nothing was imported."

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

    def test_tells_why_a_likely_entry_is_only_offered(self, otboinik: Otboinik, faq_file: str) -> None:
        otboinik("faq", "import", faq_file)

        held, sent = otboinik("faq", "ask", "ftp"), otboinik("faq", "ask", "ftp password")

        assert held.stdout.splitlines()[-1] == (
            "the first is offered and not sent: one word alone does not tell what is asked"
        )
        assert "not sent" not in sent.stdout

    def test_shows_how_it_was_read_and_the_thresholds(self, otboinik: Otboinik, faq_file: str) -> None:
        otboinik("faq", "import", faq_file)

        mended, plain = otboinik("faq", "ask", "Hello! FTP pasword?"), otboinik("faq", "ask", "FTP password?")

        assert mended.stdout.splitlines()[1:3] == [
            "read as: ftp password",
            "thresholds: answers from 90 %, offers from 15 %",
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

    def test_of_the_opposite_names_the_one_entry_that_is_offered(self, otboinik: Otboinik) -> None:
        asked = otboinik("faq", "ask", "как удалить почтовый ящик")

        assert asked.exit_code == 0
        assert "offer: buttons for the entries 9, and one more to a person" in asked.stdout.splitlines()

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


def managers_set(database: Path, **thresholds: str) -> None:
    """As `/faq threshold` and the desk keep it."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for name, chance in thresholds.items():
            connection.execute(
                "INSERT INTO facts (name, value) VALUES (?, ?)", (f"faq threshold {name}", chance)
            )


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

    def test_without_entries_is_of_the_faq_as_it_stands(
        self, otboinik: Otboinik, files: tuple[str, ...], faq_file: str
    ) -> None:
        queries = files[2:]
        without_database = otboinik("faq", "evaluate", *queries)
        faulty = otboinik("faq", "evaluate", *queries, HTTP_LISTEN="nowhere")
        otboinik("db", "upgrade")
        empty = otboinik("faq", "evaluate", *queries)
        otboinik("faq", "import", faq_file)
        figures = json.loads(otboinik("faq", "evaluate", *queries, "--json").stdout)

        assert (without_database.exit_code, faulty.exit_code, empty.exit_code) == (1, 2, 1)
        assert "there is no database" in without_database.stderr
        assert "HTTP_LISTEN" in faulty.stderr
        assert "The FAQ is empty" in empty.stderr
        assert (figures["queries_with_entry"], figures["top_1"]) == (1, 1.0)

    def test_may_be_told_to_use_fewer_phrasings(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        shown = otboinik("faq", "evaluate", *files, "--phrasings", "0")

        assert shown.exit_code == 0
        assert "coverage at 95" in shown.stdout

    def test_tries_other_thresholds(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        tried = otboinik("faq", "evaluate", *files, "--answer", "1", "--suggest", "0.5", "--json")
        refused = otboinik("faq", "evaluate", *files, "--answer", "1.5")

        assert json.loads(tried.stdout)["answered"] == 0
        assert refused.exit_code == 2

    def test_names_the_thresholds_and_where_they_are_from(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        shipped = otboinik("faq", "evaluate", *files)
        made = list(tmp_path.glob("*.db"))
        otboinik("db", "upgrade")
        unmoved = otboinik("faq", "evaluate", *files)
        managers_set(tmp_path / "otboinik.db", answer="0.992", suggest="0.2")
        moved = otboinik("faq", "evaluate", *files, "--json")
        given = otboinik("faq", "evaluate", *files, "--answer", "0.1")

        first = "thresholds: answers from 90 % (as shipped), offers from 15 % (as shipped)"
        assert shipped.stdout.splitlines()[0] == unmoved.stdout.splitlines()[0] == first
        assert made == []
        figures = json.loads(moved.stdout)
        assert figures["thresholds"] == {
            "answer": 0.992,
            "answer_from": "database",
            "suggest": 0.2,
            "suggest_from": "database",
        }
        assert (figures["answered"], figures["offered"]) == (0.0, 1.0)
        assert given.stdout.splitlines()[0] == (
            "thresholds: answers from 10 % (as given), offers from 10 % (not above the answers)"
        )

    def test_goes_by_the_shipped_thresholds_where_the_database_cannot_be_read(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "otboinik.db").touch()  # as an old version would leave it

        old = otboinik("faq", "evaluate", *files)
        faulty = otboinik("faq", "evaluate", *files, HTTP_LISTEN="nowhere")
        neither = otboinik("faq", "evaluate", *files, "--answer", "0.9", "--suggest", "0.2", HTTP_LISTEN="no")

        assert (old.exit_code, faulty.exit_code, neither.exit_code) == (0, 0, 0)
        assert "cannot be read: the database's schema is older" in old.stderr
        assert "The settings have faults" in faulty.stderr
        assert neither.stderr == ""
        assert all("(as shipped)" in each.stdout for each in (old, faulty))

    def test_ranks_alike_whatever_the_thresholds(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        """A text of two requests is ranked otherwise where a part of it would be answered."""
        (tmp_path / "Q.jsonl").write_text(
            '{"text": "ftp password. And when do you work?", "expected": "1"}\n'
            '{"text": "ftp password", "expected": "1"}\n{"text": "work when", "expected": null}\n',
            "utf-8",
        )
        figures = [
            json.loads(otboinik("faq", "evaluate", *files, "--json", *tried).stdout)
            for tried in ((), ("--answer", "0.3"), ("--answer", "0.999"))
        ]

        of_the_ranking = ("top_1", "recall_at_3", "auroc", "coverage_at_95")
        assert len({tuple(each[name] for name in of_the_ranking) for each in figures}) == 1
        assert len({each["answered"] for each in figures}) > 1

    def test_refuses_choices_above_the_answers(self, otboinik: Otboinik, files: tuple[str, ...]) -> None:
        refused = otboinik("faq", "evaluate", *files, "--answer", "0.5", "--suggest", "0.6")

        assert refused.exit_code == 2
        assert "lower --suggest" in " ".join(refused.stderr.split())

    def test_tells_what_was_missed_and_what_can_only_be(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "Q.jsonl").write_text('{"text": "ftp password", "expected": "no-such"}\n', "utf-8")

        told = otboinik("faq", "evaluate", *files, "--misses")
        as_json = otboinik("faq", "evaluate", *files, "--misses", "--json")

        assert told.stdout.splitlines()[-3:] == [
            "answered at once, wrongly:",
            "  ftp password",
            "      first: 1 “How do I get to my FTP?”, 99 %; right: no-such (no such entry)",
        ]
        assert json.loads(as_json.stdout)["misses"] == [
            {
                "miss": "answered at once, wrongly",
                "text": "ftp password",
                "expected": "no-such",
                "found": "1",
                "chance": 0.99,
                "kind": "answer",
            }
        ]
        assert "does not have (no-such)" in told.stderr

    def test_tells_first_what_became_of_the_questions_and_then_the_figures(
        self, otboinik: Otboinik, files: tuple[str, ...]
    ) -> None:
        lines = otboinik("faq", "evaluate", *files).stdout.splitlines()

        assert lines[2:4] == [
            "questions that have an entry: 1",
            "       1  100.0%  answered at once, rightly",
        ]
        assert lines.index("questions that have none: 1") < lines.index("In figures:")
        assert any(line.startswith("auroc ") for line in lines[lines.index("In figures:") :])

    def test_names_the_line_that_it_cannot_read(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "Q.jsonl").write_text('{"text": "ftp", "expected": "1"}\n{"text": 5}\n', "utf-8")

        refused = otboinik("faq", "evaluate", *files)

        assert refused.exit_code == 1
        assert "Q.jsonl, line 2" in refused.stderr

    @pytest.mark.parametrize("ending", ["yaml", "csv", "xlsx"])
    def test_of_entries_in_another_format_says_how_to_get_them_in_this_one(
        self, otboinik: Otboinik, files: tuple[str, ...], faq_file: str, ending: str
    ) -> None:
        otboinik("faq", "import", faq_file)
        otboinik("faq", "export", f"E.{ending}")

        refused = otboinik("faq", "evaluate", "--entries", f"E.{ending}", *files[2:])
        otboinik("faq", "export", "E.jsonl")

        assert refused.exit_code == 1
        assert refused.stderr == (
            f"E.{ending} is not JSON Lines, one JSON object a line:"
            " `otboinik faq export E.jsonl` writes the entries of the FAQ so\n"
        )
        assert otboinik("faq", "evaluate", *files).exit_code == 0

    def test_of_questions_in_another_format_shows_how_they_are_written(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "Q.jsonl").write_text("text,expected\nftp password,1\nmy cat is ill,\n", "utf-8")

        refused = otboinik("faq", "evaluate", *files)

        assert refused.exit_code == 1
        assert refused.stderr == (
            'Q.jsonl is not JSON Lines, one JSON object a line: {"text": "ftp password", "expected": "1"}\n'
        )

    def test_of_a_file_in_another_encoding_asks_for_utf_8(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path
    ) -> None:
        (tmp_path / "Q.jsonl").write_text('{"text": "пароль", "expected": "1"}\n', "windows-1251")

        refused = otboinik("faq", "evaluate", *files)

        assert refused.exit_code == 1
        assert refused.stderr == "Q.jsonl is not in UTF-8: save it as UTF-8\n"

    @pytest.mark.parametrize("empty", ["E.jsonl", "Q.jsonl"])
    def test_refuses_a_file_without_lines(
        self, otboinik: Otboinik, files: tuple[str, ...], tmp_path: Path, empty: str
    ) -> None:
        (tmp_path / empty).write_text("\n", "utf-8")

        refused = otboinik("faq", "evaluate", *files)

        assert refused.exit_code == 1
        assert refused.stdout == ""
        assert refused.stderr.startswith(f"{empty} is empty")
